package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import lakatos.autoformalizer.language.Frame.Force;
import lakatos.autoformalizer.language.Language.NounContext;
import lakatos.autoformalizer.language.Language.RestrictionContext;
import lakatos.autoformalizer.language.Proposition.Comparison;
import lakatos.autoformalizer.language.Proposition.Membership;
import lakatos.autoformalizer.language.Proposition.Relation;
import lakatos.autoformalizer.language.Sort.Numbers;
import lakatos.autoformalizer.language.Sort.Plain;
import lakatos.autoformalizer.language.Subject.Share;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.RuleNode;
import org.jspecify.annotations.Nullable;

/** Reads what English speaks of: "n", "the sum of two odd numbers", "every multiple of 6". */
final class EnglishNouns extends LanguageBaseVisitor<List<Term>> {
  private final EnglishReader reader;
  private final Discourse discourse;
  private final TermReader terms;

  /** How "a prime" is meant: of every prime as a subject, of some prime in a predicate. */
  private Force indefinite = Force.EVERY;

  EnglishNouns(EnglishReader reader, Discourse discourse, TermReader terms) {
    this.reader = reader;
    this.discourse = discourse;
    this.terms = terms;
  }

  /** Reads something in which indefinite nouns speak of some thing, not of every thing. */
  <T> T inPredicate(Supplier<T> reading) {
    Force before = indefinite;
    indefinite = Force.SOME;
    T result = reading.get();
    indefinite = before;
    return result;
  }

  Subject choice(Language.ChoiceContext choice) {
    if (choice instanceof Language.AllOfContext all) {
      List<Term> things = visit(all.quantities());
      boolean plural = things.size() > 1 || isPlural(all.quantities());
      return new Subject(things, Share.ALL, plural);
    }
    if (choice instanceof Language.AnyOfContext any) {
      return anyOf(any);
    }
    var portion = (Language.PortionOfContext) choice;
    List<Term> things = visit(portion.quantities());
    boolean each = portion.getText().toLowerCase(Locale.ROOT).startsWith("each");
    Share share = share(portion.portion());
    return new Subject(things, share, share == Share.ALL && !each);
  }

  /** "All even numbers are …" is plural though it speaks of one of them at a time. */
  private static boolean isPlural(Language.QuantitiesContext quantities) {
    return quantities.getStart().getType() == Words.ALL;
  }

  private Subject anyOf(Language.AnyOfContext any) {
    var things = new ArrayList<Term>();
    any.quantity().forEach(q -> things.addAll(visit(q)));
    boolean none = any.NEITHER() != null || any.NOR() != null;
    if (none && (any.NEITHER() == null || any.NOR() == null)) {
      throw Parsing.wrong(any, "neither goes with nor");
    }
    return new Subject(things, none ? Share.NONE : Share.SOME, false);
  }

  private static Share share(Language.PortionContext portion) {
    return switch (portion.getStart().getType()) {
      case Words.EXACTLY_ONE_OF -> Share.EXACTLY_ONE;
      case Words.NONE_OF -> Share.NONE;
      case Words.SOME_OF -> Share.SOME;
      default -> Share.ALL;
    };
  }

  @Override
  public List<Term> visitQuantities(Language.QuantitiesContext quantities) {
    var things = new ArrayList<Term>();
    quantities.quantity().forEach(q -> things.addAll(visit(q)));
    return things;
  }

  Term one(Language.QuantityContext quantity) {
    List<Term> things = visit(quantity);
    if (things.size() != 1) {
      throw Parsing.wrong(quantity, "one thing is wanted here, and several are there");
    }
    return things.get(0);
  }

  @Override
  public List<Term> visitTermQuantity(Language.TermQuantityContext quantity) {
    return List.of(terms.read(quantity.term()));
  }

  @Override
  public List<Term> visitFolded(Language.FoldedContext folded) {
    if (folded.ITSELF() != null) {
      Term thing = one(folded.quantity());
      return List.of(fold(folded.fold(), List.of(thing, thing)));
    }
    return List.of(fold(folded.fold(), visit(folded.quantities())));
  }

