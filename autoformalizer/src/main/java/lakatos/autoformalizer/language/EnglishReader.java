package lakatos.autoformalizer.language;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import lakatos.autoformalizer.language.Language.BindingContext;
import lakatos.autoformalizer.language.Language.ConjunctionContext;
import lakatos.autoformalizer.language.Language.RestrictionContext;
import lakatos.autoformalizer.language.Language.SuffixContext;
import lakatos.autoformalizer.language.Proposition.Comparison;
import lakatos.autoformalizer.language.Proposition.Equivalence;
import lakatos.autoformalizer.language.Proposition.Holding;
import lakatos.autoformalizer.language.Proposition.Relation;
import lakatos.autoformalizer.language.Sort.Numbers;
import lakatos.autoformalizer.language.Sort.Plain;
import lakatos.autoformalizer.language.Subject.Share;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.RuleNode;
import org.jspecify.annotations.Nullable;

/** Reads English statements. */
final class EnglishReader extends LanguageBaseVisitor<Proposition> {
  private final Discourse discourse;

  /** How many suffixes of a statement are its own, where the last one is meant of more. */
  private final Map<Language.PlainContext, Integer> given = new HashMap<>();

  private final Set<Language.PlainContext> hoistable = new HashSet<>();
  private final TermReader terms;
  private final FormulaReader formulas;
  private final EnglishNouns nouns;
  private final EnglishPredicates predicates;
  private final EnglishBindings bindings;
  private final Classes classes;

  EnglishReader(Discourse discourse) {
    this.discourse = discourse;
    this.terms = new TermReader(discourse);
    this.formulas = new FormulaReader(discourse, terms);
    this.nouns = new EnglishNouns(this, discourse, terms);
    this.predicates = new EnglishPredicates(this, nouns, terms, formulas, discourse);
    this.classes = new Classes(discourse);
    this.bindings = new EnglishBindings(this, discourse, terms, nouns);
  }

  EnglishNouns nouns() {
    return nouns;
  }

  EnglishBindings bindings() {
    return bindings;
  }

  TermReader terms() {
    return terms;
  }

  Proposition read(ParserRuleContext phrase) {
    return phrase instanceof Language.FormulaContext ? formulas.read(phrase) : visit(phrase);
  }

  @Override
  public Proposition visitStatement(Language.StatementContext statement) {
    if (statement.implication().size() == 1) {
      return visit(statement.implication(0));
    }
    Optional<Proposition> hoisted = hoisted(statement, statement.implication(1));
    if (hoisted.isPresent()) {
      return hoisted.get();
    }
    return discourse.framed(
        () ->
            new Equivalence(
                discourse.liftedGenerics(() -> visit(statement.implication(0))),
                discourse.unlifted(() -> visit(statement.implication(1)))));
  }

  @Override
  public Proposition visitImplication(Language.ImplicationContext implication) {
    if (implication.implication() == null) {
      return visit(implication.conditional());
    }
    Optional<Proposition> hoisted = hoisted(implication, implication.implication());
    if (hoisted.isPresent()) {
      return hoisted.get();
    }
    return discourse.framed(
        () ->
            Proposition.follows(
                discourse.lifted(() -> visit(implication.conditional())),
                visit(implication.implication())));
  }

  @Override
  public Proposition visitIfThen(Language.IfThenContext conditional) {
    Optional<Proposition> hoisted = hoisted(conditional, conditional.statement(1).implication(0));
    if (hoisted.isPresent()) {
      return hoisted.get();
    }
    return discourse.framed(
        () ->
            Proposition.follows(
                discourse.lifted(() -> visit(conditional.statement(0))),
                discourse.unlifted(() -> visit(conditional.statement(1)))));
  }

  @Override
  public Proposition visitIfListThen(Language.IfListThenContext conditional) {
    return discourse.framed(
        () ->
            Proposition.follows(
                discourse.lifted(
                    () -> Proposition.all(conditional.clause().stream().map(this::visit).toList())),
                discourse.unlifted(() -> visit(conditional.statement()))));
  }

  @Override
  public Proposition visitUniversal(Language.UniversalContext universal) {
    return bindings.universally(
        universal.quantification().binding(), () -> visit(universal.statement()));
  }

  /** "If A then B, for all n": what stands last is meant of both, so its names come first. */
  private Optional<Proposition> hoisted(ParserRuleContext whole, Language.ImplicationContext last) {
    if (last.implication() != null
        || !(last.conditional() instanceof Language.PlainContext plain)
        || plain.suffix().isEmpty()
        || !hoistable.add(plain)) {
      return Optional.empty();
    }
    SuffixContext suffix = plain.suffix(plain.suffix().size() - 1);
    boolean reaches =
        suffix instanceof Language.UniversalAfterContext
            || suffix instanceof Language.AsideAfterContext;
    if (!reaches) {
      return Optional.empty();
    }
    given.put(plain, plain.suffix().size() - 1);
    return Optional.of(suffixed(suffix, () -> visit(whole)));
  }

