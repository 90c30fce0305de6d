package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import lakatos.autoformalizer.language.Language.ZhConditionsContext;
import lakatos.autoformalizer.language.Proposition.Comparison;
import lakatos.autoformalizer.language.Proposition.Congruence;
import lakatos.autoformalizer.language.Proposition.Equivalence;
import lakatos.autoformalizer.language.Proposition.Quantified;
import lakatos.autoformalizer.language.Proposition.Quantifier;
import lakatos.autoformalizer.language.Proposition.Relation;
import lakatos.autoformalizer.language.Sort.Plain;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.RuleNode;
import org.jspecify.annotations.Nullable;

/** Reads Chinese statements. */
final class ChineseReader extends LanguageBaseVisitor<Proposition> {
  private final Discourse discourse;
  private final TermReader terms;
  private final FormulaReader formulas;
  private final ChineseNouns nouns;

  ChineseReader(Discourse discourse) {
    this.discourse = discourse;
    this.terms = new TermReader(discourse);
    this.formulas = new FormulaReader(discourse, terms);
    this.nouns = new ChineseNouns(this, discourse, terms);
  }

  ChineseNouns nouns() {
    return nouns;
  }

  Recursions recursions() {
    return new Recursions(discourse, terms);
  }

  Proposition read(ParserRuleContext phrase) {
    return visit(phrase);
  }

  // Names

  /** Names with what is said of them. */
  record Bound(List<Variable> variables, List<Proposition> conditions) {}

  /** Returns new names of a kind; they stay known until they are closed. */
  Bound bind(
      Noun noun, Language.@Nullable NamesContext names, int count, ParserRuleContext phrase) {
    var variables = new ArrayList<Variable>();
    var conditions = new ArrayList<Proposition>();
    nouns.introduce(
        noun,
        names,
        count,
        phrase,
        (v, c) -> {
          variables.addAll(v);
          conditions.addAll(c);
        });
    return new Bound(variables, conditions);
  }

  private Bound bind(Language.ZhBindingContext binding) {
    if (binding instanceof Language.ZhBoundBelowContext below) {
      Noun noun = below.zhNoun() == null ? Noun.of(Plain.OPEN) : nouns.noun(below.zhNoun());
      Bound bound = bind(noun, below.names(), below.names().name().size(), below);
      Term limit = terms.read(below.term());
      for (Variable variable : bound.variables()) {
        Term name = new Term.Name(variable.name());
        bound.conditions().add(FormulaReader.related(below.relation().getStart(), name, limit));
      }
      return bound;
    }
    var names = (Language.ZhBoundNamesContext) binding;
    Noun noun = names.zhNoun() == null ? Noun.of(Plain.OPEN) : nouns.noun(names.zhNoun());
    Noun sorted =
        names.domain() == null ? noun : noun.withSort(FormulaReader.domain(names.domain()));
    Bound bound = bind(sorted, names.names(), names.names().name().size(), names);
    if (names.domain() != null) {
      bound.conditions().addAll(FormulaReader.marks(names.domain(), terms(bound)));
    }
    if (names.zhConditions() != null) {
      bound.conditions().add(conditions(names.zhConditions()));
    }
    return bound;
  }

  private static List<Term> terms(Bound bound) {
    return bound.variables().stream().<Term>map(v -> new Term.Name(v.name())).toList();
  }

  private void close(Bound bound) {
    discourse.close(bound.variables().stream().map(Variable::name).toList());
  }

  /** Adds what {@code declaration} says to the text's names and assumptions. */
  void declare(Language.ZhDeclarationContext declaration) {
    if (declaration instanceof Language.ZhDeclaredClauseContext clause) {
      discourse.assume(discourse.framed(() -> visit(clause.zhClause())));
      return;
    }
    Bound bound = declared(declaration);
    bound.variables().forEach(v -> discourse.declare(v.name(), v.sort()));
    bound.conditions().forEach(discourse::assume);
  }