  private Term fold(Language.FoldContext fold, List<Term> things) {
    int word = fold.getStart().getType();
    if (word == Words.SUM && things.size() == 1) {
      return Term.of(Operator.TOTAL, things.get(0));
    }
    return Meanings.fold(word, things, fold);
  }

  @Override
  public List<Term> visitNumberWordQuantity(Language.NumberWordQuantityContext quantity) {
    return List.of(numberWord(quantity.numberWord()));
  }

  Term numberWord(Language.NumberWordContext number) {
    int word = number.getStart().getType();
    return Term.of(word == Words.ZERO_WORD ? 0 : word - Words.ONE + 1);
  }

  @Override
  public List<Term> visitMapped(Language.MappedContext mapped) {
    return map(mapped.mapping(), visit(mapped.quantities()));
  }

  private static List<Term> map(Language.MappingContext mapping, List<Term> things) {
    int word = mapping.getStart().getType();
    return things.stream().map(t -> Meanings.mapping(word, t)).toList();
  }

  @Override
  public List<Term> visitPossessed(Language.PossessedContext possessed) {
    List<Term> owner =
        possessed.ITS() == null ? discourse.several(possessed) : discourse.single(possessed);
    return function(possessed.fold(), possessed.mapping(), owner);
  }

  /** Returns "square of", "sum of" and the like, of what was named before. */
  List<Term> function(
      Language.FoldContext fold, Language.MappingContext mapping, List<Term> things) {
    return fold == null ? map(mapping, things) : List.of(fold(fold, things));
  }

  @Override
  public List<Term> visitReferring(Language.ReferringContext referring) {
    Language.PronounContext pronoun = referring.pronoun();
    boolean several =
        pronoun.THEY() != null
            || pronoun.THEM() != null
            || pronoun.small() != null
            || pronoun.THESE() != null
            || pronoun.getText().toLowerCase(Locale.ROOT).matches("the(number|integer)s.*");
    return several ? discourse.several(pronoun) : discourse.single(pronoun);
  }

  @Override
  public List<Term> visitOperated(Language.OperatedContext operated) {
    Operator operator =
        operated.TIMES_WORD() != null
            ? Operator.MULTIPLY
            : operated.PLUS_WORD() != null
                ? Operator.ADD
                : operated.MINUS_WORD() != null ? Operator.SUBTRACT : Operator.POWER;
    return List.of(Term.of(operator, one(operated.quantity(0)), one(operated.quantity(1))));
  }

  @Override
  public List<Term> visitSuffixed(Language.SuffixedContext suffixed) {
    Term thing = one(suffixed.quantity());
    if (suffixed.FACTORIAL() != null) {
      return List.of(Term.of(Operator.FACTORIAL, thing));
    }
    return List.of(Term.of(Operator.POWER, thing, Term.of(suffixed.SQUARED() == null ? 3 : 2)));
  }

  @Override
  public List<Term> visitMultiplied(Language.MultipliedContext multiplied) {
    Term factor = Term.of(multiplied.TWICE() == null ? 3 : 2);
    return List.of(Term.of(Operator.MULTIPLY, factor, one(multiplied.quantity())));
  }

  @Override
  public List<Term> visitRemainderOf(Language.RemainderOfContext remainder) {
    return List.of(
        Term.of(Operator.REMAINDER, one(remainder.quantity(0)), one(remainder.quantity(1))));
  }

  /** The first n odd numbers are 1, 3, …, 2n - 1. */
  @Override
  public List<Term> visitSumOfFirst(Language.SumOfFirstContext sum) {
    Term count = terms.read(sum.term());
    String index = discourse.fresh(Numbers.NATURAL, 1).get(0);
    Term k = new Term.Name(index);
    String noun = sum.noun().getText().toLowerCase(Locale.ROOT).replaceAll("\\s", "");
    Term body =
        switch (noun) {
          case "oddnumbers",
              "oddnaturalnumbers",
              "oddpositiveintegers",
              "positiveoddintegers",
              "positiveoddnumbers" ->
              Term.of(Operator.SUBTRACT, Term.of(Operator.MULTIPLY, Term.of(2), k), Term.of(1));
          case "positiveevenintegers", "positiveevennumbers", "evenpositiveintegers" ->
              Term.of(Operator.MULTIPLY, Term.of(2), k);
          case "positiveintegers", "positivenaturalnumbers" -> k;
          case "cubes", "positivecubes" -> Term.of(Operator.POWER, k, Term.of(3));
          case "positivesquares", "squares" -> Term.of(Operator.POWER, k, Term.of(2));
          default -> throw Parsing.wrong(sum.noun(), "it is not clear which of these is the first");
        };
    return List.of(new Term.Series(Operator.ADD, index, Term.of(1), count, body));
  }

