package lakatos.autoformalizer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lakatos.autoformalizer.Finding.Kind;
import lakatos.autoformalizer.Finding.Weight;
import lakatos.leanbridge.Anatomy;
import lakatos.leanbridge.Anatomy.Local;
import lakatos.leanbridge.Anatomy.Variant;

/** Tries to prove the conclusion with a hypothesis left out. */
final class HypothesisProbe implements Probe {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final List<Integer> SOME = List.of(12, 12, 6);
  private static final int MOST = 5;

  @Override
  public List<Finding> look(Specimen specimen) {
    Anatomy anatomy = specimen.anatomy();
    boolean idle =
        specimen.refutation().isPresent()
            || anatomy.variants(Anatomy.Kind.CONTRADICTION).stream()
                .anyMatch(v -> proof(specimen.inquiry(), v).isPresent());
    if (idle) { // anything follows
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (Variant variant : anatomy.variants(Anatomy.Kind.WITHOUT).stream().limit(MOST).toList()) {
      proof(specimen.inquiry(), variant)
          .map(proof -> unneeded(specimen, variant, proof))
          .ifPresent(findings::add);
    }
    return findings;
  }

  private static Optional<String> proof(Inquiry inquiry, Variant variant) {
    if (inquiry.expired() || inquiry.counterexample(inquiry.state(variant), SOME).isPresent()) {
      return Optional.empty();
    }
    return inquiry.proof(inquiry.state(variant), LIMIT);
  }

  private static Finding unneeded(Specimen specimen, Variant variant, String proof) {
    return new Finding(
        Kind.UNNEEDED_HYPOTHESIS,
        weight(specimen, variant),
        "it is proved without the hypothesis " + variant.subject(),
        Optional.of(proof));
  }

  /** A condition that the words have may be redundant; one that they do not have was added. */
  private static Weight weight(Specimen specimen, Variant variant) {
    Optional<Local> hypothesis =
        specimen.anatomy().hypotheses().stream()
            .filter(h -> h.name().equals(variant.subject()))
            .findFirst();
    boolean said =
        hypothesis
            .map(h -> Content.of(List.of(h.term())))
            .map(content -> specimen.wording().map(w -> w.accountsFor(content)).orElse(false))
            .orElse(true);
    return said ? Weight.NOTE : Weight.SUSPICIOUS;
  }
}
