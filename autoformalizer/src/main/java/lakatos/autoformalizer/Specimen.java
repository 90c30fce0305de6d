package lakatos.autoformalizer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lakatos.leanbridge.Anatomy;
import lakatos.leanbridge.Anatomy.Local;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Term;
import lakatos.prover.ProofResult;

/**
 * A statement under probes.
 *
 * @param wording what it ought to say, if that is known
 */
record Specimen(Inquiry inquiry, Anatomy anatomy, Optional<Wording> wording) {

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

  /** Everything that the statement says, what its definitions stand for included. */
  Content content() {
    Stream<Term> locals = anatomy.locals().stream().map(Local::term);
    return Content.of(Stream.concat(locals, Stream.of(anatomy.conclusion())).toList())
        .with(anatomy.constants(), anatomy.numerals())
        .withVariables(anatomy.variables());
  }

  /** What it concludes. */
  Content conclusion() {
    return Content.of(List.of(anatomy.conclusion())).with(anatomy.constants(), anatomy.numerals());
  }

  /** What it assumes. */
  Content assumptions() {
    return Content.of(anatomy.hypotheses().stream().map(Local::term).toList());
  }
}
