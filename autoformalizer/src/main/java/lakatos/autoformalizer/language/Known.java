package lakatos.autoformalizer.language;

/**
 * A function that is defined in the preamble where the libraries do not have it.
 *
 * @param name its name in core Lean
 * @param mathlib its name in Mathlib
 * @param definition in core Lean
 */
record Known(String name, String mathlib, String definition) {
  private static final Known FACTORIAL =
      new Known(
          "fct",
          "Nat.factorial",
          "def fct : Nat → Nat\n  | 0 => 1\n  | n + 1 => (n + 1) * fct n\n");
  private static final Known FIBONACCI =
      new Known(
          "fib",
          "Nat.fib",
          "def fib : Nat → Nat\n  | 0 => 0\n  | 1 => 1\n  | n + 2 => fib (n + 1) + fib n\n");

  static Known of(Operator operator) {
    return operator == Operator.FACTORIAL ? FACTORIAL : FIBONACCI;
  }
}
