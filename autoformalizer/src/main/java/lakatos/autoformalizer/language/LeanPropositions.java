package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lakatos.autoformalizer.Vocabulary;
import lakatos.autoformalizer.language.Proposition.Connective;
import lakatos.autoformalizer.language.Proposition.Quantifier;
import lakatos.autoformalizer.language.Proposition.Relation;
import lakatos.autoformalizer.language.Proposition.Trait;
import lakatos.autoformalizer.language.Sort.Numbers;

/** Propositions as Lean text. */
final class LeanPropositions implements Proposition.Cases<String> {
  private static final int QUANTIFIER = 0;
  private static final int EQUIVALENCE = 20;
  private static final int IMPLICATION = 25;
  private static final int OR = 30;
  private static final int AND = 35;
  private static final int NOT = 40;
  private static final int RELATION = 50;

  private final Vocabulary vocabulary;
  private final Sorting sorting;
  private final Facts facts;
  private final int strength;

  LeanPropositions(Vocabulary vocabulary, Sorting sorting, Facts facts) {
    this(vocabulary, sorting, facts, QUANTIFIER);
  }

  private LeanPropositions(Vocabulary vocabulary, Sorting sorting, Facts facts, int strength) {
    this.vocabulary = vocabulary;
    this.sorting = sorting;
    this.facts = facts;
    this.strength = strength;
  }

  String of(Proposition proposition) {
    return proposition.accept(this);
  }

  LeanPropositions with(List<Variable> variables) {
    return new LeanPropositions(vocabulary, sorting.with(variables), facts, strength);
  }

  LeanPropositions knowing(Proposition premise) {
    return new LeanPropositions(vocabulary, sorting, facts.and(premise), strength);
  }

  private LeanPropositions at(int operand) {
    return new LeanPropositions(vocabulary, sorting, facts, operand);
  }

  private String bracketed(String text, int own) {
    return own >= strength ? text : "(" + text + ")";
  }

  private LeanTerms terms() {
    return new LeanTerms(vocabulary, sorting, facts);
  }

  /** Writes terms of one sort as operands of a relation, with a type if only numerals are there. */
  private List<String> operands(List<Term> terms, Sort sort) {
    boolean plain = sort == Numbers.NATURAL || !sort.numeric();
    boolean typed = plain || terms.stream().anyMatch(t -> Anchor.in(t, sort, sorting));
    var texts = new ArrayList<String>();
    for (Term term : terms) {
      boolean first = texts.isEmpty() && !typed;
      texts.add(first ? terms().typed(term, sort) : terms().write(term, sort, RELATION + 1));
    }
    return texts;
  }

  @Override
  public String comparison(Proposition.Comparison comparison) {
    Sort left = sorting.of(comparison.left());
    Sort right = sorting.of(comparison.right());
    if (!left.numeric() || !right.numeric()) {
      return identity(comparison, left, right);
    }
    Proposition.Comparison cleared =
        comparison.relation() == Relation.DIVIDES
            ? comparison
            : new Fractions(sorting).clear(comparison);
    Numbers sort = sorting.join(cleared.terms());
    if (comparison.relation() == Relation.DIVIDES && sort.compareTo(Numbers.INTEGER) > 0) {
      throw new Misunderstanding("only integers divide each other");
    }
    List<String> sides = operands(cleared.terms(), sort);
    return bracketed(
        sides.get(0) + " " + sign(comparison.relation()) + " " + sides.get(1), RELATION);
  }

  private String identity(Proposition.Comparison comparison, Sort left, Sort right) {
    boolean equality =
        comparison.relation() == Relation.EQUAL || comparison.relation() == Relation.UNEQUAL;
    boolean empty = comparison.right() == Term.Constant.EMPTY_LIST && left instanceof Sort.ListOf;
    if (!equality || !(left.equals(right) || empty)) {
      throw new Misunderstanding("two things of different kinds are compared");
    }
    String sides =
        terms().write(comparison.left(), left, RELATION + 1)
            + " "
            + sign(comparison.relation())
            + " "
            + terms().write(comparison.right(), left, RELATION + 1);
    return bracketed(sides, RELATION);
  }

  private static String sign(Relation relation) {
    return switch (relation) {
      case EQUAL -> "=";
      case UNEQUAL -> "≠";
      case LESS -> "<";
      case AT_MOST -> "≤";
      case DIVIDES -> "∣";
    };
  }

  private Numbers integers(List<Term> terms) {
    Numbers sort = sorting.join(terms);
    if (sort.compareTo(Numbers.INTEGER) > 0) {
      throw new Misunderstanding("only integers can be even, odd, prime, coprime or congruent");
    }
    return sort;
  }

  @Override
  public String congruence(Proposition.Congruence congruence) {
    Numbers sort = integers(congruence.terms());
    if (vocabulary == Vocabulary.MATHLIB) {
      List<String> parts = operands(congruence.terms(), sort);
      String mod = sort == Numbers.NATURAL ? "MOD " : "ZMOD ";
      return bracketed(
          parts.get(0) + " ≡ " + parts.get(1) + " [" + mod + parts.get(2) + "]", RELATION);
    }
    Term modulus = congruence.modulus();
    Term left = Term.of(Operator.REMAINDER, congruence.left(), modulus);
    Term right = reduced(congruence.right(), modulus);
    return comparison(new Proposition.Comparison(Relation.EQUAL, left, right));
  }

