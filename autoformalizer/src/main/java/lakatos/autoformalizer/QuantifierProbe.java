package lakatos.autoformalizer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lakatos.autoformalizer.Finding.Kind;
import lakatos.autoformalizer.Finding.Weight;
import lakatos.leanbridge.Anatomy;
import lakatos.leanbridge.Anatomy.Variant;

/** Tries the statement with its quantifiers in another order, and with others. */
final class QuantifierProbe implements Probe {
  private static final Duration LIMIT = Duration.ofSeconds(3);
  private static final List<Integer> FEW = List.of(4, 4);

  @Override
  public List<Finding> look(Specimen specimen) {
    List<Finding> findings = new ArrayList<>();
    if (specimen.refutation().isPresent()) {
      swapped(specimen).ifPresent(findings::add);
    } else {
      every(specimen).ifPresent(findings::add);
    }
    return findings;
  }

  /** A false statement that becomes true with its quantifiers exchanged. */
  private static Optional<Finding> swapped(Specimen specimen) {
    Inquiry inquiry = specimen.inquiry();
    for (Variant variant : specimen.anatomy().variants(Anatomy.Kind.SWAPPED)) {
      Optional<String> proof = inquiry.proof(inquiry.state(variant), LIMIT);
      if (proof.isPresent()) {
        return Optional.of(
            new Finding(
                Kind.QUANTIFIER_ORDER,
                Weight.FATAL,
                "it is false, and true if " + variant.subject() + " may depend on what comes after",
                proof));
      }
    }
    return Optional.empty();
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
