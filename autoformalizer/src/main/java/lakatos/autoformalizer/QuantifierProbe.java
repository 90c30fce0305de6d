package lakatos.autoformalizer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lakatos.autoformalizer.Finding.Kind;
import lakatos.autoformalizer.Finding.Weight;
import lakatos.leanbridge.Anatomy;
import lakatos.leanbridge.Anatomy.Variant;
import lakatos.leanbridge.Statement;

/** Tries the statement with its quantifiers in another order, and with others. */
final class QuantifierProbe implements Probe {
  private static final Duration LIMIT = Duration.ofSeconds(3);
  private static final List<Integer> FEW = List.of(4, 4);

  /** Values at which a universal statement about everything fails that one thing alone. */
  private static final List<String> NEAR = List.of("y", "y + 1", "y - 1", "0");

  private static final String BY_NEIGHBOURS = byNeighbours();

  @Override
  public List<Finding> look(Specimen specimen) {
    List<Finding> findings = new ArrayList<>();
    swapped(specimen).ifPresent(findings::add);
    if (specimen.refutation().isEmpty()) {
      every(specimen).ifPresent(findings::add);
    }
    return findings;
  }

  /** A false statement that becomes true with its quantifiers exchanged. */
  private static Optional<Finding> swapped(Specimen specimen) {
    boolean isFalse = specimen.refutation().isPresent() || failsForOne(specimen).isPresent();
    if (!isFalse) {
      return Optional.empty();
    }
    Inquiry inquiry = specimen.inquiry();
    for (Variant variant : specimen.anatomy().variants(Anatomy.Kind.SWAPPED)) {
      Optional<String> proof = inquiry.proof(inquiry.state(variant), LIMIT);
      if (proof.isPresent()) {
        return Optional.of(
            new Finding(
                Kind.QUANTIFIER_ORDER,
                Weight.FATAL,
                "it says that one "
                    + variant.subject()
                    + " does for all, which is false; each may have its own, as is proved",
                proof));
      }
    }
    return Optional.empty();
  }

  /**
   * Refutes {@code ∃ y, ∀ x, ...} at values near to {@code y}.
   *
   * @return the refutation
   */
  static Optional<String> failsForOne(Specimen specimen) {
    if (!specimen.anatomy().locals().isEmpty()
        || specimen.anatomy().variants(Anatomy.Kind.SWAPPED).isEmpty()) {
      return Optional.empty();
    }
    Inquiry inquiry = specimen.inquiry();
    for (Variant self : specimen.anatomy().variants(Anatomy.Kind.SELF)) {
      Statement negation = inquiry.state("¬ (" + self.text() + ")");
      if (inquiry.proves(negation, BY_NEIGHBOURS, LIMIT)) {
        return Optional.of(negation.text() + " := by\n" + BY_NEIGHBOURS.indent(2));
      }
    }
    return Optional.empty();
  }

  private static String byNeighbours() {
    StringBuilder tactics = new StringBuilder("intro ⟨y, h⟩\nfirst\n");
    String one = "| (have hf := h (%s); first | omega | (simp at hf; done) | grind)\n";
    String two = "| (have hf := h (%s) (%s); first | (simp at hf; done) | grind)\n";
    NEAR.forEach(x -> tactics.append(one.formatted(x)));
    NEAR.forEach(x -> NEAR.forEach(z -> tactics.append(two.formatted(x, z))));
    return tactics.toString();
  }

  /** What is said to exist, while everything is like that. */
  private static Optional<Finding> every(Specimen specimen) {
    Inquiry inquiry = specimen.inquiry();
    for (Variant variant : specimen.anatomy().variants(Anatomy.Kind.EVERY)) {
      if (inquiry.counterexample(inquiry.state(variant), FEW).isPresent()) {
        continue;
      }
      Optional<String> proof = inquiry.proof(inquiry.state(variant), LIMIT);
      if (proof.isPresent()) {
        return Optional.of(
            new Finding(
                Kind.TRIVIAL,
                Weight.SUSPICIOUS,
                "it says that " + variant.subject() + " exists, and it holds for every one",
                proof));
      }
    }
    return Optional.empty();
  }
}