  private Bound declared(Language.ZhDeclarationContext declaration) {
    if (declaration instanceof Language.ZhDeclaredNounContext noun) {
      Bound bound = fresh(nouns.noun(noun.zhNoun()), noun.names());
      if (noun.zhConditions() != null) {
        bound.conditions().add(conditions(noun.zhConditions()));
      }
      return bound;
    }
    if (declaration instanceof Language.ZhDeclaredBeContext be) {
      return fresh(nouns.noun(be.zhNoun()), be.names());
    }
    var in = (Language.ZhDeclaredInContext) declaration;
    Bound bound = fresh(Noun.of(FormulaReader.domain(in.domain())), in.names());
    bound.conditions().addAll(FormulaReader.marks(in.domain(), terms(bound)));
    return bound;
  }

  private Bound fresh(Noun noun, Language.NamesContext names) {
    discourse.forgetOpen(TermReader.names(names));
    return bind(noun, names, names.name().size(), names);
  }

  // Statements

  Proposition conditions(ZhConditionsContext conditions) {
    return Proposition.all(conditions.zhClause().stream().map(this::visit).toList());
  }

  @Override
  public Proposition visitZhStatement(Language.ZhStatementContext statement) {
    if (statement.zhImplication().size() == 1) {
      return visit(statement.zhImplication(0));
    }
    return discourse.framed(
        () ->
            new Equivalence(
                discourse.liftedGenerics(() -> visit(statement.zhImplication(0))),
                discourse.unlifted(() -> visit(statement.zhImplication(1)))));
  }

  Proposition conditional(Supplier<Proposition> premise, Supplier<Proposition> conclusion) {
    return discourse.framed(
        () ->
            Proposition.follows(
                discourse.lifted(() -> discourse.framed(premise)), discourse.unlifted(conclusion)));
  }

  @Override
  public Proposition visitZhConditionalClaim(Language.ZhConditionalClaimContext claim) {
    return conditional(() -> conditions(claim.zhConditions()), () -> visit(claim.zhStatement()));
  }

  @Override
  public Proposition visitZhIfThen(Language.ZhIfThenContext conditional) {
    return conditional(
        () -> conditions(conditional.zhConditions()), () -> visit(conditional.zhStatement()));
  }

  @Override
  public Proposition visitZhIfComma(Language.ZhIfCommaContext conditional) {
    return conditional(() -> visit(conditional.zhClause()), () -> visit(conditional.zhStatement()));
  }

  @Override
  public Proposition visitZhUniversal(Language.ZhUniversalContext universal) {
    Bound bound = bind(universal.zhBinding());
    Proposition body = visit(universal.zhStatement());
    close(bound);
    return Proposition.forAll(bound.variables(), Proposition.follows(bound.conditions(), body));
  }

  @Override
  public Proposition visitZhPlain(Language.ZhPlainContext plain) {
    if (plain.zhDeclaration() != null) {
      declare(plain.zhDeclaration());
    }
    if (plain.zhBinding() == null) {
      return plain(plain);
    }
    Bound bound = bind(plain.zhBinding());
    Proposition body = plain(plain);
    close(bound);
    return Proposition.forAll(bound.variables(), Proposition.follows(bound.conditions(), body));
  }

  private Proposition plain(Language.ZhPlainContext plain) {
    if (plain.zhDisjunction().size() == 2) {
      return conditional(() -> visit(plain.zhDisjunction(0)), () -> visit(plain.zhDisjunction(1)));
    }
    return discourse.framed(() -> visit(plain.zhDisjunction(0)));
  }

  @Override
  public Proposition visitZhDisjunction(Language.ZhDisjunctionContext disjunction) {
    if (disjunction.zhConjunction().size() == 1) {
      return visit(disjunction.zhConjunction(0));
    }
    if (disjunction.zhConjunction().stream().anyMatch(c -> c.zhClause().size() > 1)) {
      throw Parsing.wrong(disjunction, "and beside or can be read in two ways");
    }
    return Proposition.any(
        disjunction.zhConjunction().stream().map(c -> discourse.framed(() -> visit(c))).toList());
  }

  @Override
  public Proposition visitZhConjunction(Language.ZhConjunctionContext conjunction) {
    if (conjunction.zhClause().size() == 1) {
      return visit(conjunction.zhClause(0));
    }
    return Proposition.all(
        conjunction.zhClause().stream().map(c -> discourse.framed(() -> visit(c))).toList());
  }

  // Clauses

