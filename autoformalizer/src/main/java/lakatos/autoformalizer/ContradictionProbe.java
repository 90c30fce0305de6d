package lakatos.autoformalizer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lakatos.autoformalizer.Finding.Kind;
import lakatos.autoformalizer.Finding.Weight;
import lakatos.leanbridge.Anatomy;
import lakatos.leanbridge.Anatomy.Variant;

/** Tries to prove that there is nothing that the statement is about. */
final class ContradictionProbe implements Probe {
  private static final Duration LIMIT = Duration.ofSeconds(4);
  private static final List<Integer> FEW = List.of(6, 6, 4);

  @Override
  public List<Finding> look(Specimen specimen) {
    List<Finding> findings = new ArrayList<>();
    Anatomy anatomy = specimen.anatomy();
    for (Variant variant : anatomy.variants(Anatomy.Kind.CONTRADICTION)) {
      proof(specimen.inquiry(), variant)
          .map(proof -> contradictory(anatomy, proof))
          .ifPresent(findings::add);
    }
    for (Variant variant : anatomy.variants(Anatomy.Kind.EMPTY)) {
      proof(specimen.inquiry(), variant)
          .map(proof -> vacuous("a type that it quantifies over has nothing in it", proof))
          .ifPresent(findings::add);
    }
    for (Variant variant : anatomy.variants(Anatomy.Kind.RANGE)) {
      proof(specimen.inquiry(), variant)
          .map(proof -> vacuous("nothing satisfies the condition " + variant.subject(), proof))
          .ifPresent(findings::add);
    }
    return findings;
  }

  /** If the hypotheses are contradictory, every range inside is empty too. */
  private static Optional<String> proof(Inquiry inquiry, Variant variant) {
    if (inquiry.expired() || inquiry.counterexample(inquiry.state(variant), FEW).isPresent()) {
      return Optional.empty();
    }
    return inquiry.proof(inquiry.state(variant), LIMIT);
  }

  private static Finding contradictory(Anatomy anatomy, String proof) {
    List<String> names = anatomy.hypotheses().stream().map(Anatomy.Local::name).toList();
    String sentence =
        names.size() == 1
            ? "nothing satisfies the hypothesis " + names.get(0)
            : "the hypotheses " + String.join(", ", names) + " contradict each other";
    return new Finding(Kind.CONTRADICTORY_HYPOTHESES, Weight.FATAL, sentence, Optional.of(proof));
  }

  private static Finding vacuous(String sentence, String proof) {
    return new Finding(Kind.VACUOUS_RANGE, Weight.FATAL, sentence, Optional.of(proof));
  }
}
