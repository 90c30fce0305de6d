package lakatos.autoformalizer.language;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the rule behind 1 + 3 + … + (2n - 1): the last term, with something in it replaced by an
 * index, must give every term that is shown.
 *
 * <p>If more than one rule does, as for 1 + 2 + … + 2^n, there is none.
 */
record Ellipsis(Operator operator, List<Term> shown, Term last, String index) {
  private static final int MAX_START = 9;

  /** Returns the sum or product, if one rule fits and only one. */
  Optional<Term> series() {
    if (counts()) {
      return Optional.empty();
    }
    Map<Object, Term> found = new LinkedHashMap<>();
    for (Term moving : candidates()) {
      Term body = replaced(last, moving);
      for (int start = 0; start <= MAX_START; start++) {
        if (fits(body, start)) {
          var series = new Term.Series(operator, index, Term.of(start), moving, body);
          found.putIfAbsent(fromZero(series), series);
        }
      }
    }
    return found.size() == 1 ? found.values().stream().findFirst() : Optional.empty();
  }

  /** Whether the terms may just be counted up to the last, although that is no simple bound. */
  private boolean counts() {
    boolean numerals = shown.stream().allMatch(t -> t instanceof Term.Numeral);
    if (!numerals || Linear.of(last).isPresent()) {
      return false;
    }
    BigInteger first = ((Term.Numeral) shown.get(0)).value();
    for (int i = 0; i < shown.size(); i++) {
      if (!shown.get(i).equals(new Term.Numeral(first.add(BigInteger.valueOf(i))))) {
        return false;
      }
    }
    return true;
  }

  /** What two ways to number the same terms have in common. */
  private Object fromZero(Term.Series series) {
    Linear start = Linear.of(series.from()).orElseThrow();
    Term shifted = Linear.of(new Term.Name(index)).orElseThrow().plus(start).term();
    Linear count = Linear.of(series.to()).orElseThrow().minus(start);
    return List.of(count, Shift.in(series.body(), index, shifted));
  }

  /** Returns the parts of the last term that may be what moves: they have its variables in them. */
  private List<Term> candidates() {
    Set<Term> parts = new LinkedHashSet<>();
    collect(last, parts);
    var names = new TreeSet<String>();
    names(last, names);
    if (names.isEmpty() && last instanceof Term.Numeral) {
      return List.of(last);
    }
    return parts.stream().filter(p -> Linear.of(p).isPresent() && moves(p)).toList();
  }

  private static boolean moves(Term part) {
    var names = new TreeSet<String>();
    names(part, names);
    return names.size() == 1;
  }

  private static void collect(Term term, Set<Term> into) {
    into.add(term);
    term.parts().forEach(p -> collect(p, into));
  }

  private static void names(Term term, Set<String> into) {
    if (term instanceof Term.Name name) {
      into.add(name.name());
    }
    term.parts().forEach(p -> names(p, into));
  }

  private Term replaced(Term term, Term moving) {
    if (term.equals(moving)) {
      return new Term.Name(index);
    }
    if (term instanceof Term.Operation operation) {
      var arguments = new ArrayList<Term>();
      operation.arguments().forEach(a -> arguments.add(replaced(a, moving)));
      return new Term.Operation(operation.operator(), arguments);
    }
    if (term instanceof Term.Application application) {
      var arguments = new ArrayList<Term>();
      application.arguments().forEach(a -> arguments.add(replaced(a, moving)));
      return new Term.Application(application.function(), arguments);
    }
    return term;
  }

  private boolean fits(Term body, int start) {
    var names = new TreeSet<String>();
    names(last, names);
    var left = new TreeSet<String>();
    names(body, left);
    names.retainAll(left);
    if (!names.isEmpty() || !left.contains(index)) {
      return false; // what moves must move everywhere
    }
    for (int i = 0; i < shown.size(); i++) {
      Term instance = Substitution.in(body, index, Term.of(start + i));
      if (!same(instance, shown.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(Term instance, Term given) {
    Optional<BigInteger> value = value(instance);
    return value.isPresent()
        ? value.equals(value(given))
        : simplified(instance).equals(simplified(given));
  }

  private static Term simplified(Term term) {
    Optional<BigInteger> value = value(term);
    if (value.isPresent() && value.get().signum() >= 0) {
      return new Term.Numeral(value.get());
    }
    if (term instanceof Term.Application application) {
      return new Term.Application(
          application.function(),
          application.arguments().stream().map(Ellipsis::simplified).toList());
    }
    if (term instanceof Term.Operation operation) {
      return new Term.Operation(
          operation.operator(), operation.arguments().stream().map(Ellipsis::simplified).toList());
    }
    return term;
  }

  private static Optional<BigInteger> value(Term term) {
    if (term instanceof Term.Numeral numeral) {
      return Optional.of(numeral.value());
    }
    if (!(term instanceof Term.Operation operation)) {
      return Optional.empty();
    }
    var values = new ArrayList<BigInteger>();
    for (Term argument : operation.arguments()) {
      Optional<BigInteger> value = value(argument);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return value(operation.operator(), values);
  }

  private static Optional<BigInteger> value(Operator operator, List<BigInteger> values) {
    BigInteger first = values.get(0);
    return switch (operator) {
      case ADD -> Optional.of(first.add(values.get(1)));
      case SUBTRACT -> Optional.of(first.subtract(values.get(1)));
      case MULTIPLY -> Optional.of(first.multiply(values.get(1)));
      case NEGATE -> Optional.of(first.negate());
      case POWER -> power(first, values.get(1));
      default -> Optional.empty();
    };
  }

  private static Optional<BigInteger> power(BigInteger base, BigInteger exponent) {
    boolean small = exponent.signum() >= 0 && exponent.bitLength() < 8 && base.bitLength() < 64;
    return small ? Optional.of(base.pow(exponent.intValue())) : Optional.empty();
  }
}
