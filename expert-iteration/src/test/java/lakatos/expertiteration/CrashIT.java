package lakatos.expertiteration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lakatos.prover.Attempt;
import lakatos.prover.AttemptLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A driver in its own process, killed at its worst moments. */
final class CrashIT {
  @TempDir private Path folder;

  private Process start(String verb) throws IOException {
    List<String> command = new ArrayList<>(List.of(JavaProcess.java()));
    command.addAll(JavaProcess.opens());
    command.add("-Dlakatos.root=" + System.getProperty("lakatos.root", ".."));
    command.addAll(
        List.of(
            "-cp",
            JavaProcess.classPath(),
            TinyRun.class.getName(),
            verb,
            folder.resolve("run").toString()));
    return new ProcessBuilder(command)
        .redirectError(folder.resolve("errors-" + verb).toFile())
        .start();
  }

  /** Reads what a run says until it says something like this, and kills it and its children. */
  private static void killAt(Process run, String sentence) throws IOException {
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(run.getInputStream(), StandardCharsets.UTF_8))) {
      String line = said.readLine();
      while (line != null && !line.matches(sentence)) {
        line = said.readLine();
      }
      assertThat(line).as("what was waited for").isNotNull();
      run.descendants().forEach(ProcessHandle::destroyForcibly);
      run.destroyForcibly();
    }
  }

  @Test
  @Timeout(400)
  void run_killedInAttemptsAndInTraining_goesOnAndRepeatsNothingThatWasWritten() throws Exception {
    Process first = start("begin");
    killAt(first, "attempted ([3-9]|1\\d) of 20");
    first.waitFor();
    RunFolder run = new RunFolder(folder.resolve("run"));
    Map<String, Outcome> before = done(run.round(0).resolve("parts"));
    assertThat(before).isNotEmpty();

    Process second = start("resume");
    killAt(second, "held: .*");
    second.waitFor();
    assertThat(run.manifests()).isEmpty();
    Map<String, Outcome> after = new HashMap<>();
    new AttemptStage(run.round(0)).outcomes().forEach(o -> after.put(o.id(), o));
    assertThat(after).containsAllEntriesOf(before).hasSize(20);
    byte[] attempts = Files.readAllBytes(run.round(0).resolve("attempts.jsonl"));

    Process third = start("resume");
    third.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    assertThat(third.waitFor(300, TimeUnit.SECONDS)).isTrue();
    assertThat(third.exitValue()).isZero();
    assertThat(run.manifests()).hasSize(2);
    assertThat(Files.readAllBytes(run.round(0).resolve("attempts.jsonl"))).isEqualTo(attempts);
    for (int round = 0; round < 2; round++) {
      try (Stream<Attempt> log =
          AttemptLog.read(run.round(round).resolve("attempts.jsonl"), fault -> {})) {
        assertThat(log.map(a -> a.problem() + " " + a.model() + " " + a.seed()))
            .doesNotHaveDuplicates();
      }
    }
  }

  private static Map<String, Outcome> done(Path parts) throws IOException {
    Map<String, Outcome> done = new HashMap<>();
    try (Stream<Path> files = Files.list(parts)) {
      for (Path file : files.toList()) {
        if (String.valueOf(file.getFileName()).startsWith("verdicts-")) {
          Jsonl.readWhole(file, Outcome::of).forEach(o -> done.put(o.id(), o));
        }
      }
    }
    return done;
  }
}