  private static Term reduced(Term residue, Term modulus) {
    boolean small =
        residue instanceof Term.Numeral r
            && modulus instanceof Term.Numeral m
            && r.value().compareTo(m.value()) < 0;
    return small ? residue : Term.of(Operator.REMAINDER, residue, modulus);
  }

  @Override
  public String having(Proposition.Having having) {
    Trait trait = having.trait();
    return switch (trait) {
      case EVEN, ODD -> parity(having);
      case PRIME -> prime(having.terms().get(0));
      case COMPOSITE -> composite(having.terms().get(0));
      case COPRIME -> coprime(having.terms());
      case SQUARE -> power(having.terms().get(0), 2);
      case CUBE -> power(having.terms().get(0), 3);
      case INJECTIVE -> function("Injective", having.terms().get(0));
      case SURJECTIVE -> function("Surjective", having.terms().get(0));
      case BIJECTIVE -> bijective(having.terms().get(0));
      case WITHOUT_REPETITION -> list(having.terms().get(0)) + ".Nodup";
    };
  }

  private String list(Term list) {
    return terms().write(list, sorting.of(list), LeanTerms.ATOM);
  }

  private String parity(Proposition.Having having) {
    Numbers sort = integers(having.terms());
    boolean even = having.trait() == Trait.EVEN;
    if (vocabulary == Vocabulary.MATHLIB) {
      String text = operands(having.terms(), sort).get(0);
      return (even ? "Even " : "Odd ") + atom(text);
    }
    Term remainder = Term.of(Operator.REMAINDER, having.terms().get(0), Term.of(2));
    return comparison(new Proposition.Comparison(Relation.EQUAL, remainder, Term.of(even ? 0 : 1)));
  }

  private static String atom(String text) {
    boolean brackets = text.startsWith("(") && closesAtEnd(text);
    return brackets || text.indexOf(' ') < 0 ? text : "(" + text + ")";
  }

