package lakatos.autoformalizer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lakatos.autoformalizer.Finding.Kind;
import lakatos.autoformalizer.Finding.Weight;
import lakatos.leanbridge.Anatomy;
import lakatos.leanbridge.Anatomy.Variant;
import lakatos.prover.Instance;
import lakatos.prover.ProofResult;

/** Tries to refute the statement; if it is false at an edge only, says where. */
final class FalseProbe implements Probe {
  private static final Duration AWAY_FROM_EDGE = Duration.ofSeconds(2);
  private static final List<Integer> WIDE = List.of(30, 30, 6);

  @Override
  public List<Finding> look(Specimen specimen) {
    Optional<ProofResult.Refuted> refuted = specimen.refutation();
    if (refuted.isEmpty()) {
      return QuantifierProbe.failsForOne(specimen).stream().map(FalseProbe::refutation).toList();
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(refutation(specimen.anatomy(), refuted.get()));
    edge(specimen, refuted.get()).ifPresent(findings::add);
    return findings;
  }

  private static Finding refutation(Anatomy anatomy, ProofResult.Refuted refuted) {
    String at = instance(anatomy, refuted);
    return new Finding(
        Kind.FALSE,
        Weight.FATAL,
        at.isEmpty()
            ? "it is false: its negation is proved"
            : "it is false at " + at + ": its negation is proved",
        Optional.of(refuted.negation() + " := " + refuted.proof()));
  }

  private static Finding refutation(String proof) {
    return new Finding(
        Kind.FALSE, Weight.FATAL, "it is false: its negation is proved", Optional.of(proof));
  }

  private static String instance(Anatomy anatomy, ProofResult.Refuted refuted) {
    List<String> names =
        anatomy.variants(Anatomy.Kind.SELF).stream()
            .findFirst()
            .map(Variant::names)
            .orElse(List.of());
    return Instance.named(refuted.witness(), names);
  }

  private static Optional<Finding> edge(Specimen specimen, ProofResult.Refuted refuted) {
    if (refuted.witness().isEmpty()) {
      return Optional.empty();
    }
    Inquiry inquiry = specimen.inquiry();
    List<Variant> edges =
        inquiry
            .anatomy(Anatomy.Kind.EDGE)
            .map(a -> a.variants(Anatomy.Kind.EDGE))
            .orElse(List.of());
    for (Variant edge : edges) {
      if (inquiry.counterexample(inquiry.state(edge), WIDE).isEmpty() && !inquiry.expired()) {
        Optional<String> proof = inquiry.proof(inquiry.state(edge), AWAY_FROM_EDGE);
        return Optional.of(
            new Finding(
                Kind.EDGE_CASE,
                Weight.SUSPICIOUS,
                proof.isPresent()
                    ? "it is false only where " + edge.subject()
                    : "it was seen to be false only where " + edge.subject(),
                Optional.of(proof.orElse(edge.subject()))));
      }
    }
    return Optional.empty();
  }
}
