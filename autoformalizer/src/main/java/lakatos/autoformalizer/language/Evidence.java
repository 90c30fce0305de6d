package lakatos.autoformalizer.language;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import lakatos.autoformalizer.language.Proposition.Relation;
import lakatos.autoformalizer.language.Proposition.Trait;

/** What the use of a name says about its sort, where the words say nothing. */
final class Evidence {

  /** How a name is used. */
  enum Use {
    /** As an exponent, an index, a bound or a prime: it is a natural number. */
    COUNTING,
    /** With divisors, remainders or parity: it is an integer. */
    ARITHMETIC,
    /** Something is subtracted from it, or it is subtracted. */
    SUBTRACTED,
    /** With another name in one comparison. */
    COMPARED
  }

  private static final Set<Trait> OF_NUMBERS =
      EnumSet.of(
          Trait.EVEN,
          Trait.ODD,
          Trait.PRIME,
          Trait.COMPOSITE,
          Trait.COPRIME,
          Trait.SQUARE,
          Trait.CUBE);

  private final Map<String, Set<Use>> uses = new HashMap<>();

  Evidence(Proposition proposition) {
    read(proposition);
  }

  Set<Use> of(String name) {
    return uses.getOrDefault(name, Set.of());
  }

  private void note(Term term, Use use) {
    if (term instanceof Term.Name name) {
      uses.computeIfAbsent(name.name(), n -> EnumSet.noneOf(Use.class)).add(use);
    }
    if (use != Use.COUNTING || !(term instanceof Term.Application)) {
      term.parts().forEach(part -> note(part, use));
    }
  }

  private void read(Proposition proposition) {
    if (arithmetic(proposition)) {
      proposition.terms().forEach(t -> note(t, Use.ARITHMETIC));
    }
    if (proposition instanceof Proposition.Having having && counting(having.trait())) {
      having.terms().stream()
          .filter(t -> t instanceof Term.Name)
          .forEach(t -> note(t, Use.COUNTING));
    }
    proposition.terms().forEach(this::read);
    proposition.parts().forEach(this::read);
  }

  private static boolean arithmetic(Proposition proposition) {
    if (proposition instanceof Proposition.Comparison comparison) {
      return comparison.relation() == Relation.DIVIDES;
    }
    if (proposition instanceof Proposition.Having having) {
      return OF_NUMBERS.contains(having.trait());
    }
    return proposition instanceof Proposition.Congruence;
  }

  private static boolean counting(Trait trait) {
    return trait == Trait.PRIME || trait == Trait.COMPOSITE;
  }

  private void read(Term term) {
    if (term instanceof Term.Operation operation) {
      read(operation);
    }
    if (term instanceof Term.Series series) {
      note(series.from(), Use.COUNTING);
      note(series.to(), Use.COUNTING);
    }
    if (term instanceof Term.Application application) {
      application.arguments().forEach(a -> note(a, Use.COMPARED));
    }
    term.parts().forEach(this::read);
  }

  private void read(Term.Operation operation) {
    switch (operation.operator()) {
      case POWER -> note(operation.argument(1), Use.COUNTING);
      case FACTORIAL, FIBONACCI -> note(operation.argument(0), Use.COUNTING);
      case GCD, LCM, REMAINDER -> operation.arguments().forEach(a -> note(a, Use.ARITHMETIC));
      case SUBTRACT, NEGATE -> subtracted(operation);
      default -> {
        // Says nothing of the sort.
      }
    }
  }

  /** Subtracting a numeral, as in n - 1, does not yet speak for negative numbers. */
  private void subtracted(Term.Operation operation) {
    Term last = operation.argument(operation.arguments().size() - 1);
    if (!(last instanceof Term.Numeral)) {
      operation.arguments().forEach(a -> note(a, Use.SUBTRACTED));
    }
  }
}
