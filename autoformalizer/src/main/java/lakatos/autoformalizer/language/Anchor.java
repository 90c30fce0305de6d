package lakatos.autoformalizer.language;

/** Finds what tells Lean the sort of a term: without it numerals would be natural numbers. */
final class Anchor {
  private Anchor() {}

  /** Returns whether a part of {@code term} that is written at {@code target} shows that sort. */
  static boolean in(Term term, Sort target, Sorting sorting) {
    if (term instanceof Term.Numeral) {
      return false;
    }
    if (!(term instanceof Term.Operation operation)) {
      return true;
    }
    return switch (operation.operator()) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, NEGATE, MAXIMUM, MINIMUM ->
          operation.arguments().stream().anyMatch(a -> in(a, target, sorting));
      case REMAINDER ->
          operation.arguments().stream().anyMatch(a -> in(a, target, sorting))
              || sorting.join(operation.arguments()).compareTo((Sort.Numbers) target) < 0;
      case POWER -> in(operation.argument(0), target, sorting);
      default -> true;
    };
  }
}
