package lakatos.expertiteration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lakatos.prover.AttemptLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes no more; here, no more of any one file: so much needs no disk of its own. */
final class FullDiskTest {
  private static final String PLENTY = "unlimited";

  @TempDir private Path folder;

  /** How a process ended, and what it said. */
  private record Ended(int code, String said, String errors) {}

  private Ended run(String verb, Path where, String kilobytes) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash", "-c", "ulimit -f " + kilobytes + "; exec \"$@\"", "", JavaProcess.java()));
    command.addAll(JavaProcess.opens());
    command.addAll(
        List.of("-cp", JavaProcess.classPath(), FullDisk.class.getName(), verb, where.toString()));
    Path errors = folder.resolve("errors");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said.strip(), Files.readString(errors));
  }

  private static List<String> unfinished(Path where) throws IOException {
    try (Stream<Path> files = Files.walk(where)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".new"))
          .toList();
    }
  }

  @Test
  void run_noRoomForTheCheckpoint_endsWithASentenceAndGoesOnLater() throws Exception {
    TinyRun.base(folder);
    RunFolder run = new RunFolder(folder.resolve("run"));
    Ended full = run("run", run.path(), "100");
    assertThat(full.said())
        .as(full.errors())
        .startsWith("DISK: cannot write the checkpoint " + run.checkpoint(0) + ": ")
        .hasLineCount(1);
    assertThat(full.code()).isEqualTo(2);
    assertThat(full.errors()).doesNotContain("Exception", "\tat ");
    assertThat(run.checkpoint(0)).doesNotExist();
    assertThat(run.manifests()).isEmpty();
    assertThat(unfinished(run.path())).isEmpty();

    Ended roomy = run("run", run.path(), PLENTY);
    assertThat(roomy.code()).as(roomy.said() + roomy.errors()).isZero();
    assertThat(run.manifests()).hasSize(1);
  }

  @Test
  void work_noRoomForAnExecutorsLine_endsWithASentenceAndGoesOnLater() throws Exception {
    Ended full = run("work", folder, "100");
    assertThat(full.said())
        .as(full.errors())
        .startsWith("DISK: the round cannot go on: cannot write ")
        .hasLineCount(1);
    assertThat(full.code()).isEqualTo(2);
    assertThat(folder.resolve("out.jsonl")).doesNotExist();

    assertThat(run("work", folder, PLENTY).code()).isZero();
    assertThat(folder.resolve("out.jsonl")).content().hasSizeGreaterThan(1_000_000);
    assertThat(folder.resolve("parts-out.jsonl")).doesNotExist();
  }

  @Test
  void gather_noRoomForTheAttempts_endsWithASentenceAndGoesOnLater() throws Exception {
    Path parts = Files.createDirectories(folder.resolve("stage/parts"));
    List<String> verdicts = new ArrayList<>();
    for (Assignment assignment : FullDisk.assignments()) {
      String id = assignment.problem().id();
      verdicts.add(Draft.outcome(id, 1, 0).json().toString());
      try (AttemptLog log = new AttemptLog(parts.resolve("attempts-x.jsonl"))) {
        log.add(Draft.attempt(assignment.problem(), 0, "  simp", "failed"));
      }
    }
    Files.write(parts.resolve("verdicts-x.jsonl"), verdicts);
    AttemptStage stage = new AttemptStage(folder.resolve("stage"));

    Ended full = run("gather", folder.resolve("stage"), "4");
    assertThat(full.said())
        .as(full.errors())
        .startsWith("DISK: cannot write " + stage.attempts())
        .hasLineCount(1);
    assertThat(full.code()).isEqualTo(2);
    assertThat(stage.isDone()).isFalse();
    assertThat(unfinished(folder)).isEmpty();

    assertThat(run("gather", folder.resolve("stage"), PLENTY).code()).isZero();
    assertThat(stage.outcomes()).hasSize(FullDisk.assignments().size());
  }
}
