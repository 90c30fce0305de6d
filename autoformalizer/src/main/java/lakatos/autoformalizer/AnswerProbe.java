package lakatos.autoformalizer;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lakatos.autoformalizer.Finding.Kind;
import lakatos.autoformalizer.Finding.Weight;

/** Looks whether the known answer of a problem is what the statement concludes. */
final class AnswerProbe implements Probe {
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final Optional<String> answer;

  AnswerProbe(Optional<String> answer) {
    this.answer = answer;
  }

  @Override
  public List<Finding> look(Specimen specimen) {
    Set<BigInteger> missing =
        answer.stream()
            .flatMap(text -> NUMBER.matcher(text).results())
            .map(m -> new BigInteger(m.group()))
            .collect(Collectors.toCollection(TreeSet::new));
    missing.removeAll(specimen.claim().conclusion().numbers());
    if (missing.isEmpty()) {
      return List.of();
    }
    String numbers = missing.stream().map(BigInteger::toString).collect(Collectors.joining(", "));
    return List.of(
        new Finding(
            Kind.INSTANCE,
            Weight.SUSPICIOUS,
            "the answer has " + numbers + ", which the conclusion does not",
            Optional.of(numbers)));
  }
}
