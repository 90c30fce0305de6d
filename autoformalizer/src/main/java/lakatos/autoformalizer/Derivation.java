package lakatos.autoformalizer;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lakatos.autoformalizer.Inquiry.Answer;
import lakatos.leanbridge.Anatomy;
import lakatos.leanbridge.Anatomy.Local;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verifier;

/**
 * Proofs of one statement from another one that need it.
 *
 * <p>Two ways. The conclusion is unified with the other statement's, with nothing unfolded but what
 * is reducible; hypotheses are matched or derived. Or a tactic closes the goal from an instance of
 * the other statement, and the same tactic was seen to fail without it.
 */
final class Derivation {
  private static final Duration LIMIT = Duration.ofSeconds(4);

  /** Closes what is left of the other statement's hypotheses. */
  private static final String SIDE =
      "(first | assumption | omega | (repeat (first | assumption | apply And.intro)) | (simp_all; done) | grind)";

  private static final String UNIFIED =
      """
      intro h
      first
      | with_reducible exact h
      | (intros; UNIFY)
      | (intros; repeat (cases ‹_ ∧ _›); UNIFY)"""
          .replace("UNIFY", unify());

  /** Reorders sums, products, conjunctions and equations, and nothing else. */
  private static final String REORDER =
      "[Nat.add_comm, Nat.add_left_comm, Nat.add_assoc, Nat.mul_comm, Nat.mul_left_comm, Nat.mul_assoc,"
          + " Int.add_comm, Int.add_left_comm, Int.add_assoc, Int.mul_comm, Int.mul_left_comm,"
          + " Int.mul_assoc, Rat.add_comm, Rat.mul_comm, and_comm, and_left_comm, or_comm,"
          + " or_left_comm, eq_comm, ge_iff_le, gt_iff_lt, ne_eq]";

  /**
   * A tactic that closes a goal from {@code hs}.
   *
   * @param alone what it does without that; empty if it can do nothing
   */
  private record Closer(String tactic, String alone) {
    static Closer of(String tactic) {
      return new Closer(tactic, tactic);
    }
  }

  private static final List<Closer> CLOSERS =
      List.of(
          new Closer("with_reducible exact hs", ""),
          new Closer("with_reducible exact hs.symm", ""),
          Closer.of("(simp only " + REORDER + " at *; done)"),
          new Closer("(simp only " + REORDER + " at *; exact hs)", ""),
          Closer.of("omega"),
          new Closer("exact_mod_cast hs", "(norm_cast; done)"),
          Closer.of("(simp_all; done)"),
          Closer.of("grind"));

  private final Inquiry inquiry;

  /**
   * Makes proofs.
   *
   * @param surroundings a statement in the surroundings of both
   */
  Derivation(LeanPool pool, Verifier verifier, Statement surroundings, Instant deadline) {
    this.inquiry = new Inquiry(pool, verifier, surroundings, deadline);
  }

  private static String unify() {
    List<String> ways = new ArrayList<>();
    ways.add("(with_reducible apply h <;> " + SIDE + ")");
    for (String symmetry : List.of("Eq", "Iff", "And", "Or", "Ne")) {
      ways.add(
          "(with_reducible apply " + symmetry + ".symm; with_reducible apply h <;> " + SIDE + ")");
    }
    return "(first | " + String.join(" | ", ways) + ")";
  }

  /**
   * Proves one statement from another.
   *
   * @return the verified proof, with the implication that it proves
   */
  Optional<String> of(Anatomy from, Anatomy to) {
    Optional<String> premise = text(from);
    Optional<String> claim = text(to);
    if (premise.isEmpty() || claim.isEmpty()) {
      return Optional.empty();
    }
    Statement implication = inquiry.state("(" + premise.get() + ") → (" + claim.get() + ")");
    if (inquiry.proves(implication, UNIFIED, LIMIT)) {
      return Optional.of(source(implication, UNIFIED));
    }
    for (List<String> values : Arrangements.of(from, to)) {
      Optional<String> proof =
          byInstance(implication, inquiry.state(claim.get()), instance(from, values), to);
      if (proof.isPresent()) {
        return proof;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> text(Anatomy anatomy) {
    return anatomy.variants(Anatomy.Kind.SELF).stream().map(Anatomy.Variant::text).findFirst();
  }

  /** The other statement at these values, its hypotheses derived where they stand. */
  private static String instance(Anatomy from, List<String> values) {
    StringBuilder instance = new StringBuilder("have hs := @h");
    int next = 0;
    for (Local local : from.locals()) {
      instance.append(' ').append(local.proof() ? "(by " + SIDE + ")" : values.get(next));
      next += local.proof() ? 0 : 1;
    }
    return instance.toString();
  }

  private Optional<String> byInstance(
      Statement implication, Statement alone, String instance, Anatomy to) {
    String intro = Arrangements.intro(to);
    String any = CLOSERS.stream().map(Closer::tactic).collect(joining("\n| ", "first\n| ", ""));
    if (!inquiry.proves(implication, "intro h\n" + intro + instance + "\n" + any, LIMIT)) {
      return Optional.empty();
    }
    for (Closer closer : CLOSERS) {
      String tactics = "intro h\n" + intro + instance + "\n" + closer.tactic();
      if (inquiry.proves(implication, tactics, LIMIT) && isNeeded(alone, intro, closer)) {
        return Optional.of(source(implication, tactics));
      }
    }
    return Optional.empty();
  }

  private boolean isNeeded(Statement alone, String intro, Closer closer) {
    return closer.alone().isEmpty()
        || inquiry.answer(alone, intro + closer.alone(), LIMIT) == Answer.FAILED;
  }

  private static String source(Statement implication, String tactics) {
    return implication.text() + " := by\n" + tactics.indent(2);
  }
}
