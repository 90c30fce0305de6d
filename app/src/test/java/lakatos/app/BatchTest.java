package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BatchTest {
  @TempDir Path folder;
  private final StringWriter errors = new StringWriter();
  private final Queue<String> solved = new ConcurrentLinkedQueue<>();
  private Path in;
  private Path out;

  @BeforeEach
  void nameFiles() {
    in = folder.resolve("in.jsonl");
    out = folder.resolve("out.jsonl");
  }

  @Test
  void run_allProved_exitsWithZero() throws IOException {
    Batch.Summary summary = run(problem("a", "proved"), problem("b", "proved"));
    assertThat(summary).isEqualTo(new Batch.Summary(Map.of("proved", 2), 0, 0));
    assertThat(summary.exitCode("proved")).isEqualTo(Exit.PROVED);
    assertThat(Files.readAllLines(out))
        .containsExactlyInAnyOrder(
            "{\"id\":\"a\",\"verdict\":\"proved\"}", "{\"id\":\"b\",\"verdict\":\"proved\"}");
  }

  @Test
  void run_again_solvesNothingTwiceButCountsEverything() throws IOException {
    run(problem("a", "proved"), problem("b", "open"));
    solved.clear();
    Batch.Summary summary =
        run(problem("a", "proved"), problem("b", "open"), problem("c", "proved"));
    assertThat(solved).containsExactly("c");
    assertThat(summary).isEqualTo(new Batch.Summary(Map.of("proved", 2, "open", 1), 0, 2));
    assertThat(summary.exitCode("proved")).isEqualTo(Exit.NOT_PROVED);
    assertThat(errors.toString()).contains("2 of 3 are decided in " + out + " already");
  }

  @Test
  void run_results_ofOtherProblems_areNotCounted() throws IOException {
    run(problem("other", "open"));
    assertThat(run(problem("a", "proved")).exitCode("proved")).isEqualTo(Exit.PROVED);
  }

  @Test
  void run_malformedLines_areToldByNumberAndExitWithTwo() throws IOException {
    Batch.Summary summary = run("{", problem("a", "proved"), "{\"id\":\"b\"}");
    assertThat(summary).isEqualTo(new Batch.Summary(Map.of("proved", 1), 2, 0));
    assertThat(summary.exitCode("proved")).isEqualTo(Exit.TROUBLE);
    assertThat(errors.toString().lines())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).startsWith("lakatos: " + in + " line 1: not JSON"))
        .contains("lakatos: " + in + " line 3: the field \"verdict\" is missing or not a text");
    assertThat(Files.readAllLines(out)).hasSize(1);
  }

  @Test
  void run_defectWithOneProblem_isAnErrorOfThatProblem() throws IOException {
    Batch.Summary summary = run(problem("a", "defect"), problem("b", "proved"));
    assertThat(summary).isEqualTo(new Batch.Summary(Map.of("error", 1, "proved", 1), 0, 0));
    assertThat(summary.exitCode("proved")).isEqualTo(Exit.TROUBLE);
    assertThat(errors.toString()).contains(in + " line 1: this should not happen");
  }

  @Test
  void run_errors_areTriedAgain() throws IOException {
    run(problem("a", "error"), problem("b", "proved"));
    assertThat(run(problem("a", "proved"), problem("b", "proved")))
        .isEqualTo(new Batch.Summary(Map.of("proved", 2), 0, 1));
    assertThat(solved).containsExactlyInAnyOrder("a", "b", "a");
  }

  @Test
  void new_sameFileTwice_isTrouble() throws IOException {
    Files.writeString(in, problem("a", "proved"));
    assertThatThrownBy(() -> batch(in))
        .isInstanceOf(Trouble.class)
        .hasMessage("--in and --out name the same file; choose another --out");
  }

  private Batch.Summary run(String... lines) throws IOException {
    Files.write(in, List.of(lines));
    try (Batch<String> batch = batch(out)) {
      batch.run(2, this::solve);
      return batch.summary();
    }
  }

  private Batch<String> batch(Path results) {
    return new Batch<>(
        in,
        results,
        object -> Json.text(object, "verdict") + " " + Json.text(object, "id"),
        new PrintWriter(errors, true),
        false);
  }

  private ObjectNode solve(String problem) {
    String[] words = problem.split(" ", -1);
    solved.add(words[1]);
    if (words[0].equals("defect")) {
      throw new IllegalStateException("a defect");
    }
    return Json.object().put("verdict", words[0]);
  }

  private static String problem(String id, String verdict) {
    return "{\"id\":\"" + id + "\",\"verdict\":\"" + verdict + "\"}";
  }
}
