package lakatos.autoformalizer;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lakatos.autoformalizer.Finding.Kind;
import lakatos.autoformalizer.Finding.Weight;
import lakatos.leanbridge.Anatomy.Local;

/** Compares the numbers of the words with those of the statement. */
final class NumberProbe implements WordProbe {

  @Override
  public List<Finding> compare(Wording wording, Claim claim) {
    List<Finding> findings = new ArrayList<>();
    missing(wording, claim.content()).ifPresent(findings::add);
    Set<BigInteger> known = wording.numbers();
    for (Local hypothesis : claim.anatomy().hypotheses()) {
      Content content = Content.of(List.of(hypothesis.term()));
      added(content, known, "the hypothesis " + hypothesis.name()).ifPresent(findings::add);
    }
    if (!wording.asks()) {
      added(claim.conclusion(), known, "the conclusion").ifPresent(findings::add);
    }
    return findings;
  }

  private static Optional<Finding> missing(Wording wording, Content content) {
    Set<BigInteger> missing = new TreeSet<>(wording.figures());
    missing.removeAll(content.numbers());
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    String numbers = text(missing);
    return Optional.of(
        new Finding(
            Kind.COVERAGE,
            Weight.SUSPICIOUS,
            "the words have " + numbers + ", which the statement does not",
            Optional.of(numbers)));
  }

  private static Optional<Finding> added(Content content, Set<BigInteger> known, String place) {
    Set<BigInteger> added = new TreeSet<>(content.decisive());
    added.removeAll(known);
    if (added.isEmpty()) {
      return Optional.empty();
    }
    String numbers = text(added);
    return Optional.of(
        new Finding(
            Kind.COVERAGE,
            Weight.SUSPICIOUS,
            place + " has " + numbers + ", which the words do not",
            Optional.of(numbers)));
  }

  private static String text(Set<BigInteger> numbers) {
    return numbers.stream().map(BigInteger::toString).collect(Collectors.joining(", "));
  }
}