  @Override
  public List<Term> visitTheNumber(Language.TheNumberContext number) {
    return List.of(terms.read(number.term()));
  }

  @Override
  public List<Term> visitDescribed(Language.DescribedContext described) {
    return described(described.nounPhrase());
  }

  List<Term> described(Language.NounPhraseContext phrase) {
    Noun noun = noun(phrase.noun());
    Language.DeterminerContext determiner = phrase.determiner();
    if (determiner != null && determiner.THE() != null && phrase.restriction().isEmpty()) {
      return known(noun, phrase);
    }
    int count = count(determiner, phrase.names(), phrase);
    Force force = force(determiner);
    return introduce(
        new Phrase(noun, phrase.names(), count, phrase.restriction(), phrase),
        (variables, conditions) -> {
          boolean definite = determiner != null && isDefinite(determiner);
          if (definite) {
            discourse.definite(force, variables, conditions);
          } else {
            discourse.indefinite(force, variables, conditions);
          }
        });
  }

  /** "The list", "the integers a and b": what was named before. */
  private List<Term> known(Noun noun, Language.NounPhraseContext phrase) {
    boolean bare = phrase.noun().modifier().isEmpty() && phrase.determiner().small() == null;
    if (bare && phrase.names() == null) {
      return discourse.theOnly(noun.sort(), phrase);
    }
    if (!bare || !TermReader.names(phrase.names()).stream().allMatch(discourse::knows)) {
      throw Parsing.wrong(phrase, "it is not clear which one is meant");
    }
    return TermReader.names(phrase.names()).stream().<Term>map(Term.Name::new).toList();
  }

  private static boolean isDefinite(Language.DeterminerContext determiner) {
    return determiner.every() != null
        || determiner.NO() != null
        || determiner.EVERY() != null
        || determiner.EACH() != null
        || determiner.ALL() != null
        || determiner.ANY() != null;
  }

  private Force force(Language.DeterminerContext determiner) {
    if (determiner == null) {
      return indefinite;
    }
    if (determiner.NO() != null) {
      return Force.NO;
    }
    if (determiner.SOME() != null) {
      return Force.SOME;
    }
    if (determiner.THE() != null) {
      throw Parsing.wrong(determiner, "it is not clear which one is meant");
    }
    return isDefinite(determiner) ? Force.EVERY : indefinite;
  }

  private static int count(
      Language.DeterminerContext determiner,
      Language.NamesContext names,
      ParserRuleContext phrase) {
    int named = names == null ? 1 : names.name().size();
    if (determiner == null || determiner.small() == null) {
      return named;
    }
    int said = small(determiner.small());
    if (names != null && named != said) {
      throw Parsing.wrong(phrase, "there are " + named + " names for " + said + " things");
    }
    return said;
  }

  static int small(Language.SmallContext small) {
    return small.getStart().getType() - Words.TWO + 2;
  }

  /** A noun phrase, taken apart. */
  record Phrase(
      Noun noun,
      Language.@Nullable NamesContext names,
      int count,
      List<RestrictionContext> restrictions,
      ParserRuleContext context) {}

  /** Returns the things that {@code phrase} names, after giving their variables away. */
  List<Term> introduce(Phrase phrase, Naming.Quantifying quantifying) {
    List<String> names = phrase.names() == null ? List.of() : TermReader.names(phrase.names());
    return new Naming(discourse)
        .introduce(
            new Naming.Described(
                phrase.noun(),
                names,
                phrase.count(),
                things -> restrictions(phrase.restrictions(), things),
                phrase.context()),
            quantifying);
  }

