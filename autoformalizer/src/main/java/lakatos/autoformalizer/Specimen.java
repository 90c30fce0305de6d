package lakatos.autoformalizer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lakatos.leanbridge.Anatomy;
import lakatos.leanbridge.Statement;
import lakatos.prover.ProofResult;

/**
 * A statement under probes.
 *
 * @param wording what it ought to say, if that is known
 */
record Specimen(Inquiry inquiry, Claim claim, Optional<Wording> wording) {

  Anatomy anatomy() {
    return claim.anatomy();
  }

  /** For the statement itself, which matters most. */
  private static final Duration TRUTH = Duration.ofSeconds(5);

  /** Evaluation finds most that is false, and finds it sooner than a search for proofs. */
  private static final List<List<Integer>> BOUNDS =
      List.of(List.of(4, 4), List.of(12, 12, 6), List.of(31, 31, 1), List.of(900));

  /** Returns the refutation of the statement, if one is found. */
  Optional<ProofResult.Refuted> refutation() {
    Statement statement = inquiry.statement();
    boolean fails = BOUNDS.stream().anyMatch(b -> inquiry.counterexample(statement, b).isPresent());
    Optional<ProofResult> result =
        fails ? inquiry.refute(statement, TRUTH) : inquiry.decide(statement, TRUTH);
    return result
        .filter(ProofResult.Refuted.class::isInstance)
        .map(ProofResult.Refuted.class::cast);
  }
}
