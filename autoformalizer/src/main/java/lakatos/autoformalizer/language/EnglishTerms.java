package lakatos.autoformalizer.language;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Terms in plain signs, as the grammar reads them back. */
final class EnglishTerms implements Term.Cases<String> {
  private final Set<String> sequences;

  EnglishTerms() {
    this(Set.of());
  }

  /**
   * @param sequences that are written with indices
   */
  EnglishTerms(Set<String> sequences) {
    this.sequences = Set.copyOf(sequences);
  }

  String of(Term term) {
    return term.accept(this);
  }

  /** Returns {@code term} as an operand, in brackets unless it is one sign or a call. */
  private String operand(Term term) {
    return compound(term) ? "(" + of(term) + ")" : of(term);
  }

  private static boolean compound(Term term) {
    if (term instanceof Term.Series) {
      return true;
    }
    return term instanceof Term.Operation operation
        && switch (operation.operator()) {
          case ADD, SUBTRACT, MULTIPLY, DIVIDE, NEGATE, POWER, REMAINDER, FACTORIAL, COMPOSE ->
              true;
          default -> false;
        };
  }

  @Override
  public String numeral(Term.Numeral numeral) {
    return numeral.value().toString();
  }

  @Override
  public String name(Term.Name name) {
    return name.name();
  }

  @Override
  public String constant(Term.Constant constant) {
    return constant == Term.Constant.EMPTY_LIST
        ? "empty"
        : constant.name().toLowerCase(Locale.ROOT);
  }

  private String infix(Term.Operation operation, String sign) {
    return operation.arguments().stream().map(this::operand).collect(Collectors.joining(sign));
  }

  private String call(String function, List<Term> arguments) {
    return function
        + "("
        + arguments.stream().map(this::of).collect(Collectors.joining(", "))
        + ")";
  }

  @Override
  public String operation(Term.Operation operation) {
    List<Term> arguments = operation.arguments();
    return switch (operation.operator()) {
      case ADD -> infix(operation, " + ");
      case SUBTRACT -> infix(operation, " - ");
      case MULTIPLY -> infix(operation, " * ");
      case DIVIDE -> infix(operation, " / ");
      case NEGATE -> "-" + operand(arguments.get(0));
      case POWER -> infix(operation, "^");
      case REMAINDER -> infix(operation, " mod ");
      case GCD -> call("gcd", arguments);
      case LCM -> call("lcm", arguments);
      case MAXIMUM -> call("max", arguments);
      case MINIMUM -> call("min", arguments);
      case ABSOLUTE -> call("abs", arguments);
      case FLOOR -> "⌊" + of(arguments.get(0)) + "⌋";
      case CEILING -> "⌈" + of(arguments.get(0)) + "⌉";
      case FACTORIAL -> operand(arguments.get(0)) + "!";
      case FIBONACCI -> call("fib", arguments);
      case LENGTH -> call("length", arguments);
      case REVERSE -> call("reversal", arguments);
      case TOTAL -> call("sum", arguments);
      case APPEND -> call("concatenation", arguments);
      case COMPOSE -> of(arguments.get(0)) + " ∘ " + of(arguments.get(1));
      case EXCLUSIVE_OR -> call("xor", arguments);
      case BOTH -> call("conjunction", arguments);
      case EITHER -> call("disjunction", arguments);
      case COMPLEMENT -> call("negation", arguments);
    };
  }

  @Override
  public String series(Term.Series series) {
    String sign = series.operator() == Operator.ADD ? "∑" : "∏";
    return sign
        + "_{"
        + series.index()
        + "="
        + of(series.from())
        + "}^{"
        + of(series.to())
        + "} ("
        + of(series.body())
        + ")";
  }

  @Override
  public String application(Term.Application application) {
    if (sequences.contains(application.function())) {
      return application.function() + "_{" + of(application.arguments().get(0)) + "}";
    }
    return call(application.function(), application.arguments());
  }
}
