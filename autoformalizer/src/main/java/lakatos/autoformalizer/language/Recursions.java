package lakatos.autoformalizer.language;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import lakatos.autoformalizer.language.Language.EquationContext;
import lakatos.autoformalizer.language.Sort.Arrow;
import lakatos.autoformalizer.language.Sort.Numbers;

/** Reads sequences given by their first values and a rule for the next one. */
final class Recursions {
  private static final int MAX_ORDER = 4;

  private final Discourse discourse;
  private final TermReader terms;

  /** The rule: the value at {@code variable + distance}. */
  private record Rule(String variable, int distance, Term value) {}

  Recursions(Discourse discourse, TermReader terms) {
    this.discourse = discourse;
    this.terms = terms;
  }

  /** Defines the sequence of {@code recursion}. */
  void define(Language.RecursionContext recursion, Optional<Language.RecursionRangeContext> range) {
    String name = recursion.equation(0).value().FUNCTOR().getText();
    // While it is read, all that is known of its values is that they are numbers.
    discourse.define(name, new Arrow(List.of(Numbers.NATURAL), Numbers.NATURAL));
    var initial = new TreeMap<Integer, Term>();
    Optional<Rule> rule = Optional.empty();
    for (EquationContext equation : recursion.equation()) {
      if (!equation.value().FUNCTOR().getText().equals(name)) {
        throw Parsing.wrong(equation, "only one sequence can be defined at a time");
      }
      Linear index = index(equation);
      if (index.isConstant()) {
        initial.put(index.constant().intValueExact(), terms.read(equation.term()));
      } else if (rule.isEmpty()) {
        rule = Optional.of(rule(index, equation));
      } else {
        throw Parsing.wrong(equation, "there can be only one rule for the next value");
      }
    }
    Rule found =
        rule.orElseThrow(() -> Parsing.wrong(recursion, "the rule for the next value is missing"));
    check(initial, recursion);
    range.ifPresent(r -> checkRange(r, found, initial, recursion));
    define(name, initial, found, recursion);
  }

  private Linear index(EquationContext equation) {
    Term index = ((Term.Application) terms.visitValue(equation.value())).arguments().get(0);
    return Linear.of(index)
        .filter(i -> i.coefficients().size() <= 1 && i.constant().bitLength() < 16)
        .orElseThrow(() -> Parsing.wrong(equation, "this index is not understood"));
  }

  private Rule rule(Linear index, EquationContext equation) {
    String variable = index.coefficients().keySet().iterator().next();
    if (!BigInteger.ONE.equals(index.coefficients().get(variable))) {
      throw Parsing.wrong(equation, "this index is not understood");
    }
    Term value = terms.read(equation.term());
    discourse.withdraw(List.of(variable), Numbers.NATURAL);
    return new Rule(variable, index.constant().intValueExact(), value);
  }

  private static void check(NavigableMap<Integer, Term> initial, Language.RecursionContext phrase) {
    boolean begins = !initial.isEmpty() && initial.firstKey() >= 0 && initial.firstKey() <= 1;
    boolean gapless = begins && initial.lastKey() - initial.firstKey() + 1 == initial.size();
    if (!gapless || initial.size() > MAX_ORDER) {
      throw Parsing.wrong(phrase, "the first values are not those from 0 or 1 on");
    }
  }

  /** The rule must begin where the first values end. */
  private void checkRange(
      Language.RecursionRangeContext range,
      Rule rule,
      NavigableMap<Integer, Term> initial,
      Language.RecursionContext phrase) {
    if (!TermReader.name(range.name()).equals(rule.variable())) {
      throw Parsing.wrong(range, "this is not the variable of the rule");
    }
    int start = start(range);
    if (start >= 0 && start + rule.distance() != initial.lastKey() + 1) {
      throw Parsing.wrong(phrase, "the rule does not begin where the first values end");
    }
  }

