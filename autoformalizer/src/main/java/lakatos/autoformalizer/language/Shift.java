package lakatos.autoformalizer.language;

import java.util.List;
import java.util.Map;

/** Moves the index of a sum: where it is put in, {@code k + 1 - 1} becomes {@code k} again. */
final class Shift {
  private Shift() {}

  static Term in(Term body, String index, Term shifted) {
    if (shifted.equals(new Term.Name(index))) {
      return body;
    }
    return simplified(body, index, new Substitution(Map.of(index, shifted)));
  }

  private static Term simplified(Term term, String index, Substitution substitution) {
    var linear = Linear.of(term);
    if (linear.isPresent()) {
      boolean moved = linear.get().coefficients().containsKey(index);
      return moved ? linear(substitution.of(term)) : term;
    }
    if (term instanceof Term.Operation operation) {
      List<Term> arguments =
          operation.arguments().stream().map(a -> simplified(a, index, substitution)).toList();
      return new Term.Operation(operation.operator(), arguments);
    }
    return substitution.of(term);
  }

  private static Term linear(Term term) {
    Linear sum = Linear.of(term).orElseThrow();
    boolean positive =
        sum.constant().signum() >= 0
            && sum.coefficients().values().stream().allMatch(c -> c.signum() > 0);
    return positive ? sum.term() : term;
  }
}
