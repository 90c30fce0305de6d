package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import lakatos.autoformalizer.language.Language.AdjectivalContext;
import lakatos.autoformalizer.language.Language.ComplementContext;
import lakatos.autoformalizer.language.Language.PredicateContext;
import lakatos.autoformalizer.language.Language.TraitContext;
import lakatos.autoformalizer.language.Proposition.Comparison;
import lakatos.autoformalizer.language.Proposition.Connective;
import lakatos.autoformalizer.language.Proposition.Relation;
import lakatos.autoformalizer.language.Subject.Share;
import org.jspecify.annotations.Nullable;

/** Reads what English says of a subject: "is even", "divides n", "leaves remainder 1 …". */
final class EnglishPredicates {
  private final EnglishReader reader;
  private final EnglishNouns nouns;
  private final TermReader terms;
  private final FormulaReader formulas;
  private final Discourse discourse;

  EnglishPredicates(
      EnglishReader reader,
      EnglishNouns nouns,
      TermReader terms,
      FormulaReader formulas,
      Discourse discourse) {
    this.reader = reader;
    this.nouns = nouns;
    this.terms = terms;
    this.formulas = formulas;
    this.discourse = discourse;
  }

  /** Returns what {@code predicate} says of {@code subject}. */
  Proposition read(PredicateContext predicate, Subject subject) {
    return discourse.framed(() -> nouns.inPredicate(() -> predicate(predicate, subject)));
  }

  private Proposition predicate(PredicateContext predicate, Subject subject) {
    if (predicate instanceof Language.CopularContext copular) {
      return copular(copular, subject);
    }
    if (predicate instanceof Language.CannotContext cannot) {
      return Proposition.not(complement(cannot.complement(), subject));
    }
    if (predicate instanceof Language.DividingContext dividing) {
      return dividing(dividing, subject);
    }
    if (predicate instanceof Language.LeavingContext leaving) {
      boolean not = leaving.NEVER() != null || leaving.NOT() != null;
      return remainder(leaving.choice(), leaving.quantity(), subject, not);
    }
    if (predicate instanceof Language.SharingContext sharing) {
      return sharing(sharing, subject);
    }
    if (predicate instanceof Language.UnrepeatedContext) {
      return subject.are(s -> Proposition.Having.of(Proposition.Trait.WITHOUT_REPETITION, s));
    }
    if (predicate instanceof Language.ValuedContext valued) {
      Term value = nouns.one(valued.quantity());
      var values = nouns.function(valued.fold(), valued.mapping(), subject.terms());
      return Subject.of(values).are(v -> new Comparison(Relation.EQUAL, v, value));
    }
    if (predicate instanceof Language.ComparingContext comparing) {
      Relation relation = comparing.EQUALS() == null ? Relation.LESS : Relation.EQUAL;
      Subject objects = nouns.choice(comparing.choice());
      return subject.are(
          s ->
              objects.are(
                  o ->
                      relation == Relation.EQUAL
                          ? new Comparison(relation, s, o)
                          : new Comparison(relation, o, s)));
    }
    if (predicate instanceof Language.SatisfyingContext satisfying) {
      return reader.satisfying(satisfying.disjunction(), satisfying.quantification());
    }
    return between(((Language.LyingContext) predicate).betweenness(), subject);
  }

  private Proposition copular(Language.CopularContext copular, Subject subject) {
    agree(copular, subject);
    boolean negative = copular.polarity() != null && copular.polarity().ALWAYS() == null;
    Connective connective = connective(copular);
    if (connective == null) {
      return signed(copular.complement(0), subject, negative);
    }
    var parts = new ArrayList<Proposition>();
    for (int i = 0; i < copular.complement().size(); i++) {
      boolean not = i > 0 && copular.complementLink(i - 1).NOT() != null;
      parts.add(signed(copular.complement(i), subject, negative || not));
    }
    boolean or = connective == Connective.OR;
    if (negative && !or) {
      throw Parsing.wrong(copular, "it is not clear how far the negation reaches");
    }
    // "is never 2 or 3" excludes both.
    return or && !negative ? Proposition.any(parts) : Proposition.all(parts);
  }