  /** Returns where the variable begins, or -1 if nothing is said. */
  private int start(Language.RecursionRangeContext range) {
    if (range.relation() == null) {
      boolean positive =
          range.getText().toLowerCase(java.util.Locale.ROOT).startsWith("positiveinteger")
              || range.getText().startsWith("正整数");
      return positive ? 1 : -1;
    }
    if (!(terms.read(range.term()) instanceof Term.Numeral bound)) {
      throw Parsing.wrong(range, "this range is not understood");
    }
    int value = bound.value().intValueExact();
    return switch (range.relation().getStart().getType()) {
      case Words.GE -> value;
      case Words.GT -> value + 1;
      default -> throw Parsing.wrong(range, "this range is not understood");
    };
  }

  private void define(
      String name,
      NavigableMap<Integer, Term> initial,
      Rule rule,
      Language.RecursionContext phrase) {
    int first = initial.firstKey();
    int order = first + initial.size();
    // The rule's variable is the pattern's, moved so that the pattern is index + order.
    Linear moved =
        Linear.of(new Term.Name(rule.variable()))
            .orElseThrow()
            .plus(Linear.of((long) order - rule.distance()));
    Term step = moved(rule.value(), rule.variable(), moved, name, phrase);
    var values = new ArrayList<>(initial.values());
    Numbers sort = sort(values, step);
    var definition = new Definition(name, sort, first, values, rule.variable(), step);
    definition.lean(lakatos.autoformalizer.Vocabulary.MATHLIB); // checks that it can be written
    discourse.define(definition);
  }

  private static Term moved(
      Term term, String variable, Linear to, String name, Language.RecursionContext phrase) {
    Optional<Linear> linear = Linear.of(term);
    if (linear.isPresent() && linear.get().coefficients().containsKey(variable)) {
      BigInteger factor = linear.get().coefficients().get(variable);
      Linear rest =
          linear.get().minus(Linear.of(new Term.Name(variable)).orElseThrow().times(factor));
      Linear sum = to.times(factor).plus(rest);
      return sum.part(-1).equals(Linear.of(0))
          ? sum.term()
          : Term.of(Operator.SUBTRACT, sum.part(1).term(), sum.part(-1).term());
    }
    if (term instanceof Term.Application application) {
      List<Term> arguments =
          application.arguments().stream().map(a -> moved(a, variable, to, name, phrase)).toList();
      checkEarlier(arguments.get(0), application, name, phrase);
      return new Term.Application(application.function(), arguments);
    }
    if (term instanceof Term.Operation operation) {
      return new Term.Operation(
          operation.operator(),
          operation.arguments().stream().map(a -> moved(a, variable, to, name, phrase)).toList());
    }
    return new Substitution(Map.of(variable, to.part(1).term())).of(term);
  }

  private static void checkEarlier(
      Term index, Term.Application application, String name, Language.RecursionContext phrase) {
    boolean natural =
        Linear.of(index)
            .map(i -> i.coefficients().size() == 1 && i.constant().signum() >= 0)
            .orElse(false);
    if (application.function().equals(name) && !natural) {
      throw Parsing.wrong(phrase, "the rule needs values from before the first");
    }
  }

  /** Values stay natural numbers as long as nothing is subtracted or divided. */
  private static Numbers sort(List<Term> initial, Term step) {
    Numbers sort = Numbers.NATURAL;
    for (Term value : initial) {
      sort = sort.join(sort(value));
    }
    return sort.join(sort(step));
  }

  private static Numbers sort(Term term) {
    Numbers sort = Numbers.NATURAL;
    if (term instanceof Term.Operation operation) {
      Operator operator = operation.operator();
      if (operator == Operator.SUBTRACT || operator == Operator.NEGATE) {
        sort = Numbers.INTEGER;
      } else if (operator == Operator.DIVIDE) {
        sort = Numbers.RATIONAL;
      } else if (operator == Operator.POWER) {
        return sort(operation.argument(0));
      }
    }
    if (term instanceof Term.Application) {
      return sort;
    }
    for (Term part : term.parts()) {
      sort = sort.join(sort(part));
    }
    return sort;
  }
}
