package lakatos.autoformalizer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import lakatos.autoformalizer.Finding.Kind;
import lakatos.autoformalizer.Finding.Weight;

/** Compares the variables that the words name or count with those of the statement. */
final class VariableProbe implements WordProbe {
  private static final Pattern NUMBERS = Pattern.compile("\\b(?:Nat|Int|Rat|Real)\\b");
  private static final Pattern RELATED = Pattern.compile("consecutive|连续|\\bsum of\\b|\\bequal\\b");

  @Override
  public List<Finding> compare(Wording wording, Claim claim) {
    List<Finding> findings = new ArrayList<>();
    unnamed(wording, claim.content()).ifPresent(findings::add);
    tooFew(wording, claim.content()).ifPresent(findings::add);
    if (computesOnly(claim)) {
      String sentence = "it is about no variable: it only checks given numbers";
      findings.add(new Finding(Kind.COVERAGE, Weight.SUSPICIOUS, sentence, Optional.empty()));
    }
    return findings;
  }

  /** Whether it is several computations and nothing else. */
  private static boolean computesOnly(Claim claim) {
    return claim.content().variables().isEmpty()
        && claim.conclusion().binders().isEmpty()
        && claim.anatomy().locals().isEmpty()
        && claim.anatomy().conclusion().is("And");
  }

  /** Names may be chosen anew; but then there must be as many. */
  private static Optional<Finding> unnamed(Wording wording, Content content) {
    Set<String> letters = wording.letters();
    Set<String> missing = new LinkedHashSet<>(letters);
    missing.removeAll(content.variables().keySet());
    boolean fewer = content.variables().size() < letters.size();
    if (missing.isEmpty() || !fewer || wording.asks()) {
      return Optional.empty();
    }
    String names = String.join(", ", missing);
    return Optional.of(
        new Finding(
            Kind.COVERAGE,
            Weight.SUSPICIOUS,
            "the words speak of " + names + ", the statement has no such variable",
            Optional.of(names)));
  }

  private static Optional<Finding> tooFew(Wording wording, Content content) {
    int said = wording.counted();
    long there =
        content.variables().values().stream().filter(t -> NUMBERS.matcher(t).find()).count();
    boolean collected = content.variables().values().stream().anyMatch(VariableProbe::holdsMany);
    if (there == 0 || there >= said || collected || wording.says(RELATED) || wording.asks()) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Kind.COVERAGE,
            Weight.SUSPICIOUS,
            "the words speak of " + said + " numbers, the statement has " + there,
            Optional.of(
                String.join(", ", content.variables().keySet().stream().sorted().toList()))));
  }

  private static boolean holdsMany(String type) {
    return type.contains("List")
        || type.contains("→")
        || type.contains("×")
        || type.contains("Set");
  }
}
