package lakatos.autoformalizer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lakatos.autoformalizer.Finding.Kind;
import lakatos.autoformalizer.Finding.Weight;
import lakatos.leanbridge.Anatomy;
import lakatos.leanbridge.Anatomy.Variant;
import lakatos.prover.Instance;

/** Looks for values at which Lean's arithmetic is not the one that is taught. */
final class ArithmeticProbe implements Probe {
  private static final List<List<Integer>> BOUNDS = List.of(List.of(4, 4), List.of(12, 12, 6));

  @Override
  public List<Finding> look(Specimen specimen) {
    List<Finding> findings = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Anatomy.Kind kind : SITES) {
      for (Variant site : specimen.anatomy().variants(kind)) {
        if (seen.add(kind + site.place() + site.subject())) {
          look(specimen, site).ifPresent(findings::add);
        }
      }
    }
    return findings;
  }

  private static final List<Anatomy.Kind> SITES =
      List.of(
          Anatomy.Kind.SUBTRACTION,
          Anatomy.Kind.DIVISION,
          Anatomy.Kind.DIVISOR,
          Anatomy.Kind.MODULUS);

  private static Optional<Finding> look(Specimen specimen, Variant site) {
    Inquiry inquiry = specimen.inquiry();
    for (List<Integer> bounds : BOUNDS) {
      Optional<Instance> found = inquiry.counterexample(inquiry.state(site), bounds);
      if (found.isPresent()) {
        return Optional.of(finding(specimen, site, found.get().named(site.names())));
      }
    }
    return Optional.empty();
  }

  private static Finding finding(Specimen specimen, Variant site, String values) {
    String where = site.place().isEmpty() ? "in the conclusion" : "in " + site.place();
    String at = values.isEmpty() ? "" : " at " + values;
    String term = site.subject() + " " + where;
    Optional<Wording> wording = specimen.wording();
    return switch (site.kind()) {
      case SUBTRACTION ->
          new Finding(
              Kind.TRUNCATED_SUBTRACTION,
              wording.map(Wording::truncates).orElse(false) ? Weight.NOTE : Weight.SUSPICIOUS,
              term + " is cut off at zero" + at,
              Optional.of(witness(site, values)));
      case DIVISION ->
          new Finding(
              Kind.TRUNCATED_DIVISION,
              wording.map(Wording::rounds).orElse(false) ? Weight.NOTE : Weight.SUSPICIOUS,
              term + " is rounded" + at,
              Optional.of(witness(site, values)));
      case DIVISOR -> zero(Weight.SUSPICIOUS, term + " divides by zero" + at, site, values);
      default -> zero(Weight.NOTE, term + " has the modulus zero" + at, site, values);
    };
  }

  private static Finding zero(Weight weight, String sentence, Variant site, String values) {
    return new Finding(Kind.DIVISION_BY_ZERO, weight, sentence, Optional.of(witness(site, values)));
  }

  private static String witness(Variant site, String values) {
    return values.isEmpty() ? site.subject() : site.subject() + " at " + values;
  }
}
