package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import lakatos.autoformalizer.language.Proposition.Comparison;
import lakatos.autoformalizer.language.Proposition.Having;
import lakatos.autoformalizer.language.Proposition.Relation;
import lakatos.autoformalizer.language.Proposition.Trait;

/**
 * What a noun with its adjectives says, as "consecutive odd integers".
 *
 * @param sort of the things, or of what they are made from
 * @param conditions what each of them satisfies
 * @param consecutive they follow each other
 * @param distinct no two are equal
 * @param form what each thing is, of a variable: the square of it for "a perfect square"
 */
record Noun(
    Sort sort,
    List<Condition> conditions,
    boolean consecutive,
    boolean distinct,
    UnaryOperator<Term> form) {

  /**
   * What is said of a thing.
   *
   * @param step how far apart consecutive things of this kind are
   * @param first it is enough to say it of the first of consecutive things
   */
  record Condition(Function<Term, Proposition> says, int step, boolean first) {}

  Noun {
    conditions = List.copyOf(conditions);
  }

  static Noun of(Sort sort) {
    return new Noun(sort, List.of(), false, false, UnaryOperator.identity());
  }

  Noun with(Function<Term, Proposition> says) {
    return with(new Condition(says, 1, false));
  }

  Noun with(Condition condition) {
    var more = new ArrayList<>(conditions);
    more.add(condition);
    return new Noun(sort, more, consecutive, distinct, form);
  }

  Noun withSort(Sort other) {
    return new Noun(other, conditions, consecutive, distinct, form);
  }

  Noun asConsecutive() {
    return new Noun(sort, conditions, true, distinct, form);
  }

  Noun asDistinct() {
    return new Noun(sort, conditions, consecutive, true, form);
  }

  Noun made(UnaryOperator<Term> form) {
    return new Noun(sort, conditions, consecutive, distinct, form);
  }

  /** Returns how far apart consecutive ones are. */
  int step() {
    return conditions.stream().mapToInt(Condition::step).max().orElse(1);
  }

  /** Returns everything the noun says of these, which it is the name of. */
  List<Proposition> of(List<Term> things) {
    var said = new ArrayList<Proposition>();
    for (int i = 0; i < things.size(); i++) {
      for (Condition condition : conditions) {
        if (i == 0 || !consecutive || !condition.first()) {
          said.add(condition.says().apply(things.get(i)));
        }
      }
    }
    if (distinct && !consecutive) {
      said.addAll(different(things));
    }
    return said;
  }

  static List<Proposition> different(List<Term> things) {
    var said = new ArrayList<Proposition>();
    for (int i = 0; i < things.size(); i++) {
      for (int k = i + 1; k < things.size(); k++) {
        said.add(new Comparison(Relation.UNEQUAL, things.get(i), things.get(k)));
      }
    }
    return said;
  }

  /** Returns that each of these is followed by the next. */
  List<Proposition> inSequence(List<Term> things) {
    var said = new ArrayList<Proposition>();
    for (int i = 1; i < things.size(); i++) {
      Term next = Term.of(Operator.ADD, things.get(i - 1), Term.of(step()));
      said.add(new Comparison(Relation.EQUAL, things.get(i), next));
    }
    return said;
  }

  static Condition trait(Trait trait, int step) {
    return new Condition(t -> Having.of(trait, t), step, step > 1);
  }
}
