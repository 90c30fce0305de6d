package lakatos.autoformalizer.language;

/** What makes a term of terms. */
enum Operator {
  ADD,
  SUBTRACT,
  MULTIPLY,
  /** Exact division: its value is rational. */
  DIVIDE,
  NEGATE,
  POWER,
  GCD,
  LCM,
  FACTORIAL,
  /** The Fibonacci number of an index, beginning 0, 1, 1. */
  FIBONACCI,
  ABSOLUTE,
  FLOOR,
  CEILING,
  MAXIMUM,
  MINIMUM,
  /** What is left over when the first is divided by the second. */
  REMAINDER,
  LENGTH,
  REVERSE,
  APPEND,
  /** The sum of a list. */
  TOTAL,
  /** The second function after the first. */
  COMPOSE,
  EXCLUSIVE_OR,
  BOTH,
  EITHER,
  COMPLEMENT;

  /** Returns how many arguments it has; some may have more, but none fewer. */
  int arity() {
    return switch (this) {
      case NEGATE,
          FACTORIAL,
          FIBONACCI,
          ABSOLUTE,
          FLOOR,
          CEILING,
          LENGTH,
          REVERSE,
          TOTAL,
          COMPLEMENT ->
          1;
      default -> 2;
    };
  }
}