  @Override
  public Proposition visitZhFormula(Language.ZhFormulaContext clause) {
    return formulas.read(clause.formula());
  }

  @Override
  public Proposition visitZhNegated(Language.ZhNegatedContext negated) {
    return Proposition.not(discourse.sealed(() -> visit(negated.zhClause())));
  }

  @Override
  public Proposition visitZhParenthesised(Language.ZhParenthesisedContext parenthesised) {
    return visit(parenthesised.zhStatement());
  }

  @Override
  public Proposition visitZhUnchanged(Language.ZhUnchangedContext unchanged) {
    return discourse.framed(
        () -> {
          Term list = nouns.list(unchanged.zhListNoun());
          Function<Term, Term> value = nouns.ofList(unchanged.zhMapping());
          return new Comparison(
              Relation.EQUAL, value.apply(Term.of(Operator.REVERSE, list)), value.apply(list));
        });
  }

  @Override
  public Proposition visitZhThereIs(Language.ZhThereIsContext there) {
    Noun noun = nouns.noun(there.zhNoun());
    Language.ZhAmountContext amount = there.zhAmount();
    int count = ChineseNouns.count(amount == null ? null : amount.zhSmall(), there.names(), there);
    Bound bound = bind(noun, there.names(), count, there);
    if (there.zhConditions() != null) {
      bound.conditions().add(discourse.sealed(() -> conditions(there.zhConditions())));
    }
    close(bound);
    Proposition body = Proposition.all(bound.conditions());
    boolean one = amount != null && amount.ZH_UNIQUE() != null;
    boolean many = amount != null && amount.ZH_INFINITELY_MANY() != null;
    if (there.ZH_NOT_EXIST() != null) {
      if (one || many) {
        throw Parsing.wrong(there, Parsing.NOT_UNDERSTOOD);
      }
      return new Proposition.Negation(Proposition.exists(bound.variables(), body));
    }
    if (many) {
      return Existence.beyondEveryBound(discourse, bound.variables(), body, there);
    }
    return one
        ? new Quantified(Quantifier.EXISTS_ONE, bound.variables(), body)
        : Proposition.exists(bound.variables(), body);
  }

  @Override
  public Proposition visitZhInfinitelyMany(Language.ZhInfinitelyManyContext many) {
    Bound bound = bind(nouns.noun(many.zhNoun()), null, 1, many);
    close(bound);
    return Existence.beyondEveryBound(
        discourse, bound.variables(), Proposition.all(bound.conditions()), many);
  }

  @Override
  public Proposition visitZhNoExtreme(Language.ZhNoExtremeContext extreme) {
    return Existence.noExtreme(
        discourse, nouns.noun(extreme.zhNoun()), extreme.ZH_LARGEST() != null);
  }

  @Override
  public Proposition visitZhPredication(Language.ZhPredicationContext predication) {
    List<Term> subject = nouns.visit(predication.zhQuantity());
    if (subject.stream().allMatch(t -> t instanceof Term.Name)) {
      discourse.mention(subject);
    }
    return Proposition.all(
        predication.zhPredicate().stream().map(p -> predicate(p, subject)).toList());
  }

  // What is said of a subject

  Proposition relative(Language.ZhRelativeContext relative, List<Term> things) {
    return relative.zhConditions() == null
        ? predicate(relative.zhPredicate(), things)
        : conditions(relative.zhConditions());
  }

  private Proposition predicate(Language.ZhPredicateContext predicate, List<Term> subject) {
    return discourse.framed(() -> nouns.inPredicate(() -> said(predicate, subject)));
  }

  private Proposition said(Language.ZhPredicateContext predicate, List<Term> subject) {
    if (predicate instanceof Language.ZhBeingContext being) {
      return being(being, subject);
    }
    if (predicate instanceof Language.ZhDivisibleContext divisible) {
      return divisible(divisible, subject);
    }
    if (predicate instanceof Language.ZhDividingContext dividing) {
      List<Term> objects = nouns.visit(dividing.zhQuantity());
      boolean not = dividing.ZH_NOT_DIVIDE() != null;
      return each(subject, not, s -> all(objects, o -> new Comparison(Relation.DIVIDES, s, o)));
    }
    if (predicate instanceof Language.ZhLeavingContext leaving) {
      return leaving(leaving, subject);
    }
    if (predicate instanceof Language.ZhComparedContext compared) {
      return compared(compared, subject);
    }
    if (predicate instanceof Language.ZhTogetherContext together) {
      return together(together, subject);
    }
    if (predicate instanceof Language.ZhCongruentContext congruent) {
      if (subject.size() != 2) {
        throw Parsing.wrong(congruent, "two numbers are congruent");
      }
      return new Congruence(subject.get(0), subject.get(1), terms.read(congruent.term()));
    }
    return conditions(((Language.ZhSatisfyingContext) predicate).zhConditions());
  }

