package lakatos.autoformalizer;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import lakatos.autoformalizer.Finding.Kind;
import lakatos.autoformalizer.Finding.Weight;

/** Compares the kinds of numbers that the words name with the types of the variables. */
final class DomainProbe implements WordProbe {
  private static final Pattern NATURAL =
      Pattern.compile(
          "natural number|\\bnaturals\\b|ℕ|(?:positive|non-?negative) (?:\\w+ )?integers?|自然数|正整数|非负整数|whole number");
  private static final Pattern INTEGER = Pattern.compile("\\bintegers?\\b|ℤ|整数");
  private static final Pattern RATIONAL = Pattern.compile("(?<!ir)\\brationals?\\b|ℚ|(?<!无)有理数");
  private static final Pattern REAL = Pattern.compile("\\breals?\\b|ℝ|实数|\\bcomplex\\b|ℂ|复数");

  private static final Set<String> BOUNDS =
      Set.of("LE.le", "LT.lt", "GE.ge", "GT.gt", "Membership.mem");

  @Override
  public List<Finding> compare(Wording wording, Claim claim) {
    return mismatch(wording, claim).stream()
        .map(
            sentence ->
                new Finding(
                    Kind.COVERAGE,
                    Weight.SUSPICIOUS,
                    sentence,
                    Optional.of(types(claim.content()))))
        .toList();
  }

  private static Optional<String> mismatch(Wording wording, Claim claim) {
    Content content = claim.content();
    boolean natural = content.hasVariableOf("Nat") || content.hasVariableOf("Fin");
    boolean integer = content.hasVariableOf("Int");
    boolean fraction = content.hasVariableOf("Rat") || content.hasVariableOf("Real");
    if ((!natural && !integer) || content.hasAny(Set.of("OfScientific.ofScientific"))) {
      return fraction ? tooWide(wording) : Optional.empty();
    }
    String rest = NATURAL.matcher(wording.plain()).replaceAll(" ");
    boolean saysNatural = wording.says(NATURAL);
    boolean saysInteger = INTEGER.matcher(rest).find();
    boolean saysFraction = wording.says(RATIONAL) || wording.says(REAL);
    if (saysFraction && !saysNatural && !saysInteger && !fraction) {
      return Optional.of("the words are about rational or real numbers, the statement is not");
    }
    if (saysNatural && !saysInteger && !natural && !fraction && !isBounded(claim)) {
      return Optional.of("the words are about natural numbers, the statement about integers");
    }
    if (saysInteger && !saysNatural && !integer && !fraction) {
      return Optional.of("the words are about integers, the statement about natural numbers");
    }
    return Optional.empty();
  }

  private static Optional<String> tooWide(Wording wording) {
    boolean whole = wording.says(NATURAL) || wording.says(INTEGER);
    return whole && !wording.says(RATIONAL) && !wording.says(REAL)
        ? Optional.of("the words are about whole numbers, the statement about fractions")
        : Optional.empty();
  }

  private static boolean isBounded(Claim claim) {
    return claim.assumptions().hasAny(BOUNDS) || claim.conclusion().hasAny(Set.of("Int.natAbs"));
  }

  private static String types(Content content) {
    return String.join(
        ", ",
        content.variables().entrySet().stream()
            .map(e -> e.getKey() + " : " + e.getValue())
            .sorted()
            .toList());
  }
}
