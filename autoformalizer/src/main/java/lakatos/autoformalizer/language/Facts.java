package lakatos.autoformalizer.language;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import lakatos.autoformalizer.language.Proposition.Comparison;
import lakatos.autoformalizer.language.Proposition.Compound;
import lakatos.autoformalizer.language.Proposition.Connective;
import lakatos.autoformalizer.language.Proposition.Relation;

/**
 * What is known where a term stands: differences that are not negative.
 *
 * <p>Natural subtraction is written only where this says that nothing is cut off.
 */
record Facts(List<Linear> notNegative) {
  static final Facts NONE = new Facts(List.of());

  Facts {
    notNegative = List.copyOf(notNegative);
  }

  /** Returns these facts and those that {@code premise} states. */
  Facts and(Proposition premise) {
    if (premise instanceof Compound compound && compound.connective() == Connective.AND) {
      Facts facts = this;
      for (Proposition part : compound.parts()) {
        facts = facts.and(part);
      }
      return facts;
    }
    return premise instanceof Comparison comparison ? and(comparison) : this;
  }

  private Facts and(Comparison comparison) {
    var left = Linear.of(comparison.left());
    var right = Linear.of(comparison.right());
    if (left.isEmpty() || right.isEmpty()) {
      return this;
    }
    Linear difference = right.get().minus(left.get());
    if (comparison.relation() == Relation.LESS) {
      return and(difference.minus(Linear.of(1)));
    }
    return comparison.relation() == Relation.AT_MOST ? and(difference) : this;
  }

  private Facts and(Linear difference) {
    var more = new ArrayList<>(notNegative);
    more.add(difference);
    return new Facts(more);
  }

  /**
   * Returns whether {@code value}, a combination of natural numbers, is surely not negative: it is
   * a known difference, or one of them with something added.
   */
  boolean surelyNotNegative(Linear value) {
    return harmless(value) || notNegative.stream().anyMatch(fact -> harmless(value.minus(fact)));
  }

  private static boolean harmless(Linear rest) {
    return rest.constant().signum() >= 0
        && rest.coefficients().values().stream().map(BigInteger::signum).allMatch(s -> s > 0);
  }
}
