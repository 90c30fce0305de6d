package lakatos.autoformalizer.language;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A sum of multiples of variables and a number, such as {@code 2n - 1}.
 *
 * @param coefficients of the variables that occur; none is zero
 */
record Linear(Map<String, BigInteger> coefficients, BigInteger constant) {

  Linear {
    coefficients = Map.copyOf(coefficients);
  }

  static Linear of(long constant) {
    return new Linear(Map.of(), BigInteger.valueOf(constant));
  }

  /** Returns {@code term} in this form, or nothing if it has another. */
  static Optional<Linear> of(Term term) {
    if (term instanceof Term.Numeral numeral) {
      return Optional.of(new Linear(Map.of(), numeral.value()));
    }
    if (term instanceof Term.Name name) {
      return Optional.of(new Linear(Map.of(name.name(), BigInteger.ONE), BigInteger.ZERO));
    }
    return term instanceof Term.Operation operation ? of(operation) : Optional.empty();
  }

  private static Optional<Linear> of(Term.Operation operation) {
    Optional<Linear> first = of(operation.argument(0));
    if (operation.operator() == Operator.NEGATE) {
      return first.map(f -> f.times(BigInteger.ONE.negate()));
    }
    if (operation.arguments().size() != 2) {
      return Optional.empty();
    }
    Optional<Linear> second = of(operation.argument(1));
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    return first.get().combine(operation.operator(), second.get());
  }

  private Optional<Linear> combine(Operator operator, Linear other) {
    if (operator == Operator.ADD) {
      return Optional.of(plus(other));
    }
    if (operator == Operator.SUBTRACT) {
      return Optional.of(minus(other));
    }
    if (operator == Operator.MULTIPLY && isConstant()) {
      return Optional.of(other.times(constant));
    }
    if (operator == Operator.MULTIPLY && other.isConstant()) {
      return Optional.of(times(other.constant));
    }
    return Optional.empty();
  }

  boolean isConstant() {
    return coefficients.isEmpty();
  }

  Linear plus(Linear other) {
    var sum = new TreeMap<>(coefficients);
    other.coefficients.forEach((name, c) -> sum.merge(name, c, BigInteger::add));
    sum.values().removeIf(c -> c.signum() == 0);
    return new Linear(sum, constant.add(other.constant));
  }

  Linear minus(Linear other) {
    return plus(other.times(BigInteger.ONE.negate()));
  }

  Linear times(BigInteger factor) {
    if (factor.signum() == 0) {
      return of(0);
    }
    var product = new TreeMap<>(coefficients);
    product.replaceAll((name, c) -> c.multiply(factor));
    return new Linear(product, constant.multiply(factor));
  }

  /** Returns the variables with the coefficients of this sign, and the number if it has it too. */
  Linear part(int sign) {
    var part = new TreeMap<>(coefficients);
    part.values().removeIf(c -> c.signum() != sign);
    var scaled = new TreeMap<String, BigInteger>();
    part.forEach((name, c) -> scaled.put(name, c.abs()));
    return new Linear(scaled, constant.signum() == sign ? constant.abs() : BigInteger.ZERO);
  }

  /** Returns this as a term; all coefficients must be positive, and the number not negative. */
  Term term() {
    Term sum = null;
    for (var entry : new TreeMap<>(coefficients).entrySet()) {
      Term name = new Term.Name(entry.getKey());
      Term summand =
          entry.getValue().equals(BigInteger.ONE)
              ? name
              : Term.of(Operator.MULTIPLY, new Term.Numeral(entry.getValue()), name);
      sum = sum == null ? summand : Term.of(Operator.ADD, sum, summand);
    }
    if (sum == null) {
      return new Term.Numeral(constant);
    }
    return constant.signum() == 0 ? sum : Term.of(Operator.ADD, sum, new Term.Numeral(constant));
  }
}
