package lakatos.autoformalizer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import lakatos.autoformalizer.Finding.Kind;
import lakatos.autoformalizer.Finding.Weight;
import lakatos.leanbridge.Anatomy;
import lakatos.leanbridge.Anatomy.Variant;
import lakatos.leanbridge.Term;

/** Compares bounds in the conclusion with what the words say of them. */
final class ComparisonProbe implements Probe {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final List<Integer> SOME = List.of(12, 12, 6);

  private static final Pattern STRICT =
      Pattern.compile(
          "strictly|(?<!no )(?:greater|less|more|fewer|larger|smaller|bigger) than|exceeds?\\b|\\bbetween\\b|<|>|大于|小于|多于|超过|\\blt\\b|\\bpositive\\b|正|负|negative");
  private static final Pattern WEAK =
      Pattern.compile(
          "at (?:least|most)|no (?:more|less|fewer|larger|smaller|greater) than|not exceed|or equal|≤|≥|\\\\l[e]|\\\\g[e]"
              + "|不超过|不大于|不小于|至少|至多|不少于|不多于|non-?negative|\\bbound|between|up to");
  private static final Pattern EXTREME =
      Pattern.compile(
          "max|min|largest|smallest|greatest|least|best|most|fewest|最|range|increasing|decreasing|sorted|monoton|单调|递增");

  private static final Set<String> WEAK_SIGNS = Set.of("LE.le", "GE.ge");
  private static final Set<String> STRICT_SIGNS = Set.of("LT.lt", "GT.gt", "Ne", "Not");

  @Override
  public List<Finding> look(Specimen specimen) {
    if (specimen.wording().isEmpty() || !specimen.claim().conclusion().hasAny(WEAK_SIGNS)) {
      return List.of();
    }
    Wording wording = specimen.wording().get();
    List<Finding> findings = new ArrayList<>();
    boolean weak = wording.says(WEAK) && !wording.says(Pattern.compile("strictly"));
    if (wording.says(STRICT) && !weak && !isStrict(specimen)) {
      findings.add(sharper(specimen, "the words ask for a strict inequality", Anatomy.Kind.STRICT));
    } else if (!wording.says(STRICT) && !wording.says(WEAK) && !wording.says(EXTREME)) {
      findings.add(sharper(specimen, "the words do not speak of a bound", Anatomy.Kind.EQUAL));
    }
    return findings;
  }

  /** {@code a + 1 ≤ b} is strict too. */
  private static boolean isStrict(Specimen specimen) {
    return specimen.claim().conclusion().hasAny(STRICT_SIGNS)
        || specimen.anatomy().conclusion().all().anyMatch(ComparisonProbe::isStrictByOne);
  }

  private static boolean isStrictByOne(Term term) {
    return (term.is("LE.le") || term.is("GE.ge"))
        && term.parts().stream().anyMatch(side -> side.is("HAdd.hAdd") || side.is("HSub.hSub"))
        && term.all().anyMatch(t -> t instanceof Term.Numeral n && n.value().intValue() == 1);
  }

  private static Finding sharper(Specimen specimen, String said, Anatomy.Kind kind) {
    Inquiry inquiry = specimen.inquiry();
    Optional<String> proof = Optional.empty();
    for (Variant variant : specimen.anatomy().variants(kind)) {
      if (inquiry.counterexample(inquiry.state(variant), SOME).isEmpty()) {
        proof = inquiry.proof(inquiry.state(variant), LIMIT);
      }
    }
    String more =
        proof.isEmpty()
            ? ""
            : kind == Anatomy.Kind.STRICT
                ? "; the strict one is provable"
                : "; equality is provable";
    return new Finding(
        Kind.COVERAGE, Weight.SUSPICIOUS, said + ", the conclusion has a weak one" + more, proof);
  }
}
