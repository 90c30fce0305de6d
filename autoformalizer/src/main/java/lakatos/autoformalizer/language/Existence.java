package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.List;
import lakatos.autoformalizer.language.Proposition.Comparison;
import lakatos.autoformalizer.language.Proposition.Relation;
import lakatos.autoformalizer.language.Sort.Numbers;
import lakatos.autoformalizer.language.Sort.Plain;
import org.antlr.v4.runtime.ParserRuleContext;

/** What it means that there are infinitely many things, or no largest one. */
final class Existence {
  private Existence() {}

  /** There is no largest: every one of them is smaller than another. */
  static Proposition noExtreme(Discourse discourse, Noun noun, boolean largest) {
    Variable one = variable(discourse, noun);
    Variable other = variable(discourse, noun);
    Term first = new Term.Name(one.name());
    Term second = new Term.Name(other.name());
    var said = new ArrayList<>(noun.of(List.of(second)));
    said.add(
        largest
            ? new Comparison(Relation.LESS, first, second)
            : new Comparison(Relation.LESS, second, first));
    return Proposition.forAll(
        List.of(one),
        Proposition.follows(
            noun.of(List.of(first)), Proposition.exists(List.of(other), Proposition.all(said))));
  }

  private static Variable variable(Discourse discourse, Noun noun) {
    return new Variable(discourse.fresh(noun.sort(), 1).get(0), noun.sort());
  }

  /** Infinitely many means beyond every bound. */
  static Proposition beyondEveryBound(
      Discourse discourse,
      List<Variable> variables,
      Proposition conditions,
      ParserRuleContext phrase) {
    Sort sort = variables.get(0).sort();
    if (variables.size() != 1 || !(sort == Numbers.NATURAL || sort == Numbers.INTEGER)) {
      throw Parsing.wrong(phrase, "only of integers, one by one, is infinitely many understood");
    }
    Variable bound = new Variable(discourse.fresh(Plain.OPEN, 1).get(0), Numbers.NATURAL);
    Term name = new Term.Name(variables.get(0).name());
    Term size = sort == Numbers.NATURAL ? name : Term.of(Operator.ABSOLUTE, name);
    Proposition beyond = new Comparison(Relation.LESS, new Term.Name(bound.name()), size);
    return Proposition.forAll(
        List.of(bound),
        Proposition.exists(variables, Proposition.all(List.of(beyond, conditions))));
  }
}
