package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts terms in the place of names. Bound names are left as they are. */
final class Substitution implements Term.Cases<Term>, Proposition.Cases<Proposition> {
  private final Map<String, Term> terms;

  Substitution(Map<String, Term> terms) {
    this.terms = Map.copyOf(terms);
  }

  static Term in(Term term, String name, Term replacement) {
    return new Substitution(Map.of(name, replacement)).of(term);
  }

  Term of(Term term) {
    return term.accept(this);
  }

  Proposition of(Proposition proposition) {
    return proposition.accept(this);
  }

  private List<Term> terms(List<Term> parts) {
    return parts.stream().map(this::of).toList();
  }

  private List<Proposition> propositions(List<Proposition> parts) {
    return parts.stream().map(this::of).toList();
  }

  private Substitution without(List<String> bound) {
    var rest = new HashMap<>(terms);
    bound.forEach(rest::remove);
    return new Substitution(rest);
  }

  @Override
  public Term numeral(Term.Numeral numeral) {
    return numeral;
  }

  @Override
  public Term name(Term.Name name) {
    return terms.getOrDefault(name.name(), name);
  }

  @Override
  public Term constant(Term.Constant constant) {
    return constant;
  }

  @Override
  public Term operation(Term.Operation operation) {
    return new Term.Operation(operation.operator(), terms(operation.arguments()));
  }

  @Override
  public Term series(Term.Series series) {
    return new Term.Series(
        series.operator(),
        series.index(),
        of(series.from()),
        of(series.to()),
        without(List.of(series.index())).of(series.body()));
  }

  @Override
  public Term application(Term.Application application) {
    return new Term.Application(application.function(), terms(application.arguments()));
  }

  @Override
  public Proposition comparison(Proposition.Comparison comparison) {
    return new Proposition.Comparison(
        comparison.relation(), of(comparison.left()), of(comparison.right()));
  }

  @Override
  public Proposition congruence(Proposition.Congruence congruence) {
    return new Proposition.Congruence(
        of(congruence.left()), of(congruence.right()), of(congruence.modulus()));
  }

  @Override
  public Proposition having(Proposition.Having having) {
    return new Proposition.Having(having.trait(), terms(having.terms()));
  }

  @Override
  public Proposition membership(Proposition.Membership membership) {
    return new Proposition.Membership(of(membership.element()), of(membership.list()));
  }

  @Override
  public Proposition holding(Proposition.Holding holding) {
    return new Proposition.Holding(holding.predicate(), terms(holding.arguments()));
  }

  @Override
  public Proposition negation(Proposition.Negation negation) {
    return new Proposition.Negation(of(negation.body()));
  }

  @Override
  public Proposition compound(Proposition.Compound compound) {
    return new Proposition.Compound(compound.connective(), propositions(compound.parts()));
  }

  @Override
  public Proposition conditional(Proposition.Conditional conditional) {
    return new Proposition.Conditional(of(conditional.premise()), of(conditional.conclusion()));
  }

  @Override
  public Proposition equivalence(Proposition.Equivalence equivalence) {
    return new Proposition.Equivalence(of(equivalence.left()), of(equivalence.right()));
  }

  @Override
  public Proposition quantified(Proposition.Quantified quantified) {
    var bound = new ArrayList<String>();
    quantified.variables().forEach(v -> bound.add(v.name()));
    return new Proposition.Quantified(
        quantified.quantifier(), quantified.variables(), without(bound).of(quantified.body()));
  }
}
