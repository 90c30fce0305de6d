package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lakatos.autoformalizer.language.Proposition.Comparison;
import lakatos.autoformalizer.language.Proposition.Having;
import lakatos.autoformalizer.language.Proposition.Relation;
import lakatos.autoformalizer.language.Proposition.Trait;
import lakatos.autoformalizer.language.Sort.Numbers;
import org.antlr.v4.runtime.ParserRuleContext;

/** What single words mean, in any language: adjectives, nouns, functions. */
final class Meanings {
  private static final Map<Integer, Operator> FOLDS =
      Map.ofEntries(
          Map.entry(Words.SUM, Operator.ADD),
          Map.entry(Words.PRODUCT, Operator.MULTIPLY),
          Map.entry(Words.GCD, Operator.GCD),
          Map.entry(Words.GREATEST_COMMON_DIVISOR, Operator.GCD),
          Map.entry(Words.LCM, Operator.LCM),
          Map.entry(Words.LEAST_COMMON_MULTIPLE, Operator.LCM),
          Map.entry(Words.LARGEST, Operator.MAXIMUM),
          Map.entry(Words.SMALLEST, Operator.MINIMUM),
          Map.entry(Words.CONCATENATION, Operator.APPEND),
          Map.entry(Words.COMPOSITION, Operator.COMPOSE),
          Map.entry(Words.EXCLUSIVE_OR, Operator.EXCLUSIVE_OR));

  private Meanings() {}

  /** Returns what {@code word} makes of several things together, as their sum. */
  static Term fold(int word, List<Term> terms, ParserRuleContext phrase) {
    if (terms.size() < 2) {
      throw Parsing.wrong(phrase, "this needs at least two things");
    }
    switch (word) {
      case Words.DIFFERENCE, Words.QUOTIENT -> {
        return pair(word, terms, phrase);
      }
      case Words.AVERAGE -> {
        return Term.of(Operator.DIVIDE, chained(Operator.ADD, terms), Term.of(terms.size()));
      }
      case Words.COMPOSITION -> {
        return composition(terms, phrase);
      }
      default -> {
        Operator operator = Optional.ofNullable(FOLDS.get(word)).orElseThrow();
        boolean several =
            operator == Operator.GCD
                || operator == Operator.LCM
                || operator == Operator.MAXIMUM
                || operator == Operator.MINIMUM;
        return several ? new Term.Operation(operator, terms) : chained(operator, terms);
      }
    }
  }

  private static Term pair(int word, List<Term> terms, ParserRuleContext phrase) {
    if (terms.size() != 2) {
      throw Parsing.wrong(phrase, "this needs two things");
    }
    Operator operator = word == Words.DIFFERENCE ? Operator.SUBTRACT : Operator.DIVIDE;
    return Term.of(operator, terms.get(0), terms.get(1));
  }

  /** The composition of f and g is written g after f. */
  private static Term composition(List<Term> terms, ParserRuleContext phrase) {
    if (terms.size() != 2) {
      throw Parsing.wrong(phrase, "this needs two functions");
    }
    return Term.of(Operator.COMPOSE, terms.get(1), terms.get(0));
  }

  static Term chained(Operator operator, List<Term> terms) {
    return terms.stream().reduce((a, b) -> Term.of(operator, a, b)).orElseThrow();
  }

  /** Returns what {@code word} makes of one thing, as its square. */
  static Term mapping(int word, Term term) {
    return switch (word) {
      case Words.SQUARE -> Term.of(Operator.POWER, term, Term.of(2));
      case Words.CUBE -> Term.of(Operator.POWER, term, Term.of(3));
      case Words.ABSOLUTE_VALUE -> Term.of(Operator.ABSOLUTE, term);
      case Words.DIGIT -> Term.of(Operator.REMAINDER, term, Term.of(10));
      case Words.SUCCESSOR -> Term.of(Operator.ADD, term, Term.of(1));
      case Words.NEGATIVE_OF -> Term.of(Operator.NEGATE, term);
      case Words.RECIPROCAL -> Term.of(Operator.DIVIDE, Term.of(1), term);
      case Words.LENGTH -> Term.of(Operator.LENGTH, term);
      case Words.REVERSAL -> Term.of(Operator.REVERSE, term);
      case Words.FACTORIAL -> Term.of(Operator.FACTORIAL, term);
      case Words.HALF -> Term.of(Operator.DIVIDE, term, Term.of(2));
      case Words.SUM -> Term.of(Operator.TOTAL, term);
      default -> throw new IllegalArgumentException("no function: " + word);
    };
  }

