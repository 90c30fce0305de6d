package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lakatos.autoformalizer.language.Evidence.Use;
import lakatos.autoformalizer.language.Sort.Numbers;
import lakatos.autoformalizer.language.Sort.Plain;

/** Gives a sort to every variable that the words left open, by its use, and says so. */
final class Domains {
  private static final Map<Sort, String> LIKE =
      Map.of(
          Numbers.NATURAL, "a natural number",
          Numbers.INTEGER, "an integer",
          Numbers.RATIONAL, "a rational number",
          Numbers.REAL, "a real number");

  private final Evidence evidence;
  private final List<String> notes = new ArrayList<>();
  private final Map<String, Sort> settled = new HashMap<>();

  private final Arguments arguments;
  private final Set<Sort> spokenOf = new LinkedHashSet<>();

  /**
   * @param constants functions that are defined elsewhere, with their sorts
   */
  Domains(Proposition proposition, Map<String, Sort> constants) {
    this.evidence = new Evidence(proposition);
    this.arguments = new Arguments(proposition, constants);
    collect(proposition);
  }

  private void collect(Proposition proposition) {
    if (proposition instanceof Proposition.Quantified quantified) {
      quantified.variables().stream()
          .map(Variable::sort)
          .filter(Sort::numeric)
          .forEach(spokenOf::add);
    }
    proposition.parts().forEach(this::collect);
  }

  /** What was assumed, a sentence each. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  /**
   * Returns {@code proposition} with all sorts known.
   *
   * @throws Misunderstanding if the use of a name does not show what it is
   */
  Proposition settle(Proposition proposition) {
    if (proposition instanceof Proposition.Quantified quantified) {
      return new Proposition.Quantified(
          quantified.quantifier(),
          quantified.variables().stream().map(this::settle).toList(),
          settle(quantified.body()));
    }
    if (proposition instanceof Proposition.Negation negation) {
      return new Proposition.Negation(settle(negation.body()));
    }
    if (proposition instanceof Proposition.Compound compound) {
      return new Proposition.Compound(
          compound.connective(), compound.parts().stream().map(this::settle).toList());
    }
    if (proposition instanceof Proposition.Conditional conditional) {
      return new Proposition.Conditional(
          settle(conditional.premise()), settle(conditional.conclusion()));
    }
    if (proposition instanceof Proposition.Equivalence equivalence) {
      return new Proposition.Equivalence(settle(equivalence.left()), settle(equivalence.right()));
    }
    return proposition;
  }

  private Variable settle(Variable variable) {
    if (variable.sort() != Plain.OPEN) {
      return variable;
    }
    return new Variable(variable.name(), settled.computeIfAbsent(variable.name(), this::sort));
  }

  private Sort sort(String name) {
    Optional<Sort> argument = arguments.sort(name);
    if (argument.isPresent()) {
      return argument.get();
    }
    var uses = evidence.of(name);
    if (uses.contains(Use.COUNTING)) {
      return assumed(name, Numbers.NATURAL, "a natural number");
    }
    if (uses.contains(Use.ARITHMETIC) && uses.contains(Use.SUBTRACTED)) {
      return assumed(name, Numbers.INTEGER, "an integer");
    }
    if (uses.contains(Use.ARITHMETIC)) {
      return assumed(name, Numbers.NATURAL, "a natural number");
    }
    if (spokenOf.size() == 1) {
      Sort only = spokenOf.iterator().next();
      return assumed(name, only, LIKE.getOrDefault(only, "a number") + " like the others");
    }
    throw new Misunderstanding("nothing says what kind of number " + name + " is");
  }

  private Sort assumed(String name, Sort sort, String kind) {
    notes.add(name + " is read as " + kind + ", since nothing else is said");
    return sort;
  }
}
