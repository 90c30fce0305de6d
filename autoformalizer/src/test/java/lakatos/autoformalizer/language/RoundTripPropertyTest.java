package lakatos.autoformalizer.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lakatos.autoformalizer.Vocabulary;
import lakatos.autoformalizer.language.Proposition.Comparison;
import lakatos.autoformalizer.language.Proposition.Having;
import lakatos.autoformalizer.language.Proposition.Quantified;
import lakatos.autoformalizer.language.Proposition.Quantifier;
import lakatos.autoformalizer.language.Proposition.Relation;
import lakatos.autoformalizer.language.Proposition.Trait;
import lakatos.autoformalizer.language.Sort.Numbers;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written in plain English is read back as the same statement. */
final class RoundTripPropertyTest {
  private static final List<Variable> VARIABLES =
      List.of(
          new Variable("a", Numbers.INTEGER),
          new Variable("b", Numbers.INTEGER),
          new Variable("n", Numbers.NATURAL),
          new Variable("m", Numbers.NATURAL));

  private static final List<String> INDICES = List.of("h", "i", "j");
  private static final List<String> BOUND = List.of("x", "y", "k");

  @Property(tries = 300)
  void read_whatWasWritten_isTheSameTheorem(@ForAll("theorems") Proposition theorem) {
    Reading given = new Reading(theorem, Map.of(), List.of(), List.of());
    Reading again = Reading.of(Text.of(given.inEnglish()), Optional.empty());
    assertThat(again.theorem("t", Vocabulary.CORE)).isEqualTo(given.theorem("t", Vocabulary.CORE));
    assertThat(again.notes()).isEmpty();
  }

  @Provide
  Arbitrary<Proposition> theorems() {
    return propositions(3, VARIABLES).map(p -> Proposition.forAll(VARIABLES, p));
  }

  // Terms

  private static Arbitrary<Term> numerals() {
    return Arbitraries.integers().between(0, 30).map(Term::of);
  }

  private static Arbitrary<Term> names(List<Variable> scope) {
    return Arbitraries.of(scope).map(v -> new Term.Name(v.name()));
  }

  private static Arbitrary<Term> exponents(List<Variable> scope) {
    List<Variable> natural = scope.stream().filter(v -> v.sort() == Numbers.NATURAL).toList();
    return Arbitraries.oneOf(Arbitraries.integers().between(0, 9).map(Term::of), names(natural));
  }

  private static Arbitrary<Term> terms(int depth, List<Variable> scope) {
    Arbitrary<Term> leaves = Arbitraries.oneOf(numerals(), names(scope), names(scope));
    if (depth == 0) {
      return leaves;
    }
    Arbitrary<Term> inner = terms(depth - 1, scope);
    Arbitrary<Term> binary =
        Combinators.combine(
                Arbitraries.of(
                    Operator.ADD,
                    Operator.SUBTRACT,
                    Operator.MULTIPLY,
                    Operator.GCD,
                    Operator.LCM,
                    Operator.MAXIMUM,
                    Operator.MINIMUM,
                    Operator.REMAINDER),
                inner,
                inner)
            .as((operator, left, right) -> Term.of(operator, left, right));
    Arbitrary<Term> unary =
        Combinators.combine(Arbitraries.of(Operator.NEGATE, Operator.ABSOLUTE), inner)
            .as((operator, term) -> Term.of(operator, term));
    Arbitrary<Term> powers =
        Combinators.combine(inner, exponents(scope))
            .as((base, exponent) -> Term.of(Operator.POWER, base, exponent));
    Arbitrary<Term> halves =
        inner.map(t -> Term.of(Operator.FLOOR, Term.of(Operator.DIVIDE, t, Term.of(2))));
    Arbitrary<Term> sums =
        Combinators.combine(Arbitraries.of(Operator.ADD, Operator.MULTIPLY), inner)
            .as((operator, body) -> series(operator, INDICES.get(depth), body));
    return Arbitraries.oneOf(leaves, binary, binary, unary, powers, halves, sums);
  }

  private static Term series(Operator operator, String index, Term body) {
    Term indexed = Term.of(Operator.ADD, body, new Term.Name(index));
    return new Term.Series(operator, index, Term.of(1), new Term.Name("n"), indexed);
  }

  // Propositions

  private static Arbitrary<Proposition> atoms(List<Variable> scope) {
    Arbitrary<Term> terms = terms(2, scope);
    Arbitrary<Proposition> comparisons =
        Combinators.combine(Arbitraries.of(Relation.values()), terms, terms).as(Comparison::new);
    Arbitrary<Proposition> traits =
        Combinators.combine(
                Arbitraries.of(
                    Trait.EVEN, Trait.ODD, Trait.PRIME, Trait.COMPOSITE, Trait.SQUARE, Trait.CUBE),
                terms)
            .as((trait, term) -> Having.of(trait, term));
    Arbitrary<Proposition> coprime =
        Combinators.combine(terms, terms).as((a, b) -> Having.of(Trait.COPRIME, a, b));
    Arbitrary<Proposition> congruences =
        Combinators.combine(terms, terms, Arbitraries.integers().between(1, 12))
            .as((a, b, m) -> new Proposition.Congruence(a, b, Term.of(m)));
    return Arbitraries.oneOf(comparisons, comparisons, traits, coprime, congruences);
  }

  private static Arbitrary<Proposition> propositions(int depth, List<Variable> scope) {
    Arbitrary<Proposition> atoms = atoms(scope);
    if (depth == 0) {
      return atoms;
    }
    Arbitrary<Proposition> inner = propositions(depth - 1, scope);
    Arbitrary<List<Proposition>> several = inner.list().ofMinSize(2).ofMaxSize(3);
    Arbitrary<Proposition> conditionals =
        Combinators.combine(inner, inner).as((p, q) -> Proposition.follows(p, q));
    Arbitrary<Proposition> equivalences =
        Combinators.combine(inner, inner).as(Proposition.Equivalence::new);
    return Arbitraries.oneOf(
        atoms,
        several.map(Proposition::all),
        several.map(Proposition::any),
        inner.map(Proposition::not),
        conditionals,
        equivalences,
        quantified(depth, scope));
  }

  private static Arbitrary<Proposition> quantified(int depth, List<Variable> scope) {
    Set<String> used = new HashSet<>();
    scope.forEach(v -> used.add(v.name()));
    String name = BOUND.stream().filter(n -> !used.contains(n)).findFirst().orElseThrow();
    return Arbitraries.of(Numbers.NATURAL, Numbers.INTEGER)
        .flatMap(
            sort -> {
              var variable = new Variable(name, sort);
              var wider = new ArrayList<>(scope);
              wider.add(variable);
              return Combinators.combine(
                      Arbitraries.of(Quantifier.values()), propositions(depth - 1, wider))
                  .as((quantifier, body) -> quantified(quantifier, variable, body));
            });
  }

  private static Proposition quantified(
      Quantifier quantifier, Variable variable, Proposition body) {
    return quantifier == Quantifier.FOR_ALL
        ? Proposition.forAll(List.of(variable), body)
        : new Quantified(quantifier, List.of(variable), body);
  }
}
