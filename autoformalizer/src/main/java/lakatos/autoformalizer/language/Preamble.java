package lakatos.autoformalizer.language;

import java.util.EnumSet;
import java.util.Set;
import lakatos.autoformalizer.Vocabulary;

/** The definitions that a proposition needs and the libraries do not have. */
final class Preamble {
  private final Set<Operator> operators = EnumSet.noneOf(Operator.class);

  private Preamble() {}

  static String of(Proposition proposition, Vocabulary vocabulary) {
    var preamble = new Preamble();
    preamble.collect(proposition);
    if (vocabulary == Vocabulary.MATHLIB) {
      return "";
    }
    var text = new StringBuilder();
    for (Operator operator : preamble.operators) {
      text.append(Known.of(operator).definition());
    }
    return text.toString();
  }

  private void collect(Proposition proposition) {
    proposition.terms().forEach(this::collect);
    proposition.parts().forEach(this::collect);
  }

  private void collect(Term term) {
    if (term instanceof Term.Operation operation
        && (operation.operator() == Operator.FACTORIAL
            || operation.operator() == Operator.FIBONACCI)) {
      operators.add(operation.operator());
    }
    term.parts().forEach(this::collect);
  }
}