  @Override
  public Proposition visitPlain(Language.PlainContext plain) {
    int suffixes = given.getOrDefault(plain, plain.suffix().size());
    return discourse.framed(() -> suffixed(plain, suffixes - 1));
  }

  /** The last suffix is outermost, and read first, since it introduces names. */
  private Proposition suffixed(Language.PlainContext plain, int last) {
    if (last < 0) {
      return visit(plain.disjunction());
    }
    return suffixed(plain.suffix(last), () -> suffixed(plain, last - 1));
  }

  private Proposition suffixed(SuffixContext suffix, Supplier<Proposition> body) {
    if (suffix instanceof Language.ConditionAfterContext condition) {
      Proposition premise = discourse.lifted(() -> visit(condition.disjunction()));
      return Proposition.follows(premise, body.get());
    }
    if (suffix instanceof Language.ExceptionAfterContext exception) {
      Proposition premise = discourse.sealed(() -> visit(exception.disjunction()));
      return Proposition.follows(Proposition.not(premise), body.get());
    }
    if (suffix instanceof Language.UniversalAfterContext universal) {
      return bindings.universally(universal.quantification().binding(), body);
    }
    if (suffix instanceof Language.ExistentialAfterContext existential) {
      return bindings.existentially(List.of(existential.binding()), body);
    }
    List<Proposition> asides =
        ((Language.AsideAfterContext) suffix)
            .aside().stream().flatMap(a -> bindings.aside(a).stream()).toList();
    return Proposition.follows(asides, body.get());
  }

  @Override
  public Proposition visitDisjunction(Language.DisjunctionContext disjunction) {
    if (disjunction.conjunction().size() == 1) {
      return visit(disjunction.conjunction(0));
    }
    for (ConjunctionContext part : disjunction.conjunction()) {
      if (part.clause().size() > 1 && part.WEDGE().isEmpty()) {
        throw Parsing.wrong(disjunction, "and beside or can be read in two ways");
      }
    }
    return Proposition.any(
        disjunction.conjunction().stream().map(c -> discourse.framed(() -> visit(c))).toList());
  }

  @Override
  public Proposition visitConjunction(ConjunctionContext conjunction) {
    if (conjunction.clause().size() == 1) {
      return visit(conjunction.clause(0));
    }
    return Proposition.all(
        conjunction.clause().stream().map(c -> discourse.framed(() -> visit(c))).toList());
  }

  // Clauses

  @Override
  public Proposition visitFormulaClause(Language.FormulaClauseContext clause) {
    return formulas.read(clause.formula());
  }

  @Override
  public Proposition visitNegated(Language.NegatedContext negated) {
    return Proposition.not(discourse.sealed(() -> visit(negated.clause())));
  }

  @Override
  public Proposition visitParenthesised(Language.ParenthesisedContext parenthesised) {
    return visit(parenthesised.statement());
  }

  @Override
  public Proposition visitSignedQuantifier(Language.SignedQuantifierContext quantifier) {
    List<BindingContext> binding = List.of(quantifier.binding());
    return quantifier.FORALL() == null
        ? bindings.existentially(binding, () -> visit(quantifier.clause()))
        : bindings.universally(binding, () -> visit(quantifier.clause()));
  }

  @Override
  public Proposition visitThereIs(Language.ThereIsContext there) {
    return new EnglishExistence(this, discourse).read(there.existed());
  }

  /** The square root of a number is irrational if the number is no rational square. */
  @Override
  public Proposition visitIrrational(Language.IrrationalContext irrational) {
    Term radicand = terms.read(irrational.group());
    String name = discourse.fresh(Numbers.RATIONAL, 1).get(0);
    Term square = Term.of(Operator.POWER, new Term.Name(name), Term.of(2));
    return new Proposition.Negation(
        Proposition.exists(
            List.of(new Variable(name, Numbers.RATIONAL)),
            new Comparison(Relation.EQUAL, square, radicand)));
  }

  @Override
  public Proposition visitUnchanged(Language.UnchangedContext unchanged) {
    Language.NounPhraseContext phrase = unchanged.nounPhrase();
    return discourse.framed(
        () -> {
          Term list = nouns.described(phrase).get(0);
          int word = unchanged.mapping().getStart().getType();
          return new Comparison(
              Relation.EQUAL,
              Meanings.mapping(word, Term.of(Operator.REVERSE, list)),
              Meanings.mapping(word, list));
        });
  }