  List<Proposition> restrictions(List<RestrictionContext> restrictions, List<Term> things) {
    var said = new ArrayList<Proposition>();
    for (RestrictionContext restriction : restrictions) {
      said.add(discourse.sealed(() -> inPredicate(() -> reader.restriction(restriction, things))));
    }
    return said;
  }

  // Nouns

  Noun noun(NounContext context) {
    Noun noun = kind(context.kind());
    for (int i = context.modifier().size() - 1; i >= 0; i--) {
      noun = Meanings.modified(context.modifier(i).getStart().getType(), noun);
    }
    return noun;
  }

  private Noun kind(Language.KindContext kind) {
    if (kind instanceof Language.SortKindContext sort) {
      return sort(sort.getStart());
    }
    if (kind instanceof Language.PrimeKindContext prime) {
      int word = prime.COMPOSITE_NUMBER() == null ? Words.PRIME : Words.COMPOSITE;
      return Noun.of(Numbers.NATURAL).with(t -> Meanings.trait(word, t));
    }
    if (kind instanceof Language.PowerKindContext power) {
      boolean square = power.PERFECT_SQUARE() != null || power.SQUARE() != null;
      return Noun.of(Numbers.NATURAL)
          .made(t -> Term.of(Operator.POWER, t, Term.of(square ? 2 : 3)));
    }
    if (kind instanceof Language.MultipleKindContext multiple) {
      return multiple(multiple);
    }
    if (kind instanceof Language.ListKindContext list) {
      return list(list);
    }
    if (kind instanceof Language.FunctionKindContext function) {
      Functions functions = Functions.of(function.functionNoun());
      return Noun.of(functions.sort()).with(t -> Proposition.all(functions.traits(t)));
    }
    return entry((Language.EntryKindContext) kind);
  }

  private static Noun sort(Token word) {
    return Noun.of(
        switch (word.getType()) {
          case Words.NATURAL_NUMBER -> Numbers.NATURAL;
          case Words.RATIONAL_NUMBER -> Numbers.RATIONAL;
          case Words.REAL_NUMBER -> Numbers.REAL;
          case Words.BOOLEAN -> Plain.BOOLEAN;
          case Words.PROPOSITION -> Plain.PROPOSITION;
          case Words.THING -> Plain.OPEN;
          default -> Numbers.INTEGER;
        });
  }

  private Noun multiple(Language.MultipleKindContext multiple) {
    Subject of = inPredicate(() -> choice(multiple.choice()));
    boolean upward = multiple.MULTIPLE() != null;
    return Noun.of(Numbers.INTEGER)
        .with(
            t ->
                of.are(
                    o ->
                        upward
                            ? new Comparison(Relation.DIVIDES, o, t)
                            : new Comparison(Relation.DIVIDES, t, o)));
  }

  private Noun list(Language.ListKindContext list) {
    if (list.noun() == null) {
      return Noun.of(new Sort.ListOf(new Sort.Abstract("α")));
    }
    Noun entries = noun(list.noun());
    Noun noun = Noun.of(new Sort.ListOf(entries.sort()));
    if (entries.conditions().isEmpty()) {
      return noun;
    }
    String name = discourse.fresh(entries.sort(), 1).get(0);
    Term entry = new Term.Name(name);
    return noun.with(
        l ->
            Proposition.forAll(
                List.of(new Variable(name, entries.sort())),
                new Proposition.Conditional(
                    new Membership(entry, l), Proposition.all(entries.of(List.of(entry))))));
  }

  private Noun entry(Language.EntryKindContext entry) {
    Term list = one(entry.quantity());
    Sort sort = list instanceof Term.Name name ? discourse.sort(name.name()) : Plain.OPEN;
    if (!(sort instanceof Sort.ListOf of)) {
      throw Parsing.wrong(entry, "only a list has entries");
    }
    return Noun.of(of.element()).with(t -> new Membership(t, list));
  }

  /** A phrase of several parts means nothing until a method says what. */
  @Override
  public List<Term> visitChildren(RuleNode phrase) {
    if (phrase.getChildCount() != 1) {
      throw new IllegalStateException("no meaning for " + phrase.getClass().getSimpleName());
    }
    return phrase.getChild(0).accept(this);
  }
}
