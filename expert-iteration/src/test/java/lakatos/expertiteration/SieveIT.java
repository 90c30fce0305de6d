package lakatos.expertiteration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lakatos.expertiteration.RunOptions.Method;
import lakatos.expertiteration.Sieve.Refusal;
import lakatos.prover.Problem;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SieveIT {
  @TempDir private Path folder;

  @Test
  void run_provedAndNeverProved_refusesWhatIsHollowOrFalseOnce() throws Exception {
    List<Problem> statements =
        List.of(
            TinyRun.problem("sound", "(n m : Nat) (h : n < m) : n + 1 ≤ m"),
            TinyRun.problem("nothing", "(n : Nat) (h : n < 3) (k : 5 < n) : n = 17"),
            TinyRun.problem("repeats", "(n m : Nat) (h : n < m) : n < m"),
            TinyRun.problem("wrong", "(n : Nat) : n < 5"),
            TinyRun.problem("hard", "(n : Nat) : n * n + n = n * (n + 1)"));
    RunFolder run = new RunFolder(folder);
    RunOptions tiny = TinyRun.options(folder.resolve("base"), Method.SUPERVISED, 3);
    RunOptions options =
        Json.as(Json.of(tiny).put("probe_millis", 30_000), RunOptions.class); // however slow it is
    List<Outcome> outcomes = new ArrayList<>();
    for (String id : List.of("sound", "nothing", "repeats")) {
      outcomes.add(Draft.outcome(id, 4, 1));
    }
    for (String id : List.of("wrong", "hard", "wrong", "hard")) {
      outcomes.add(Draft.outcome(id, 4, 0));
    }
    try (Cluster cluster = Cluster.open("local[1]", Map.of())) {
      Sieve sieve = new Sieve(run, options, 2);
      sieve.run(cluster, statements, outcomes, done -> {});
      assertThat(sieve.refusals())
          .extracting(Refusal::id, Refusal::reason)
          .containsExactly(
              Tuple.tuple("nothing", "contradictory_hypotheses"),
              Tuple.tuple("repeats", "trivial"),
              Tuple.tuple("wrong", "false"));
      assertThat(Files.readString(run.probes(2))).contains("\"witness\":\"theorem");
      assertThat(sieve.attemptable(statements)).as("in this round").hasSize(5);

      Sieve next = new Sieve(run, options, 3);
      next.run(cluster, statements, outcomes, done -> {});
      assertThat(run.probes(3)).as("asked once in a run").isEmptyFile();
      assertThat(next.attemptable(statements))
          .extracting(Problem::id)
          .containsExactly("sound", "hard");
      Problem again = TinyRun.problem("again", "(n m : Nat) (h : n < m) : n < m");
      List<Example> proofs =
          List.of(
              new Example(again, "  exact h", "given", 0, 0, 1),
              new Example(statements.get(0), "  omega", "model", 2, 0, 1));
      assertThat(next.worthLearning(statements, proofs))
          .as("under another name too")
          .containsExactly(proofs.get(1));
    }
  }
}
