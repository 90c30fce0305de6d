package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import lakatos.autoformalizer.language.Frame.Force;
import lakatos.autoformalizer.language.Proposition.Trait;
import lakatos.autoformalizer.language.Sort.Numbers;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.RuleNode;
import org.jspecify.annotations.Nullable;

/** Reads what Chinese speaks of: 两个奇数的乘积, n 的平方. */
final class ChineseNouns extends LanguageBaseVisitor<List<Term>> {
  private final ChineseReader reader;
  private final Discourse discourse;
  private final TermReader terms;
  private Force indefinite = Force.EVERY;

  ChineseNouns(ChineseReader reader, Discourse discourse, TermReader terms) {
    this.reader = reader;
    this.discourse = discourse;
    this.terms = terms;
  }

  /** Reads something in which nouns speak of some thing, not of every thing. */
  <T> T inPredicate(Supplier<T> reading) {
    Force before = indefinite;
    indefinite = Force.SOME;
    T result = reading.get();
    indefinite = before;
    return result;
  }

  @Override
  public List<Term> visitZhQuantity(Language.ZhQuantityContext quantity) {
    List<Term> things = new ArrayList<>();
    quantity.zhUnit().forEach(u -> things.addAll(visit(u)));
    List<Term> result = things;
    for (Language.ZhAfterContext after : quantity.zhAfter()) {
      result = after(after, result);
    }
    return result;
  }

  private List<Term> after(Language.ZhAfterContext after, List<Term> things) {
    if (after.zhFold() != null) {
      return List.of(folded(after.zhFold(), things));
    }
    if (after.zhMapping() != null) {
      return mapped(after.zhMapping(), things);
    }
    List<Term> by = visit(after.zhUnit());
    if (by.size() != 1) {
      throw Parsing.wrong(after, "one thing is wanted here, and several are there");
    }
    return things.stream().map(t -> Term.of(Operator.REMAINDER, t, by.get(0))).toList();
  }

  /** Brings in a list, as 一个自然数列表. */
  Term list(Language.ZhListNounContext list) {
    Sort entries =
        list.zhKind() == null
            ? new Sort.Abstract("α")
            : kind(list.zhKind().getStart(), list).sort();
    Noun noun = Noun.of(new Sort.ListOf(entries));
    return introduce(noun, null, 1, list, (v, c) -> discourse.indefinite(Force.EVERY, v, c)).get(0);
  }

  /** Returns what is said to stay the same of a list: its sum if nothing else. */
  Function<Term, Term> ofList(Language.@Nullable ZhMappingContext mapping) {
    return mapping == null
        ? t -> Term.of(Operator.TOTAL, t)
        : t -> mapped(mapping, List.of(t)).get(0);
  }

  Term one(Language.ZhQuantityContext quantity) {
    List<Term> things = visit(quantity);
    if (things.size() != 1) {
      throw Parsing.wrong(quantity, "one thing is wanted here, and several are there");
    }
    return things.get(0);
  }

  private static Term folded(Language.ZhFoldContext fold, List<Term> things) {
    int word = fold.getStop().getType();
    if (word == Words.ZH_SQUARE_SUM) {
      List<Term> squares = things.stream().map(t -> Meanings.mapping(Words.SQUARE, t)).toList();
      return Meanings.fold(Words.SUM, squares, fold);
    }
    int meaning =
        switch (word) {
          case Words.ZH_SUM -> Words.SUM;
          case Words.ZH_PRODUCT -> Words.PRODUCT;
          case Words.ZH_DIFFERENCE -> Words.DIFFERENCE;
          case Words.ZH_GCD -> Words.GCD;
          default -> Words.LCM;
        };
    return Meanings.fold(meaning, things, fold);
  }

  private static List<Term> mapped(Language.ZhMappingContext mapping, List<Term> things) {
    int meaning =
        switch (mapping.getStart().getType()) {
          case Words.ZH_SQUARE -> Words.SQUARE;
          case Words.ZH_CUBE -> Words.CUBE;
          case Words.ZH_ABSOLUTE -> Words.ABSOLUTE_VALUE;
          case Words.ZH_LAST_DIGIT -> Words.DIGIT;
          default -> Words.LENGTH;
        };
    return things.stream().map(t -> Meanings.mapping(meaning, t)).toList();
  }

  @Override
  public List<Term> visitZhUnit(Language.ZhUnitContext unit) {
    List<Term> things = visit(unit.zhBase());
    for (Language.ZhMappingContext mapping : unit.zhMapping()) {
      things = mapped(mapping, things);
    }
    return things;
  }

  @Override
  public List<Term> visitZhTerm(Language.ZhTermContext term) {
    return term.term().stream().map(terms::read).toList();
  }

  @Override
  public List<Term> visitZhPossessed(Language.ZhPossessedContext possessed) {
    return mapped(possessed.zhMapping(), discourse.single(possessed));
  }

  @Override
  public List<Term> visitZhReferring(Language.ZhReferringContext referring) {
    return discourse.single(referring);
  }

  @Override
  public List<Term> visitZhReferringAll(Language.ZhReferringAllContext referring) {
    return discourse.several(referring);
  }

