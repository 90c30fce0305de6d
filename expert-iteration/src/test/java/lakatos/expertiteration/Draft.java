package lakatos.expertiteration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lakatos.expertiteration.Assignment.By;
import lakatos.expertiteration.Outcome.End;
import lakatos.leanbridge.Statement;
import lakatos.prover.Attempt;
import lakatos.prover.Problem;
import lakatos.prover.model.Completion.Finish;
import lakatos.prover.model.Sampling;

/** Things for tests. */
final class Draft {
  private Draft() {}

  static Problem problem(String id, String text) {
    return new Problem(id, Statement.of(text), Optional.empty());
  }

  static Problem problem(String id) {
    return problem(id, "theorem " + id + " (n : Nat) : n + 0 = n");
  }

  static Example example(String id, String proof, int round) {
    return new Example(problem(id, "theorem t : " + id + " = " + id), proof, "model", round, 0, 1);
  }

  static Outcome outcome(String id, int samples, int proofs) {
    return new Outcome(
        By.MODEL,
        id,
        proofs > 0 ? End.PROVED : End.OPEN,
        samples,
        samples,
        proofs,
        Math.min(proofs, 2),
        10,
        5,
        5,
        100,
        "");
  }

  static Attempt attempt(Problem problem, long seed, String proof, String verdict) {
    return new Attempt(
        problem.id(),
        problem.statement(),
        "whole-proof",
        "lakatos",
        "hf:tiny",
        0,
        seed,
        Sampling.DEFAULT,
        "",
        proof,
        Finish.STOP,
        10,
        Optional.of(problem.statement().text() + " := by\n" + proof),
        verdict,
        List.of(),
        List.of(),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        "Lean 4",
        true,
        Instant.parse("2026-05-04T03:02:01Z"));
  }
}