  /** More things than places: a function from the things to the places is not injective. */
  @Override
  public Proposition visitPigeonhole(Language.PigeonholeContext pigeonhole) {
    Sort things = new Sort.Below(amount(pigeonhole.amountOf(0)));
    Sort places = new Sort.Below(amount(pigeonhole.amountOf(1)));
    Sort arrow = new Sort.Arrow(List.of(things), places);
    String function = discourse.fresh(arrow, 1).get(0);
    List<Term> pair = List.of(new Term.Name("i"), new Term.Name("j"));
    List<Term> images =
        pair.stream().<Term>map(t -> new Term.Application(function, List.of(t))).toList();
    Proposition meet =
        Proposition.all(
            List.of(
                new Comparison(Relation.UNEQUAL, pair.get(0), pair.get(1)),
                new Comparison(Relation.EQUAL, images.get(0), images.get(1))));
    return Proposition.forAll(
        List.of(new Variable(function, arrow)),
        Proposition.exists(List.of(new Variable("i", things), new Variable("j", things)), meet));
  }

  private Term amount(Language.AmountOfContext amount) {
    return amount.term() == null
        ? nouns.numberWord(amount.numberWord())
        : terms.read(amount.term());
  }

  @Override
  public Proposition visitDrawn(Language.DrawnContext drawn) {
    return new Drawing(this, discourse).read(drawn);
  }

  /** 8-bit arithmetic is arithmetic modulo 2^8. */
  @Override
  public Proposition visitWrapped(Language.WrappedContext wrapped) {
    return new Proposition.Congruence(
        nouns.one(wrapped.quantity(0)),
        nouns.one(wrapped.quantity(1)),
        wrap(wrapped.bitArithmetic()));
  }

  @Override
  public Proposition visitWrappedSum(Language.WrappedSumContext wrapped) {
    Term sum =
        Term.of(Operator.ADD, nouns.one(wrapped.quantity(1)), nouns.one(wrapped.quantity(0)));
    return new Proposition.Congruence(
        sum, nouns.one(wrapped.quantity(2)), wrap(wrapped.bitArithmetic()));
  }

  private static Term wrap(Language.BitArithmeticContext bits) {
    String width = bits.getText().replaceAll("\\D", "");
    if (width.length() > 3) {
      throw Parsing.wrong(bits, "these are too many bits");
    }
    return new Term.Numeral(BigInteger.TWO.pow(Integer.parseInt(width)));
  }

  @Override
  public Proposition visitSituated(Language.SituatedContext situated) {
    return new EnglishExistence(this, discourse).situated(situated);
  }

  @Override
  public Proposition visitPredication(Language.PredicationContext predication) {
    Subject subject = nouns.choice(predication.subject().choice());
    if (subject.terms().stream().allMatch(t -> t instanceof Term.Name)) {
      discourse.mention(subject.terms());
    }
    if (predication.predicate().size() == 1) {
      return predicates.read(predication.predicate(0), subject);
    }
    boolean or = !predication.OR().isEmpty();
    if (or && !predication.AND().isEmpty()) {
      throw Parsing.wrong(predication, "and beside or can be read in two ways");
    }
    List<Proposition> parts =
        predication.predicate().stream().map(p -> predicates.read(p, subject)).toList();
    return or ? Proposition.any(parts) : Proposition.all(parts);
  }

  /** "The only integers x with … are 2 and 3": these and no others. */
  @Override
  public Proposition visitOnlyThese(Language.OnlyTheseContext only) {
    Noun noun = nouns.noun(only.noun());
    var variables = new ArrayList<Variable>();
    var conditions = new ArrayList<Proposition>();
    int count = only.names() == null ? 1 : only.names().name().size();
    List<Term> things =
        nouns.introduce(
            new EnglishNouns.Phrase(noun, only.names(), count, only.restriction(), only),
            (v, c) -> {
              variables.addAll(v);
              conditions.addAll(c);
            });
    Proposition solutions = solutions(only.solutions(), things);
    discourse.close(variables.stream().map(Variable::name).toList());
    return Proposition.forAll(variables, new Equivalence(Proposition.all(conditions), solutions));
  }

  private Proposition solutions(Language.SolutionsContext solutions, List<Term> things) {
    if (solutions.formula() != null) {
      return formulas.read(solutions.formula());
    }
    if (things.size() != 1) {
      throw Parsing.wrong(solutions, "it is not clear which of these has which value");
    }
    List<Proposition> values =
        nouns.visit(solutions.quantities()).stream()
            .<Proposition>map(v -> new Comparison(Relation.EQUAL, things.get(0), v))
            .toList();
    return Proposition.any(values);
  }

  @Override
  public Proposition visitAtomic(Language.AtomicContext atomic) {
    String name = atomic.ATOM().getText();
    if (!discourse.knows(name)) {
      discourse.declare(name, Plain.PROPOSITION);
    }
    return new Holding(name, List.of());
  }