  private static void agree(Language.CopularContext copular, Subject subject) {
    boolean is = copular.IS() != null;
    boolean are = copular.ARE() != null;
    if ((is && subject.plural()) || (are && !subject.plural() && subject.share() == Share.ALL)) {
      throw Parsing.wrong(copular, "subject and verb do not agree in number");
    }
  }

  private static @Nullable Connective connective(Language.CopularContext copular) {
    if (copular.complement().size() == 1) {
      return null;
    }
    boolean or = copular.complementLink().stream().anyMatch(l -> l.OR() != null);
    boolean and = copular.complementLink().stream().anyMatch(l -> l.OR() == null);
    if (and == or) {
      throw Parsing.wrong(copular, "and beside or can be read in two ways");
    }
    return and ? Connective.AND : Connective.OR;
  }

  private Proposition signed(ComplementContext complement, Subject subject, boolean negative) {
    if (!negative) {
      return complement(complement, subject);
    }
    Function<Term, Proposition> not =
        t -> Proposition.not(complement(complement, new Subject(List.of(t), Share.ALL, false)));
    return subject.terms().size() == 1 || !collective(complement)
        ? subject.are(not)
        : Proposition.not(complement(complement, subject));
  }

  private static boolean collective(ComplementContext complement) {
    return complement instanceof Language.TraitComplementContext trait
        && Meanings.collective(trait.trait(0).getStart().getType());
  }

  private Proposition complement(ComplementContext complement, Subject subject) {
    if (complement instanceof Language.AdjectivalComplementContext adjectival) {
      return adjectival(adjectival.adjectival(), subject);
    }
    if (complement instanceof Language.TraitComplementContext traits) {
      return traits(traits.trait(), subject, false);
    }
    if (complement instanceof Language.TraitChoiceContext traits) {
      return traits(traits.trait(), subject, traits.NEITHER() != null);
    }
    var choice = (Language.ChoiceComplementContext) complement;
    return reader.nominal(choice.choice(), subject);
  }

  private Proposition traits(List<TraitContext> traits, Subject subject, boolean none) {
    int first = traits.get(0).getStart().getType();
    if (traits.size() == 1 && Meanings.collective(first)) {
      if (subject.share() != Share.ALL) {
        throw Parsing.wrong(traits.get(0), "this is said of several things together");
      }
      return Meanings.together(first, subject.terms(), traits.get(0));
    }
    return subject.are(
        t -> {
          List<Proposition> parts = traits.stream().map(w -> single(w, t)).toList();
          return none
              ? Proposition.all(parts.stream().map(Proposition::not).toList())
              : Proposition.any(parts);
        });
  }

  private static Proposition single(TraitContext trait, Term term) {
    int word = trait.getStart().getType();
    if (Meanings.collective(word)) {
      throw Parsing.wrong(trait, "this is said of several things together");
    }
    return Meanings.trait(word, term);
  }

  private Proposition dividing(Language.DividingContext dividing, Subject subject) {
    boolean not = dividing.NOT() != null;
    if (dividing.OTHER() != null) {
      List<Term> pair = subject.terms();
      if (pair.size() != 2 || not) {
        throw Parsing.wrong(dividing, "this is said of two things");
      }
      return Proposition.all(
          List.of(
              new Comparison(Relation.DIVIDES, pair.get(0), pair.get(1)),
              new Comparison(Relation.DIVIDES, pair.get(1), pair.get(0))));
    }
    Subject objects = nouns.choice(dividing.choice());
    return signed(subject, not, s -> objects.are(o -> new Comparison(Relation.DIVIDES, s, o)));
  }

  private static Proposition signed(
      Subject subject, boolean not, Function<Term, Proposition> such) {
    return subject.are(t -> not ? Proposition.not(such.apply(t)) : such.apply(t));
  }

  private Proposition remainder(
      Language.ChoiceContext residues,
      Language.QuantityContext divisor,
      Subject subject,
      boolean not) {
    Subject values = nouns.choice(residues);
    Term by = nouns.one(divisor);
    if (values.share() == Share.ALL && values.terms().size() > 1) {
      throw Parsing.wrong(residues, "a number leaves one remainder only");
    }
    return signed(
        subject,
        not,
        s ->
            values.are(r -> new Comparison(Relation.EQUAL, Term.of(Operator.REMAINDER, s, by), r)));
  }

