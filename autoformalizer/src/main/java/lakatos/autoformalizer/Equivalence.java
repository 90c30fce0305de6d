package lakatos.autoformalizer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lakatos.leanbridge.Anatomy;
import lakatos.leanbridge.Anatomy.Variant;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verifier;
import lakatos.prover.ProofResult;

/**
 * Whether two statements say the same, decided by tactics alone.
 *
 * <p>In the spirit of BEq (Liu et al., "Rethinking and Improving Autoformalization: Towards a
 * Faithful Metric and a Dependency Retrieval-based Approach", ICLR 2025) and of its deterministic
 * form BEq+ (Poiroux et al., "Reliable Evaluation and Benchmarks for Statement Autoformalization",
 * EMNLP 2025): each statement has to follow from the other by restricted tactics. Two theorems
 * follow from each other however little they have in common, so a proof counts only if it needs the
 * other statement: one that unifies with it, or one by a tactic that fails on the same goal when
 * the other statement is taken away ({@link Derivation}).
 *
 * <p>Statements that stand behind different headers or definitions are not compared. Thread-safe.
 */
public final class Equivalence {
  private static final Duration TRUTH = Duration.ofSeconds(8);

  private final LeanPool pool;
  private final Verifier verifier;

  /** What a comparison found. */
  public sealed interface Result {

    /**
     * They say the same.
     *
     * @param forth a verified proof that the first implies the second, which needs the first
     * @param back the same from the second to the first
     */
    record Equivalent(String forth, String back) implements Result {}

    /**
     * They say different things.
     *
     * @param sentence for people, without a full stop
     * @param witness what shows it
     */
    record Different(String sentence, String witness) implements Result {}

    /**
     * Neither was shown.
     *
     * @param sentence how far it came, without a full stop
     */
    record Unknown(String sentence) implements Result {}
  }

  /** Makes it on processes of {@code pool}; proofs are verified by {@code verifier}. */
  public Equivalence(LeanPool pool, Verifier verifier) {
    this.pool = pool;
    this.verifier = verifier;
  }

  /**
   * Compares two statements.
   *
   * @param budget for everything
   * @throws lakatos.leanbridge.LeanException {@code UNUSABLE} if one of them does not elaborate;
   *     {@code CLOSED} if the thread is interrupted; and if no process can be had
   */
  public Result of(Statement a, Statement b, Duration budget) {
    Optional<Statement> surroundings = surroundings(a, b);
    if (surroundings.isEmpty()) {
      return new Result.Unknown("they stand behind different headers or definitions");
    }
    Instant deadline = Instant.now().plus(budget);
    Side first = side(a, surroundings.get(), deadline);
    Side second = side(b, surroundings.get(), deadline);
    if (first.text().isEmpty() || second.text().isEmpty()) {
      return new Result.Unknown("one of them cannot be written as a closed proposition");
    }
    return compare(first, second, deadline);
  }

  /** One of the two statements. */
  private record Side(Inquiry inquiry, Optional<Anatomy> anatomy) {
    Optional<String> text() {
      return anatomy.stream()
          .flatMap(a -> a.variants(Anatomy.Kind.SELF).stream())
          .map(Variant::text)
          .findFirst();
    }
  }

  private Side side(Statement statement, Statement surroundings, Instant deadline) {
    Statement there =
        new Statement(surroundings.header(), surroundings.preamble(), statement.text());
    Inquiry inquiry = new Inquiry(pool, verifier, there, deadline);
    return new Side(inquiry, inquiry.anatomy(Anatomy.Kind.SELF));
  }

  /** The header and the definitions of both; one may do without definitions. */
  private static Optional<Statement> surroundings(Statement a, Statement b) {
    if (!a.header().equals(b.header())) {
      return Optional.empty();
    }
    if (a.preamble().equals(b.preamble()) || b.preamble().isBlank()) {
      return Optional.of(a);
    }
    return a.preamble().isBlank() ? Optional.of(b) : Optional.empty();
  }

  private Result compare(Side a, Side b, Instant deadline) {
    Derivation derivation = new Derivation(pool, verifier, a.inquiry().statement(), deadline);
    Optional<String> forth = derivation.of(a.anatomy().get(), b.anatomy().get());
    Optional<String> back =
        forth.flatMap(proof -> derivation.of(b.anatomy().get(), a.anatomy().get()));
    if (back.isPresent()) {
      return new Result.Equivalent(forth.orElseThrow(), back.get());
    }
    return truth(a, b, forth.isPresent());
  }

  /** One true and one false statement differ. */
  private static Result truth(Side a, Side b, boolean implied) {
    Optional<ProofResult> first = a.inquiry().decide(a.inquiry().statement(), TRUTH);
    Optional<ProofResult> second = b.inquiry().decide(b.inquiry().statement(), TRUTH);
    boolean firstTrue = first.filter(ProofResult.Proved.class::isInstance).isPresent();
    boolean secondTrue = second.filter(ProofResult.Proved.class::isInstance).isPresent();
    if (firstTrue && second.isPresent() && second.get() instanceof ProofResult.Refuted refuted) {
      return different("the second", "the first", refuted);
    }
    if (secondTrue && first.isPresent() && first.get() instanceof ProofResult.Refuted refuted) {
      return different("the first", "the second", refuted);
    }
    if (firstTrue && secondTrue) {
      return new Result.Unknown("both are true, and neither was seen to need the other");
    }
    return new Result.Unknown(
        implied ? "the first implies the second, the converse is open" : "nothing was shown");
  }

  private static Result different(String wrong, String right, ProofResult.Refuted refuted) {
    return new Result.Different(
        wrong + " is false, " + right + " is true",
        refuted.witness().isEmpty()
            ? refuted.negation() + " := " + refuted.proof()
            : refuted.witness());
  }
}
