package lakatos.autoformalizer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import lakatos.autoformalizer.Finding.Kind;
import lakatos.autoformalizer.Finding.Weight;
import lakatos.leanbridge.Anatomy;
import lakatos.leanbridge.Anatomy.Variant;
import lakatos.leanbridge.Term;

/** Tries to prove the statement in ways in which nobody means a statement to be provable. */
final class TrivialProbe implements Probe {
  private static final Duration REPETITION = Duration.ofSeconds(3);
  private static final Duration SPECIAL = Duration.ofSeconds(2);
  private static final int MOST = 4;

  private static final String BY_HYPOTHESIS =
      "intros\nrepeat (first | with_reducible assumption | apply And.intro)";

  @Override
  public List<Finding> look(Specimen specimen) {
    List<Finding> findings = new ArrayList<>();
    repetition(specimen).ifPresent(findings::add);
    special(specimen).ifPresent(findings::add);
    return findings;
  }

  /** Whether the conclusion repeats what is assumed. */
  static Optional<Finding> repetition(Specimen specimen) {
    Anatomy anatomy = specimen.anatomy();
    Inquiry inquiry = specimen.inquiry();
    boolean assumes = !anatomy.hypotheses().isEmpty() || hasImplication(anatomy.conclusion());
    if (!assumes || !inquiry.proves(inquiry.statement(), BY_HYPOTHESIS, REPETITION)) {
      return Optional.empty();
    }
    // `p → q → p` is a law of logic, and says what it says
    Weight weight = anatomy.conclusion() instanceof Term.Variable ? Weight.NOTE : Weight.FATAL;
    return Optional.of(
        new Finding(
            Kind.TRIVIAL,
            weight,
            "the conclusion repeats a hypothesis",
            Optional.of(inquiry.statement().text() + " := by\n" + BY_HYPOTHESIS.indent(2))));
  }

  private static boolean hasImplication(Term conclusion) {
    return conclusion.all().anyMatch(t -> t instanceof Term.Binding b && b.domain().isPresent());
  }

  private static Optional<Finding> special(Specimen specimen) {
    if (specimen.refutation().isPresent()) {
      return Optional.empty();
    }
    Inquiry inquiry = specimen.inquiry();
    int tried = 0;
    for (Variant variant : specimen.anatomy().variants(Anatomy.Kind.SPECIAL)) {
      if (inquiry.expired() || tried == MOST) {
        break;
      }
      if (inquiry.counterexample(inquiry.state(variant), bounds(variant)).isPresent()) {
        continue;
      }
      tried++;
      Optional<String> proof = inquiry.proof(inquiry.state(variant), SPECIAL);
      if (proof.isPresent()) {
        return Optional.of(
            new Finding(
                Kind.TRIVIAL,
                Weight.SUSPICIOUS,
                "what it says exists is there already with " + variant.subject(),
                proof));
      }
    }
    return Optional.empty();
  }

  /** Few values for what is given, so that among many there is one that ought to exist. */
  private static List<Integer> bounds(Variant variant) {
    List<Integer> bounds = new ArrayList<>(Collections.nCopies(variant.names().size(), 3));
    bounds.add(9);
    return bounds;
  }
}
