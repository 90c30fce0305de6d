package lakatos.autoformalizer.language;

import java.math.BigInteger;
import java.util.Optional;
import lakatos.autoformalizer.language.Sort.Numbers;

/**
 * Sides of a comparison without division by numerals: {@code S = n(n+1)/2} becomes {@code 2S =
 * n(n+1)}, which means the same and needs no fractions.
 */
record Fractions(Sorting sorting) {

  /**
   * A term over a numeral.
   *
   * @param denominator positive
   */
  private record Fraction(Term numerator, BigInteger denominator) {

    Term times(BigInteger factor) {
      BigInteger multiplier = factor.divide(denominator);
      if (multiplier.equals(BigInteger.ONE)) {
        return numerator;
      }
      return Term.of(Operator.MULTIPLY, new Term.Numeral(multiplier), numerator);
    }
  }

  /** Returns {@code comparison} multiplied out if its only divisions are by positive numerals. */
  Proposition.Comparison clear(Proposition.Comparison comparison) {
    Optional<Fraction> left = fraction(comparison.left());
    Optional<Fraction> right = fraction(comparison.right());
    if (left.isEmpty() || right.isEmpty()) {
      return comparison;
    }
    BigInteger common = lcm(left.get().denominator(), right.get().denominator());
    if (common.equals(BigInteger.ONE)) {
      return comparison;
    }
    return new Proposition.Comparison(
        comparison.relation(), left.get().times(common), right.get().times(common));
  }

  private Optional<Fraction> fraction(Term term) {
    if (sorting.of(term) instanceof Numbers sort && sort.compareTo(Numbers.INTEGER) <= 0) {
      return Optional.of(new Fraction(term, BigInteger.ONE));
    }
    return term instanceof Term.Operation operation ? fraction(operation) : Optional.empty();
  }

  private Optional<Fraction> fraction(Term.Operation operation) {
    return switch (operation.operator()) {
      case DIVIDE -> quotient(operation);
      case ADD, SUBTRACT -> sum(operation);
      case MULTIPLY -> product(operation);
      default -> Optional.empty();
    };
  }

  private Optional<Fraction> quotient(Term.Operation operation) {
    if (operation.argument(1) instanceof Term.Numeral divisor && divisor.value().signum() > 0) {
      return fraction(operation.argument(0))
          .map(f -> new Fraction(f.numerator(), f.denominator().multiply(divisor.value())));
    }
    return Optional.empty();
  }

  private Optional<Fraction> sum(Term.Operation operation) {
    Optional<Fraction> left = fraction(operation.argument(0));
    Optional<Fraction> right = fraction(operation.argument(1));
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    BigInteger common = lcm(left.get().denominator(), right.get().denominator());
    Term sum = Term.of(operation.operator(), left.get().times(common), right.get().times(common));
    return Optional.of(new Fraction(sum, common));
  }

  private Optional<Fraction> product(Term.Operation operation) {
    Optional<Fraction> left = fraction(operation.argument(0));
    Optional<Fraction> right = fraction(operation.argument(1));
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    Fraction l = left.get();
    Fraction r = right.get();
    if (l.numerator().equals(Term.of(1))) {
      return Optional.of(new Fraction(r.numerator(), l.denominator().multiply(r.denominator())));
    }
    return Optional.of(
        new Fraction(
            Term.of(Operator.MULTIPLY, l.numerator(), r.numerator()),
            l.denominator().multiply(r.denominator())));
  }

  private static BigInteger lcm(BigInteger a, BigInteger b) {
    return a.divide(a.gcd(b)).multiply(b);
  }
}