  private static Proposition all(List<Term> terms, Function<Term, Proposition> such) {
    return Proposition.all(terms.stream().map(such).toList());
  }

  private static Proposition each(
      List<Term> subject, boolean not, Function<Term, Proposition> such) {
    return all(subject, s -> not ? Proposition.not(such.apply(s)) : such.apply(s));
  }

  private Proposition divisible(Language.ZhDivisibleContext divisible, List<Term> subject) {
    boolean not = divisible.ZH_NOT_BY() != null;
    List<List<Term>> by = divisible.zhQuantity().stream().map(nouns::visit).toList();
    return each(
        subject,
        not,
        s ->
            Proposition.any(
                by.stream()
                    .map(os -> all(os, o -> new Comparison(Relation.DIVIDES, o, s)))
                    .toList()));
  }

  private Proposition leaving(Language.ZhLeavingContext leaving, List<Term> subject) {
    Term by = nouns.one(leaving.zhQuantity());
    List<Term> values = leaving.zhValues().term().stream().map(terms::read).toList();
    if (values.size() > 1 && leaving.zhValues().OR().isEmpty()) {
      throw Parsing.wrong(leaving.zhValues(), "a number leaves one remainder only");
    }
    return all(
        subject,
        s ->
            Proposition.any(
                values.stream()
                    .<Proposition>map(
                        v -> new Comparison(Relation.EQUAL, Term.of(Operator.REMAINDER, s, by), v))
                    .toList()));
  }

  private Proposition compared(Language.ZhComparedContext compared, List<Term> subject) {
    Term than = nouns.one(compared.zhQuantity());
    boolean strict = compared.ZH_GREATER() != null || compared.ZH_LESS() != null;
    boolean greater = compared.ZH_GREATER() != null || compared.ZH_AT_LEAST() != null;
    Relation relation = strict ? Relation.LESS : Relation.AT_MOST;
    return all(
        subject,
        s -> greater ? new Comparison(relation, than, s) : new Comparison(relation, s, than));
  }

  private static Proposition together(Language.ZhTogetherContext together, List<Term> subject) {
    int word =
        together.ZH_COPRIME() != null
            ? Words.COPRIME
            : together.ZH_EQUAL() != null ? Words.EQUAL : Words.DISTINCT;
    return Meanings.together(word, subject, together);
  }

  private Proposition being(Language.ZhBeingContext being, List<Term> subject) {
    boolean not = being.ZH_IS_NOT() != null;
    if (being.zhComplement() instanceof Language.ZhMultipleContext multiple) {
      Term of = nouns.one(multiple.zhQuantity());
      boolean upward = multiple.MULTIPLE() != null;
      return each(
          subject, not, s -> new Comparison(Relation.DIVIDES, upward ? of : s, upward ? s : of));
    }
    if (being.zhComplement() instanceof Language.ZhNounComplementContext noun) {
      Noun read = nouns.noun(noun.zhNoun());
      if (read.consecutive()) {
        return Proposition.all(read.inSequence(subject));
      }
      var classes = new Classes(discourse);
      subject.forEach(s -> classes.claimSort(s, read));
      return each(subject, not, s -> Proposition.all(classes.kindOf(read, s, noun)));
    }
    var values = (Language.ZhValueComplementContext) being.zhComplement();
    List<Term> given = values.zhQuantity().stream().map(nouns::one).toList();
    return each(
        subject,
        not,
        s ->
            Proposition.any(
                given.stream()
                    .<Proposition>map(v -> new Comparison(Relation.EQUAL, s, v))
                    .toList()));
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
