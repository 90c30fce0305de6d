package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;

/** Gives variables to the things that noun phrases speak of. */
record Naming(Discourse discourse) {

  /**
   * A noun phrase, taken apart.
   *
   * @param names that the text gives, or none
   * @param count how many things there are
   * @param restrictions what else is said of the things, once they have names
   */
  record Described(
      Noun noun,
      List<String> names,
      int count,
      Function<List<Term>, List<Proposition>> restrictions,
      ParserRuleContext phrase) {}

  /** Where the variables of a noun phrase go. */
  interface Quantifying {
    void over(List<Variable> variables, List<Proposition> conditions);
  }

  /** Returns the things that {@code described} speaks of, after giving their variables away. */
  List<Term> introduce(Described described, Quantifying quantifying) {
    Noun noun = described.noun();
    boolean named = !described.names().isEmpty();
    boolean run = noun.consecutive() && !named;
    List<String> names =
        named ? described.names() : discourse.fresh(noun.sort(), run ? 1 : described.count());
    List<Variable> variables = variables(noun.sort(), names);
    discourse.bind(variables, described.phrase());
    List<Term> things = things(noun, names, run ? described.count() : 0);
    var conditions = new ArrayList<Proposition>();
    if (noun.consecutive() && named) {
      conditions.addAll(noun.inSequence(things));
    }
    conditions.addAll(noun.of(things));
    discourse.mention(things);
    conditions.addAll(described.restrictions().apply(things));
    quantifying.over(variables, conditions);
    return things;
  }

  /** Functions that are spoken of together can be composed: α → β, β → γ. */
  List<Variable> variables(Sort sort, List<String> names) {
    boolean composed =
        names.size() == 2
            && sort instanceof Sort.Arrow arrow
            && arrow.from().get(0) instanceof Sort.Abstract
            && arrow.to() instanceof Sort.Abstract
            && !arrow.from().get(0).equals(arrow.to());
    if (composed) {
      Sort.Arrow first = (Sort.Arrow) sort;
      Sort second = new Sort.Arrow(List.of(first.to()), new Sort.Abstract("γ"));
      boolean backward = discourse.composes(names.get(0), names.get(1));
      return List.of(
          new Variable(names.get(0), backward ? second : sort),
          new Variable(names.get(1), backward ? sort : second));
    }
    return names.stream().map(n -> new Variable(n, sort)).toList();
  }

  private static List<Term> things(Noun noun, List<String> names, int run) {
    if (run == 0) {
      return names.stream().<Term>map(n -> noun.form().apply(new Term.Name(n))).toList();
    }
    var things = new ArrayList<Term>();
    Term first = new Term.Name(names.get(0));
    for (int i = 0; i < run; i++) {
      long distance = (long) i * noun.step();
      things.add(i == 0 ? first : Term.of(Operator.ADD, first, Term.of(distance)));
    }
    return things;
  }
}