  /** 相邻两个自然数 */
  @Override
  public List<Term> visitZhNeighbours(Language.ZhNeighboursContext neighbours) {
    Noun noun = noun(neighbours.zhNoun()).asConsecutive();
    return introduce(
        noun,
        null,
        count(neighbours.zhSmall(), null, neighbours),
        neighbours,
        (v, c) -> discourse.indefinite(indefinite, v, c));
  }

  @Override
  public List<Term> visitZhDescribed(Language.ZhDescribedContext described) {
    Noun noun = noun(described.zhNoun());
    boolean every = described.ZH_ANY() != null || described.ZH_ALL() != null;
    int count = count(described.zhSmall(), described.names(), described);
    return introduce(
        noun,
        described.names(),
        count,
        described,
        (variables, conditions) -> {
          if (every && described.names() == null) {
            discourse.definite(Force.EVERY, variables, conditions);
          } else {
            discourse.indefinite(indefinite, variables, conditions);
          }
        });
  }

  static int count(
      Language.@Nullable ZhSmallContext small,
      Language.@Nullable NamesContext names,
      ParserRuleContext phrase) {
    int named = names == null ? 1 : names.name().size();
    if (small == null) {
      return named;
    }
    int said = small.getStart().getType() - Words.ZH_TWO + 2;
    if (names != null && said != named) {
      throw Parsing.wrong(phrase, "there are " + named + " names for " + said + " things");
    }
    return said;
  }

  List<Term> introduce(
      Noun noun,
      Language.@Nullable NamesContext names,
      int count,
      ParserRuleContext phrase,
      Naming.Quantifying quantifying) {
    List<String> given = names == null ? List.of() : TermReader.names(names);
    return new Naming(discourse)
        .introduce(
            new Naming.Described(noun, given, count, things -> List.of(), phrase), quantifying);
  }

  /** Returns the noun with what stands before it. */
  Noun noun(Language.ZhNounContext context) {
    Noun noun = kind(context.zhKind().getStart(), context);
    for (int i = context.zhModifier().size() - 1; i >= 0; i--) {
      noun = modified(context.zhModifier(i).getStart(), noun);
    }
    for (Language.ZhRelativeContext relative : context.zhRelative()) {
      noun =
          noun.with(
              t ->
                  discourse.sealed(() -> inPredicate(() -> reader.relative(relative, List.of(t)))));
    }
    return noun;
  }

  private static Noun kind(Token word, ParserRuleContext phrase) {
    return switch (word.getType()) {
      case Words.NATURAL_NUMBER -> Noun.of(Numbers.NATURAL);
      case Words.RATIONAL_NUMBER -> Noun.of(Numbers.RATIONAL);
      case Words.REAL_NUMBER -> Noun.of(Numbers.REAL);
      case Words.NONNEGATIVE_INTEGER_ZH -> Noun.of(Numbers.NATURAL);
      case Words.INTEGER, Words.ZH_NUMBER -> Noun.of(Numbers.INTEGER);
      case Words.POSITIVE_INTEGER_ZH -> Meanings.modified(Words.POSITIVE, Noun.of(Numbers.INTEGER));
      case Words.EVEN_NUMBER_ZH -> Noun.of(Numbers.INTEGER).with(Noun.trait(Trait.EVEN, 2));
      case Words.ODD_NUMBER_ZH -> Noun.of(Numbers.INTEGER).with(Noun.trait(Trait.ODD, 2));
      case Words.PRIME_ZH -> Noun.of(Numbers.NATURAL).with(t -> Meanings.trait(Words.PRIME, t));
      case Words.COMPOSITE_ZH ->
          Noun.of(Numbers.NATURAL).with(t -> Meanings.trait(Words.COMPOSITE, t));
      case Words.PERFECT_SQUARE ->
          Noun.of(Numbers.NATURAL).made(t -> Meanings.mapping(Words.SQUARE, t));
      case Words.PERFECT_CUBE ->
          Noun.of(Numbers.INTEGER).made(t -> Meanings.mapping(Words.CUBE, t));
      default -> throw Parsing.wrong(phrase, "it is not clear what kind of numbers these are");
    };
  }

  private static Noun modified(Token word, Noun noun) {
    return switch (word.getType()) {
      case Words.ZH_CONSECUTIVE -> noun.asConsecutive();
      case Words.ZH_DISTINCT -> noun.asDistinct();
      case Words.ZH_POSITIVE -> Meanings.modified(Words.POSITIVE, noun);
      case Words.ZH_NONNEGATIVE -> Meanings.modified(Words.NONNEGATIVE, noun);
      case Words.ZH_NEGATIVE -> Meanings.modified(Words.NEGATIVE, noun);
      case Words.ZH_EVEN -> Meanings.modified(Words.EVEN, noun);
      case Words.ZH_ODD -> Meanings.modified(Words.ODD, noun);
      case Words.PRIME_ZH -> Meanings.modified(Words.PRIME, noun);
      default -> Meanings.modified(Words.NONZERO, noun);
    };
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