  private static boolean closesAtEnd(String text) {
    int depth = 0;
    for (int i = 0; i < text.length() - 1; i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return false;
      }
    }
    return true;
  }

  private String fresh(String wish) {
    String name = wish;
    while (sorting.has(name)) {
      name += "'";
    }
    return name;
  }

  private String prime(Term term) {
    Numbers sort = integers(List.of(term));
    if (vocabulary == Vocabulary.MATHLIB) {
      String predicate = sort == Numbers.NATURAL ? "Nat.Prime " : "Prime ";
      return predicate + atom(operands(List.of(term), sort).get(0));
    }
    var d = new Variable(fresh("d"), Numbers.NATURAL);
    Term divisor = new Term.Name(d.name());
    Proposition trivial =
        Proposition.any(
            List.of(
                new Proposition.Comparison(Relation.EQUAL, divisor, Term.of(1)),
                new Proposition.Comparison(Relation.EQUAL, divisor, term)));
    Proposition divides = new Proposition.Comparison(Relation.DIVIDES, divisor, term);
    return of(
        Proposition.all(
            List.of(
                new Proposition.Comparison(Relation.AT_MOST, Term.of(2), term),
                Proposition.forAll(List.of(d), new Proposition.Conditional(divides, trivial)))));
  }

  private String composite(Term term) {
    integers(List.of(term));
    var a = new Variable(fresh("a"), Numbers.NATURAL);
    var b = new Variable(fresh("b"), Numbers.NATURAL);
    Term left = new Term.Name(a.name());
    Term right = new Term.Name(b.name());
    Term product = Term.of(Operator.MULTIPLY, left, right);
    return of(
        Proposition.exists(
            List.of(a, b),
            Proposition.all(
                List.of(
                    new Proposition.Comparison(Relation.AT_MOST, Term.of(2), left),
                    new Proposition.Comparison(Relation.AT_MOST, Term.of(2), right),
                    new Proposition.Comparison(Relation.EQUAL, term, product)))));
  }

  private String coprime(List<Term> terms) {
    Numbers sort = integers(terms);
    if (vocabulary == Vocabulary.MATHLIB && sort == Numbers.NATURAL && terms.size() == 2) {
      return "Nat.Coprime "
          + terms().write(terms.get(0), sort, LeanTerms.ATOM)
          + " "
          + terms().write(terms.get(1), sort, LeanTerms.ATOM);
    }
    return comparison(
        new Proposition.Comparison(
            Relation.EQUAL, new Term.Operation(Operator.GCD, terms), Term.of(1)));
  }

  private String power(Term term, int exponent) {
    Numbers sort = integers(List.of(term));
    if (vocabulary == Vocabulary.MATHLIB && exponent == 2) {
      return "IsSquare " + atom(operands(List.of(term), sort).get(0));
    }
    var k = new Variable(fresh("k"), sort);
    Term power = Term.of(Operator.POWER, new Term.Name(k.name()), Term.of(exponent));
    return of(
        Proposition.exists(List.of(k), new Proposition.Comparison(Relation.EQUAL, term, power)));
  }

  private String function(String trait, Term function) {
    return "Function."
        + trait
        + " "
        + terms().write(function, sorting.of(function), LeanTerms.ATOM);
  }

  private String bijective(Term function) {
    if (vocabulary == Vocabulary.MATHLIB) {
      return function("Bijective", function);
    }
    return bracketed(
        function("Injective", function) + " ∧ " + function("Surjective", function), AND);
  }

  @Override
  public String membership(Proposition.Membership membership) {
    if (sorting.of(membership.list()) instanceof Sort.ListOf list) {
      String element = terms().write(membership.element(), list.element(), RELATION + 1);
      return bracketed(element + " ∈ " + list(membership.list()), RELATION);
    }
    throw new Misunderstanding("only a list has entries");
  }

  @Override
  public String holding(Proposition.Holding holding) {
    Sort sort = sorting.name(holding.predicate());
    if (holding.arguments().isEmpty() && sort == Sort.Plain.PROPOSITION) {
      return holding.predicate();
    }
    if (sort instanceof Sort.Arrow arrow && arrow.from().size() == holding.arguments().size()) {
      return holding.predicate()
          + " "
          + IntStream.range(0, holding.arguments().size())
              .mapToObj(
                  i ->
                      terms()
                          .write(holding.arguments().get(i), arrow.from().get(i), LeanTerms.ATOM))
              .collect(Collectors.joining(" "));
    }
    throw new Misunderstanding(holding.predicate() + " is used as a proposition and is none");
  }

  @Override
  public String negation(Proposition.Negation negation) {
    return "¬ " + at(NOT + 1).of(negation.body());
  }

  @Override
  public String compound(Proposition.Compound compound) {
    boolean and = compound.connective() == Connective.AND;
    int own = and ? AND : OR;
    if (compound.parts().isEmpty()) {
      return and ? "True" : "False";
    }
    int last = compound.parts().size() - 1;
    LeanPropositions known = this;
    var texts = new ArrayList<String>();
    for (int i = 0; i <= last; i++) {
      // The last operand may be a quantifier without brackets only if nothing follows it.
      int operand = i == last && strength == QUANTIFIER ? QUANTIFIER : own + 1;
      Proposition part = compound.parts().get(i);
      boolean bare = operand == QUANTIFIER && part instanceof Proposition.Quantified;
      texts.add(known.at(bare ? QUANTIFIER : own + 1).of(part));
      known = and ? known.knowing(part) : known;
    }
    return bracketed(String.join(and ? " ∧ " : " ∨ ", texts), own);
  }

  @Override
  public String conditional(Proposition.Conditional conditional) {
    String premise = at(IMPLICATION + 1).of(conditional.premise());
    String conclusion = knowing(conditional.premise()).at(QUANTIFIER).of(conditional.conclusion());
    if (conditional.conclusion() instanceof Proposition.Equivalence) {
      conclusion = "(" + conclusion + ")";
    }
    return bracketed(premise + " → " + conclusion, QUANTIFIER);
  }

  @Override
  public String equivalence(Proposition.Equivalence equivalence) {
    String left = at(EQUIVALENCE + 1).of(equivalence.left());
    String right = at(EQUIVALENCE + 1).of(equivalence.right());
    return bracketed(left + " ↔ " + right, EQUIVALENCE);
  }

  @Override
  public String quantified(Proposition.Quantified quantified) {
    if (quantified.quantifier() == Quantifier.EXISTS_ONE) {
      return unique(quantified);
    }
    String sign = quantified.quantifier() == Quantifier.FOR_ALL ? "∀" : "∃";
    String body = with(quantified.variables()).at(QUANTIFIER).of(quantified.body());
    return bracketed(
        sign + " " + Binders.of(quantified.variables(), vocabulary) + ", " + body, QUANTIFIER);
  }

  private String unique(Proposition.Quantified quantified) {
    Map<String, Term> primed = new HashMap<>();
    var others = new ArrayList<Variable>();
    var equal = new ArrayList<Proposition>();
    for (Variable variable : quantified.variables()) {
      String other = fresh(variable.name() + "'");
      others.add(new Variable(other, variable.sort()));
      primed.put(variable.name(), new Term.Name(other));
      equal.add(
          new Proposition.Comparison(
              Relation.EQUAL, new Term.Name(other), new Term.Name(variable.name())));
    }
    Proposition same =
        Proposition.forAll(
            others,
            new Proposition.Conditional(
                new Substitution(primed).of(quantified.body()), Proposition.all(equal)));
    // The conjunction keeps its two halves apart: what holds, and that nothing else does.
    return of(
        Proposition.exists(
            quantified.variables(),
            new Proposition.Compound(Connective.AND, List.of(quantified.body(), same))));
  }
}
