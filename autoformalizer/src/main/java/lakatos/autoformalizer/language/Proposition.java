package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.List;

/** What a sentence claims. */
sealed interface Proposition {

  <R> R accept(Cases<R> cases);

  /** Returns the terms that this proposition speaks of directly. */
  default List<Term> terms() {
    return List.of();
  }

  /** Returns the propositions that this one is made of. */
  default List<Proposition> parts() {
    return List.of();
  }

  /** An answer for each variant. */
  interface Cases<R> {
    R comparison(Comparison comparison);

    R congruence(Congruence congruence);

    R having(Having having);

    R membership(Membership membership);

    R holding(Holding holding);

    R negation(Negation negation);

    R compound(Compound compound);

    R conditional(Conditional conditional);

    R equivalence(Equivalence equivalence);

    R quantified(Quantified quantified);
  }

  /** Returns what all the parts say together, without brackets inside brackets. */
  static Proposition all(List<Proposition> parts) {
    return join(Connective.AND, parts);
  }

  static Proposition any(List<Proposition> parts) {
    return join(Connective.OR, parts);
  }

  private static Proposition join(Connective connective, List<Proposition> parts) {
    var flat = new ArrayList<Proposition>();
    for (Proposition part : parts) {
      if (part instanceof Compound compound && compound.connective() == connective) {
        flat.addAll(compound.parts());
      } else {
        flat.add(part);
      }
    }
    return flat.size() == 1 ? flat.get(0) : new Compound(connective, flat);
  }

  static Proposition not(Proposition proposition) {
    if (proposition instanceof Comparison c && c.relation() == Relation.EQUAL) {
      return new Comparison(Relation.UNEQUAL, c.left(), c.right());
    }
    return new Negation(proposition);
  }

  /** Returns that {@code conclusion} follows; from nothing, if the premise says nothing. */
  static Proposition follows(Proposition premise, Proposition conclusion) {
    return follows(List.of(premise), conclusion);
  }

  /** Returns that {@code conclusion} follows from all of {@code premises}. */
  static Proposition follows(List<Proposition> premises, Proposition conclusion) {
    Proposition premise = all(premises);
    return premise.equals(all(List.of())) ? conclusion : new Conditional(premise, conclusion);
  }

  static Proposition forAll(List<Variable> variables, Proposition body) {
    if (variables.isEmpty()) {
      return body;
    }
    if (body instanceof Quantified inner && inner.quantifier() == Quantifier.FOR_ALL) {
      var merged = new ArrayList<>(variables);
      merged.addAll(inner.variables());
      return new Quantified(Quantifier.FOR_ALL, merged, inner.body());
    }
    return new Quantified(Quantifier.FOR_ALL, variables, body);
  }

  static Proposition exists(List<Variable> variables, Proposition body) {
    return variables.isEmpty() ? body : new Quantified(Quantifier.EXISTS, variables, body);
  }

  /** How two terms compare. The greater side is always on the right. */
  enum Relation {
    EQUAL,
    UNEQUAL,
    LESS,
    AT_MOST,
    DIVIDES
  }

  enum Connective {
    AND,
    OR
  }

  enum Quantifier {
    FOR_ALL,
    EXISTS,
    EXISTS_ONE
  }

  /** What a single thing, or several together, can be. */
  enum Trait {
    EVEN,
    ODD,
    PRIME,
    COMPOSITE,
    COPRIME,
    SQUARE,
    CUBE,
    INJECTIVE,
    SURJECTIVE,
    BIJECTIVE,
    /** Of a list: no entry twice. */
    WITHOUT_REPETITION
  }

  record Comparison(Relation relation, Term left, Term right) implements Proposition {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.comparison(this);
    }

    @Override
    public List<Term> terms() {
      return List.of(left, right);
    }
  }

  record Congruence(Term left, Term right, Term modulus) implements Proposition {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.congruence(this);
    }

    @Override
    public List<Term> terms() {
      return List.of(left, right, modulus);
    }
  }

  record Having(Trait trait, List<Term> terms) implements Proposition {
    public Having {
      terms = List.copyOf(terms);
    }

    static Having of(Trait trait, Term... terms) {
      return new Having(trait, List.of(terms));
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.having(this);
    }
  }

  /** An entry of a list. */
  record Membership(Term element, Term list) implements Proposition {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.membership(this);
    }

    @Override
    public List<Term> terms() {
      return List.of(element, list);
    }
  }

  /** A proposition, predicate or relation that the problem speaks of. */
  record Holding(String predicate, List<Term> arguments) implements Proposition {
    public Holding {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.holding(this);
    }

    @Override
    public List<Term> terms() {
      return arguments;
    }
  }

  record Negation(Proposition body) implements Proposition {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.negation(this);
    }

    @Override
    public List<Proposition> parts() {
      return List.of(body);
    }
  }

  record Compound(Connective connective, List<Proposition> parts) implements Proposition {
    public Compound {
      parts = List.copyOf(parts);
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.compound(this);
    }
  }

  record Conditional(Proposition premise, Proposition conclusion) implements Proposition {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.conditional(this);
    }

    @Override
    public List<Proposition> parts() {
      return List.of(premise, conclusion);
    }
  }

  record Equivalence(Proposition left, Proposition right) implements Proposition {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.equivalence(this);
    }

    @Override
    public List<Proposition> parts() {
      return List.of(left, right);
    }
  }

  record Quantified(Quantifier quantifier, List<Variable> variables, Proposition body)
      implements Proposition {
    public Quantified {
      variables = List.copyOf(variables);
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.quantified(this);
    }

    @Override
    public List<Proposition> parts() {
      return List.of(body);
    }
  }
}