  @Override
  public Proposition visitHolding(Language.HoldingContext holding) {
    String name = holding.FUNCTOR().getText();
    List<Term> arguments = holding.arguments().term().stream().map(terms::read).toList();
    if (!discourse.knows(name)) {
      throw Parsing.wrong(holding, "nothing says what " + name + " is");
    }
    return new Holding(name, arguments);
  }

  // What restricts and completes

  /** Returns a condition that may have its quantifier after it. */
  Proposition satisfying(
      Language.DisjunctionContext condition,
      Language.@Nullable QuantificationContext quantification) {
    return quantification == null
        ? visit(condition)
        : bindings.universally(quantification.binding(), () -> visit(condition));
  }

  /** Returns what {@code restriction} says of {@code things}, which were just named. */
  Proposition restriction(RestrictionContext restriction, List<Term> things) {
    Subject subject = Subject.of(things);
    if (restriction instanceof Language.SuchThatContext such) {
      return satisfying(such.disjunction(), such.quantification());
    }
    if (restriction instanceof Language.WithValueContext with) {
      List<Term> values = nouns.function(with.fold(), with.mapping(), things);
      Term value = nouns.one(with.quantity());
      return Subject.of(values).are(v -> new Comparison(Relation.EQUAL, v, value));
    }
    if (restriction instanceof Language.WhoseContext whose) {
      List<Term> values = nouns.function(whose.fold(), whose.mapping(), things);
      return predicates.read(whose.predicate(), Subject.of(values));
    }
    if (restriction instanceof Language.ThatIsContext that) {
      return Proposition.all(
          that.predicate().stream().map(p -> predicates.read(p, subject)).toList());
    }
    return predicates.adjectival(
        ((Language.AdjectivallyContext) restriction).adjectival(), subject);
  }

  /** "x is an even number", "x is 2 or 3", "x is the square of an integer". */
  Proposition nominal(Language.ChoiceContext choice, Subject subject) {
    Language.NounPhraseContext phrase = onlyNoun(choice);
    if (phrase != null && phrase.names() == null && classifies(phrase.determiner())) {
      return classified(phrase, subject);
    }
    Subject values = nouns.choice(choice);
    if (values.share() == Share.ALL && values.terms().size() > 1) {
      throw Parsing.wrong(choice, "one thing cannot be several");
    }
    return subject.are(s -> values.are(v -> new Comparison(Relation.EQUAL, s, v)));
  }

  private static Language.@org.jspecify.annotations.Nullable NounPhraseContext onlyNoun(
      Language.ChoiceContext choice) {
    boolean single =
        choice instanceof Language.AllOfContext all && all.quantities().quantity().size() == 1;
    return single
            && ((Language.AllOfContext) choice).quantities().quantity(0)
                instanceof Language.DescribedContext described
        ? described.nounPhrase()
        : null;
  }

  private static boolean classifies(
      Language.@org.jspecify.annotations.Nullable DeterminerContext determiner) {
    return determiner == null || determiner.A() != null || determiner.AN() != null;
  }

  private Proposition classified(Language.NounPhraseContext phrase, Subject subject) {
    Noun noun = nouns.noun(phrase.noun());
    if (phrase.determiner() == null && noun.consecutive()) {
      return Proposition.all(noun.inSequence(subject.terms()));
    }
    if (noun.sort() instanceof Sort.Arrow) {
      classes.claimFunctions(subject.terms(), noun, phrase);
    }
    subject.terms().forEach(t -> classes.claimSort(t, noun));
    Proposition kinds = subject.are(s -> Proposition.all(classes.kindOf(noun, s, phrase)));
    if (phrase.restriction().isEmpty()) {
      return kinds;
    }
    if (subject.share() != Share.ALL) {
      throw Parsing.wrong(phrase, "it is not clear of which this is said");
    }
    var said = new ArrayList<>(List.of(kinds));
    said.addAll(nouns.restrictions(phrase.restriction(), subject.terms()));
    return Proposition.all(said);
  }

  /** "of the form 3k + 1": for some integer k. */
  Proposition form(Language.ChoiceContext choice, Subject subject) {
    var before = discourse.names();
    Subject forms = nouns.choice(choice);
    var fresh = new ArrayList<>(discourse.names());
    fresh.removeAll(before);
    if (fresh.isEmpty() || subject.terms().size() != 1) {
      throw Parsing.wrong(choice, "it is not clear what varies in this form");
    }
    List<Variable> variables = discourse.withdraw(fresh, Numbers.INTEGER);
    return Proposition.exists(
        variables, forms.are(f -> new Comparison(Relation.EQUAL, subject.terms().get(0), f)));
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
