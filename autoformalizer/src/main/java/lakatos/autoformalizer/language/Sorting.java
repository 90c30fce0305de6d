package lakatos.autoformalizer.language;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lakatos.autoformalizer.language.Sort.Numbers;
import lakatos.autoformalizer.language.Sort.Plain;

/**
 * The sorts of terms, given those of the names in them.
 *
 * <p>The sort of a number is the smallest that surely contains its value: a difference of natural
 * numbers is an integer, and a quotient is rational.
 */
final class Sorting implements Term.Cases<Sort> {
  private final Map<String, Sort> names;

  Sorting(Map<String, Sort> names) {
    this.names = Map.copyOf(names);
  }

  Sorting with(List<Variable> variables) {
    var more = new HashMap<>(names);
    variables.forEach(v -> more.put(v.name(), v.sort()));
    return new Sorting(more);
  }

  Sorting with(String name, Sort sort) {
    return with(List.of(new Variable(name, sort)));
  }

  boolean has(String name) {
    return names.containsKey(name);
  }

  Sort of(Term term) {
    return term.accept(this);
  }

  /** Returns the sort of a number. */
  Numbers number(Term term) {
    if (of(term) instanceof Numbers numbers) {
      return numbers;
    }
    throw new Misunderstanding("something is used as a number that is none");
  }

  /** Returns the smallest sort that contains all these numbers. */
  Numbers join(List<Term> terms) {
    return terms.stream().map(this::number).reduce(Numbers.NATURAL, Numbers::join);
  }

  Sort name(String name) {
    Sort sort = names.get(name);
    if (sort == null || sort == Plain.OPEN) {
      throw new Misunderstanding("nothing says what " + name + " is");
    }
    return sort;
  }

  @Override
  public Sort numeral(Term.Numeral numeral) {
    return Numbers.NATURAL;
  }

  @Override
  public Sort name(Term.Name name) {
    return name(name.name());
  }

  @Override
  public Sort constant(Term.Constant constant) {
    return constant == Term.Constant.EMPTY_LIST ? new Sort.ListOf(Plain.OPEN) : Plain.BOOLEAN;
  }

  @Override
  public Sort series(Term.Series series) {
    return with(series.index(), Numbers.NATURAL).of(series.body());
  }

  @Override
  public Sort application(Term.Application application) {
    if (name(application.function()) instanceof Sort.Arrow arrow
        && arrow.from().size() == application.arguments().size()) {
      return arrow.to();
    }
    throw new Misunderstanding(application.function() + " is used as a function and is none");
  }

  @Override
  public Sort operation(Term.Operation operation) {
    List<Term> arguments = operation.arguments();
    return switch (operation.operator()) {
      case ADD, MULTIPLY, MAXIMUM, MINIMUM -> join(arguments);
      case SUBTRACT, NEGATE, REMAINDER ->
          operation.operator() == Operator.REMAINDER
              ? join(arguments)
              : join(arguments).join(Numbers.INTEGER);
      case DIVIDE -> join(arguments).join(Numbers.RATIONAL);
      case POWER -> number(operation.argument(0));
      case GCD, LCM, FACTORIAL, FIBONACCI, LENGTH -> Numbers.NATURAL;
      case ABSOLUTE -> absolute(number(operation.argument(0)));
      case FLOOR, CEILING -> Numbers.INTEGER;
      case REVERSE, APPEND -> of(operation.argument(0));
      case TOTAL -> total(operation.argument(0));
      case COMPOSE -> compose(of(operation.argument(0)), of(operation.argument(1)));
      case EXCLUSIVE_OR, BOTH, EITHER, COMPLEMENT -> Plain.BOOLEAN;
    };
  }

  private static Sort absolute(Numbers of) {
    return of == Numbers.INTEGER ? Numbers.NATURAL : of;
  }

  private Sort total(Term list) {
    if (of(list) instanceof Sort.ListOf listOf && listOf.element().numeric()) {
      return listOf.element();
    }
    throw new Misunderstanding("only lists of numbers have a sum");
  }

  private static Sort compose(Sort second, Sort first) {
    if (first instanceof Sort.Arrow f
        && second instanceof Sort.Arrow g
        && g.from().equals(List.of(f.to()))) {
      return new Sort.Arrow(f.from(), g.to());
    }
    throw new Misunderstanding("only functions that fit can be composed");
  }
}
