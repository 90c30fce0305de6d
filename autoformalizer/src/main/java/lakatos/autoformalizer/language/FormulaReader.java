package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.List;
import lakatos.autoformalizer.language.Proposition.Comparison;
import lakatos.autoformalizer.language.Proposition.Relation;
import lakatos.autoformalizer.language.Sort.Numbers;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.RuleNode;

/** Reads formulas: comparisons, divisibility, congruences. */
final class FormulaReader extends LanguageBaseVisitor<Proposition> {
  private final Discourse discourse;
  private final TermReader terms;

  FormulaReader(Discourse discourse, TermReader terms) {
    this.discourse = discourse;
    this.terms = terms;
  }

  @Override
  public Proposition visitChain(Language.ChainContext chain) {
    List<Term> sides = chain.term().stream().map(terms::read).toList();
    var links = new ArrayList<Proposition>();
    for (int i = 0; i < chain.relation().size(); i++) {
      links.add(related(chain.relation(i).getStart(), sides.get(i), sides.get(i + 1)));
    }
    return Proposition.all(links);
  }

  /** A finite set is a list without repetition that has the same members. */
  @Override
  public Proposition visitCardinality(Language.CardinalityContext cardinality) {
    Language.SetOfContext set = cardinality.setOf();
    Numbers sort = domain(set.domain());
    String list = discourse.fresh(new Sort.ListOf(sort), 1).get(0);
    var member = new Variable(TermReader.name(set.name()), sort);
    discourse.bind(List.of(member), set);
    Term name = new Term.Name(member.name());
    var conditions = new ArrayList<>(marks(set.domain(), List.of(name)));
    set.formula().forEach(f -> conditions.add(visit(f)));
    discourse.close(List.of(member.name()));
    Term members = new Term.Name(list);
    Proposition same =
        Proposition.forAll(
            List.of(member),
            new Proposition.Equivalence(
                new Proposition.Membership(name, members), Proposition.all(conditions)));
    Proposition distinct = Proposition.Having.of(Proposition.Trait.WITHOUT_REPETITION, members);
    Proposition count =
        new Comparison(
            Relation.EQUAL, Term.of(Operator.LENGTH, members), terms.read(cardinality.term()));
    return Proposition.forAll(
        List.of(new Variable(list, new Sort.ListOf(sort))),
        new Proposition.Conditional(Proposition.all(List.of(distinct, same)), count));
  }

  /** The largest value is attained, and no value is larger. */
  @Override
  public Proposition visitExtremum(Language.ExtremumContext extremum) {
    Numbers sort = domain(extremum.domain());
    var variable = new Variable(TermReader.name(extremum.name()), sort);
    discourse.bind(List.of(variable), extremum);
    Term body = terms.read(extremum.product());
    List<Proposition> marks = marks(extremum.domain(), List.of(new Term.Name(variable.name())));
    discourse.close(List.of(variable.name()));
    Term value = terms.read(extremum.term());
    var attained = new ArrayList<>(marks);
    attained.add(new Comparison(Relation.EQUAL, body, value));
    Proposition bounded =
        extremum.MAX() == null
            ? new Comparison(Relation.AT_MOST, value, body)
            : new Comparison(Relation.AT_MOST, body, value);
    return Proposition.all(
        List.of(
            Proposition.exists(List.of(variable), Proposition.all(attained)),
            Proposition.forAll(List.of(variable), Proposition.follows(marks, bounded))));
  }

  /** Returns that {@code left} and {@code right} stand in the relation of this sign. */
  static Proposition related(Token sign, Term left, Term right) {
    return switch (sign.getType()) {
      case Words.EQ -> new Comparison(Relation.EQUAL, left, right);
      case Words.NE -> new Comparison(Relation.UNEQUAL, left, right);
      case Words.LT -> new Comparison(Relation.LESS, left, right);
      case Words.GT -> new Comparison(Relation.LESS, right, left);
      case Words.LE -> new Comparison(Relation.AT_MOST, left, right);
      case Words.GE -> new Comparison(Relation.AT_MOST, right, left);
      case Words.NOT_MID -> Proposition.not(new Comparison(Relation.DIVIDES, left, right));
      default -> new Comparison(Relation.DIVIDES, left, right);
    };
  }

  @Override
  public Proposition visitCongruence(Language.CongruenceContext congruence) {
    List<Term> sides = congruence.term().stream().map(terms::read).toList();
    Term modulus = modulus(congruence.modulus());
    var links = new ArrayList<Proposition>();
    for (int i = 0; i + 1 < sides.size(); i++) {
      boolean not = congruence.equivalent(i).NOT_EQUIV() != null;
      Proposition link = new Proposition.Congruence(sides.get(i), sides.get(i + 1), modulus);
      links.add(not ? Proposition.not(link) : link);
    }
    return Proposition.all(links);
  }

  @Override
  public Proposition visitResidues(Language.ResiduesContext residues) {
    Term left = terms.read(residues.term());
    Term modulus = modulus(residues.modulus());
    List<Proposition> cases =
        residues.residue().stream()
            .<Proposition>map(r -> new Proposition.Congruence(left, terms.read(r.term()), modulus))
            .toList();
    return Proposition.any(cases);
  }

  Term modulus(Language.ModulusContext modulus) {
    return terms.read(modulus.term() == null ? modulus.group() : modulus.term());
  }

  /** Returns the sort of a domain, such as ℤ. */
  static Numbers domain(Language.DomainContext domain) {
    if (domain.INTEGERS() != null) {
      boolean positive =
          domain.domainMark() != null && domain.domainMark().getText().matches(".*[+>≥].*");
      return positive ? Numbers.NATURAL : Numbers.INTEGER;
    }
    if (domain.RATIONALS() != null) {
      return Numbers.RATIONAL;
    }
    return domain.REALS() == null ? Numbers.NATURAL : Numbers.REAL;
  }

  /** Returns what a mark on a domain says of its members, as that those of ℤ⁺ are positive. */
  static List<Proposition> marks(Language.DomainContext domain, List<Term> members) {
    Language.DomainMarkContext mark = domain.domainMark();
    if (mark == null) {
      return List.of();
    }
    return switch (mark.getText().replaceAll("[{}]", "")) {
      case "^+", "_+", "_>0", "_≥1" -> members.stream().map(FormulaReader::positive).toList();
      case "^*", "^×" ->
          members.stream()
              .<Proposition>map(m -> new Comparison(Relation.UNEQUAL, m, Term.of(0)))
              .toList();
      default -> throw Parsing.wrong(mark, "this mark of a set of numbers is not understood");
    };
  }

  static Proposition positive(Term term) {
    return new Comparison(Relation.LESS, Term.of(0), term);
  }

  Proposition read(ParserRuleContext phrase) {
    return visit(phrase);
  }

  /** A phrase of several parts means nothing until a method says what. */
  @Override
  public Proposition visitChildren(RuleNode phrase) {
    if (phrase.getChildCount() != 1) {
      throw new IllegalStateException("no meaning for " + phrase.getClass().getSimpleName());
    }
    return phrase.getChild(0).accept(this);
  }
}
