package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: exit codes, standard streams, and what a signal leaves. */
final class ProcessIT {
  private static final int SIGTERM = 128 + 15;

  @TempDir Path folder;

  @Test
  void main_statementOnStandardInput_proofOnStandardOutput() throws Exception {
    Process process = lakatos("prove");
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write("theorem größe (α : Nat) : α = α".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .startsWith("theorem größe (α : Nat) : α = α := by\n");
    assertThat(process.waitFor()).isEqualTo(Exit.PROVED);
  }

  @Test
  void main_badInput_exitsWithTwo() throws Exception {
    Process process = lakatos("prove", "nowhere.lean");
    assertThat(process.waitFor()).isEqualTo(Exit.TROUBLE);
    assertThat(errors()).isEqualTo("lakatos: there is no file nowhere.lean\n");
  }

  @Test
  void main_batchIsTerminated_leavesResultsToGoOnFromAndNoProcess() throws Exception {
    Path in = folder.resolve("in.jsonl");
    Path out = folder.resolve("out.jsonl");
    String hard =
        "theorem t (a b c n : Nat) (h : 4 < n * a * b) (hn : 2 < n) : a ^ n + b ^ n ≠ c ^ n";
    Files.write(
        in,
        List.of(
            "{\"id\":\"easy\",\"formal\":\"theorem t : 1 = 1\"}",
            "{\"id\":\"hard\",\"formal\":\"" + hard + "\"}"));
    Process process =
        lakatos(
            "prove",
            "--workers",
            "1",
            "--budget",
            "10m",
            "--in",
            in.toString(),
            "--out",
            out.toString());
    awaitLine(out);
    List<ProcessHandle> children = process.descendants().toList();
    assertThat(children).isNotEmpty();
    process.destroy();
    assertThat(process.waitFor()).isEqualTo(SIGTERM);
    CompletableFuture.allOf(
            children.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
        .get(30, TimeUnit.SECONDS);
    assertThat(errors())
        .contains(
            "lakatos: interrupted; 1 are decided in "
                + out
                + ", and the same command goes on from there");
    assertThat(Files.readAllLines(out)).hasSize(1);
    try (ResultsFile results = new ResultsFile(out)) {
      assertThat(results.verdict("easy")).hasValue("proved");
      assertThat(results.verdict("hard")).isEmpty();
    }
  }

  private void awaitLine(Path file) throws Exception {
    try (WatchService watcher = folder.getFileSystem().newWatchService()) {
      folder.register(
          watcher, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
      while (!Files.exists(file) || Files.size(file) == 0) {
        WatchKey key = watcher.poll(5, TimeUnit.MINUTES);
        assertThat(key).as("no result within minutes: %s", errors()).isNotNull();
        key.pollEvents();
        key.reset();
      }
    }
  }

  private Process lakatos(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.add("-Dlakatos.root=" + System.getProperty("lakatos.root"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "lakatos.app.Main"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(errorsFile().toFile()).start();
  }

  private Path errorsFile() {
    return folder.resolve("stderr.txt");
  }

  private String errors() throws IOException {
    return Files.readString(errorsFile());
  }
}