  private Proposition sharing(Language.SharingContext sharing, Subject subject) {
    if (subject.terms().size() < 2 || subject.share() != Share.ALL) {
      throw Parsing.wrong(sharing, "this is said of several things");
    }
    var values =
        subject.terms().stream()
            .flatMap(t -> nouns.function(sharing.fold(), sharing.mapping(), List.of(t)).stream())
            .toList();
    return Meanings.together(Words.EQUAL, values, sharing);
  }

  Proposition adjectival(AdjectivalContext adjectival, Subject subject) {
    if (adjectival instanceof Language.DivisibleByContext divisible) {
      Subject by = nouns.choice(divisible.choice());
      return subject.are(s -> by.are(o -> new Comparison(Relation.DIVIDES, o, s)));
    }
    if (adjectival instanceof Language.CongruentToContext congruent) {
      Subject to = nouns.choice(congruent.choice());
      Term modulus =
          congruent.modulus() == null
              ? terms.read(congruent.term())
              : formulas.modulus(congruent.modulus());
      return subject.are(s -> to.are(o -> new Proposition.Congruence(s, o, modulus)));
    }
    if (adjectival instanceof Language.CoprimeToContext coprime) {
      Term other = nouns.one(coprime.quantity());
      return subject.are(s -> Proposition.Having.of(Proposition.Trait.COPRIME, s, other));
    }
    if (adjectival instanceof Language.EqualToContext equal) {
      Subject to = nouns.choice(equal.choice());
      return subject.are(s -> to.are(o -> new Comparison(Relation.EQUAL, s, o)));
    }
    if (adjectival instanceof Language.LeavingRemainderContext leaving) {
      return remainder(leaving.choice(), leaving.quantity(), subject, false);
    }
    if (adjectival instanceof Language.BetweenComplementContext between) {
      return between(between.betweenness(), subject);
    }
    if (adjectival instanceof Language.OfTheFormContext form) {
      return reader.form(form.choice(), subject);
    }
    return compared(adjectival, subject);
  }

  private Proposition compared(AdjectivalContext adjectival, Subject subject) {
    boolean atLeast = false;
    boolean greater;
    Language.ChoiceContext choice;
    if (adjectival instanceof Language.ComparedToContext compared) {
      atLeast = compared.OR() != null;
      greater = compared.GREATER() != null;
      choice = compared.choice();
    } else {
      var bounded = (Language.BoundedByContext) adjectival;
      atLeast = true;
      greater = bounded.AT_LEAST() != null;
      choice = bounded.choice();
    }
    Relation relation = atLeast ? Relation.AT_MOST : Relation.LESS;
    Subject than = nouns.choice(choice);
    return subject.are(
        s ->
            than.are(
                o -> greater ? new Comparison(relation, o, s) : new Comparison(relation, s, o)));
  }

  /** Between two things whose order is not known means between the smaller and the larger. */
  private Proposition between(Language.BetweennessContext between, Subject subject) {
    List<Term> ends = ends(between);
    if (between.STRICTLY() == null && between.INCLUSIVE() == null) {
      throw Parsing.wrong(between, "it is not clear whether the ends are meant too");
    }
    Relation relation = between.STRICTLY() == null ? Relation.AT_MOST : Relation.LESS;
    return subject.are(s -> between(relation, ends.get(0), s, ends.get(1)));
  }

  static Proposition between(Relation relation, Term low, Term middle, Term high) {
    Proposition upward = inside(relation, low, middle, high);
    boolean ordered =
        low instanceof Term.Numeral l
            && (!(high instanceof Term.Numeral h) || l.value().compareTo(h.value()) <= 0);
    return ordered ? upward : Proposition.any(List.of(upward, inside(relation, high, middle, low)));
  }

  private static Proposition inside(Relation relation, Term low, Term middle, Term high) {
    return Proposition.all(
        List.of(new Comparison(relation, low, middle), new Comparison(relation, middle, high)));
  }

  private List<Term> ends(Language.BetweennessContext between) {
    List<Term> ends =
        between.THEM() == null
            ? List.of(nouns.one(between.quantity(0)), nouns.one(between.quantity(1)))
            : discourse.several(between);
    if (ends.size() != 2) {
      throw Parsing.wrong(between, "only two things have something between them");
    }
    return ends;
  }
}