  /** Returns that {@code term} is what the adjective says. */
  static Proposition trait(int word, Term term) {
    Term zero = Term.of(0);
    return switch (word) {
      case Words.EVEN -> Having.of(Trait.EVEN, term);
      case Words.ODD -> Having.of(Trait.ODD, term);
      case Words.PRIME, Words.PRIME_NUMBER -> Having.of(Trait.PRIME, term);
      case Words.COMPOSITE, Words.COMPOSITE_NUMBER -> Having.of(Trait.COMPOSITE, term);
      case Words.POSITIVE -> new Comparison(Relation.LESS, zero, term);
      case Words.NEGATIVE -> new Comparison(Relation.LESS, term, zero);
      case Words.NONNEGATIVE -> new Comparison(Relation.AT_MOST, zero, term);
      case Words.NONZERO -> new Comparison(Relation.UNEQUAL, term, zero);
      case Words.ZERO_WORD -> new Comparison(Relation.EQUAL, term, zero);
      case Words.INJECTIVE, Words.INJECTION -> Having.of(Trait.INJECTIVE, term);
      case Words.SURJECTIVE, Words.SURJECTION -> Having.of(Trait.SURJECTIVE, term);
      case Words.BIJECTIVE, Words.BIJECTION -> Having.of(Trait.BIJECTIVE, term);
      case Words.EMPTY_WORD -> new Comparison(Relation.EQUAL, term, Term.Constant.EMPTY_LIST);
      case Words.NONEMPTY -> new Comparison(Relation.UNEQUAL, term, Term.Constant.EMPTY_LIST);
      case Words.TRUE -> new Comparison(Relation.EQUAL, term, Term.Constant.TRUE);
      case Words.FALSE -> new Comparison(Relation.EQUAL, term, Term.Constant.FALSE);
      default -> throw new IllegalArgumentException("no adjective: " + word);
    };
  }

  /** Returns whether the adjective is said of several things together. */
  static boolean collective(int word) {
    return word == Words.DISTINCT
        || word == Words.EQUAL
        || word == Words.COPRIME
        || word == Words.CONSECUTIVE;
  }

  static Proposition together(int word, List<Term> terms, ParserRuleContext phrase) {
    if (terms.size() < 2) {
      throw Parsing.wrong(phrase, "this is said of several things, and only one is there");
    }
    return switch (word) {
      case Words.DISTINCT -> Proposition.all(Noun.different(terms));
      case Words.EQUAL -> equal(terms);
      case Words.COPRIME -> coprime(terms, phrase);
      default -> Proposition.all(Noun.of(Numbers.INTEGER).inSequence(terms));
    };
  }

  private static Proposition equal(List<Term> terms) {
    var said = new ArrayList<Proposition>();
    for (int i = 1; i < terms.size(); i++) {
      said.add(new Comparison(Relation.EQUAL, terms.get(i - 1), terms.get(i)));
    }
    return Proposition.all(said);
  }

  /** More than two coprime numbers may be so together or in pairs: the word does not say. */
  private static Proposition coprime(List<Term> terms, ParserRuleContext phrase) {
    if (terms.size() != 2) {
      throw Parsing.wrong(phrase, "only of two numbers is it clear what coprime means");
    }
    return new Having(Trait.COPRIME, terms);
  }

  /** Returns the noun with the adjective before it. */
  static Noun modified(int word, Noun noun) {
    return switch (word) {
      case Words.CONSECUTIVE -> noun.asConsecutive();
      case Words.DISTINCT -> noun.asDistinct();
      case Words.EVEN -> noun.with(Noun.trait(Trait.EVEN, 2));
      case Words.ODD -> noun.with(Noun.trait(Trait.ODD, 2));
      case Words.POSITIVE -> positive(noun);
      case Words.NONNEGATIVE ->
          noun.sort() == Numbers.INTEGER
              ? noun.withSort(Numbers.NATURAL)
              : noun.with(new Noun.Condition(t -> trait(word, t), 1, true));
      case Words.PRIME, Words.COMPOSITE -> counting(noun).with(t -> trait(word, t));
      default -> noun.with(t -> trait(word, t));
    };
  }

  private static Noun counting(Noun noun) {
    return noun.sort() == Numbers.INTEGER ? noun.withSort(Numbers.NATURAL) : noun;
  }

  /** Positive integers are natural numbers other than zero: so they can be exponents. */
  private static Noun positive(Noun noun) {
    return counting(noun).with(new Noun.Condition(FormulaReader::positive, 1, true));
  }
}
