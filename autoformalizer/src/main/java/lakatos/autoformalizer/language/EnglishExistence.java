package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.List;
import lakatos.autoformalizer.language.Language.AmountContext;
import lakatos.autoformalizer.language.Language.NamesContext;
import lakatos.autoformalizer.language.Language.RestrictionContext;
import lakatos.autoformalizer.language.Proposition.Quantified;
import lakatos.autoformalizer.language.Proposition.Quantifier;
import lakatos.autoformalizer.language.Proposition.Relation;
import lakatos.autoformalizer.language.Sort.Plain;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/** Reads "there is", "there is exactly one", "there are infinitely many", "there is no". */
final class EnglishExistence {
  private final EnglishNouns nouns;
  private final Discourse discourse;

  /** Things that exist, and what is said of them. */
  private record Existing(List<Variable> variables, List<Proposition> conditions) {

    Proposition with(List<Proposition> more) {
      var all = new ArrayList<>(more);
      all.addAll(conditions);
      return Proposition.exists(variables, Proposition.all(all));
    }
  }

  EnglishExistence(EnglishReader reader, Discourse discourse) {
    this.nouns = reader.nouns();
    this.discourse = discourse;
  }

  Proposition read(Language.ExistedContext existed) {
    if (existed instanceof Language.NoExtremeContext extreme) {
      return Existence.noExtreme(
          discourse, nouns.noun(extreme.noun()), extreme.extreme().LARGEST() != null);
    }
    if (existed instanceof Language.SomeNounContext some) {
      return some(
          some.amount(),
          nouns.noun(some.noun()),
          some.names(),
          some.domain(),
          some.restriction(),
          some);
    }
    if (existed instanceof Language.SomeNamesContext some) {
      return some(
          some.amount(),
          Noun.of(Plain.OPEN),
          some.names(),
          some.domain(),
          some.restriction(),
          some);
    }
    if (existed instanceof Language.SomePairContext pair) {
      Noun noun = pair.noun() == null ? Noun.of(Plain.OPEN) : nouns.noun(pair.noun());
      return some(pair.amount(), noun, pair.names(), null, pair.restriction(), pair);
    }
    if (existed instanceof Language.SomeFunctionContext function) {
      return function(function);
    }
    throw Parsing.wrong(existed, "it is not clear among which things these are");
  }

  private Proposition some(
      @Nullable AmountContext amount,
      Noun noun,
      @Nullable NamesContext names,
      Language.@Nullable DomainContext domain,
      List<RestrictionContext> restrictions,
      ParserRuleContext phrase) {
    Noun sorted = domain == null ? noun : noun.withSort(FormulaReader.domain(domain));
    if (domain != null) {
      sorted = sorted.with(t -> Proposition.all(FormulaReader.marks(domain, List.of(t))));
    }
    int count = names == null ? count(amount) : names.name().size();
    if (count > 1 && names == null && !sorted.distinct()) {
      throw Parsing.wrong(phrase, "it is not clear whether these have to be distinct");
    }
    Existing existing =
        introduce(new EnglishNouns.Phrase(sorted, names, count, restrictions, phrase));
    return quantified(amount, existing, phrase);
  }

  private Existing introduce(EnglishNouns.Phrase phrase) {
    var variables = new ArrayList<Variable>();
    var conditions = new ArrayList<Proposition>();
    nouns.introduce(
        phrase,
        (v, c) -> {
          variables.addAll(v);
          conditions.addAll(c);
        });
    discourse.close(variables.stream().map(Variable::name).toList());
    conditions.removeIf(c -> c.equals(Proposition.all(List.of())));
    return new Existing(variables, conditions);
  }

  private Proposition quantified(
      @Nullable AmountContext amount, Existing existing, ParserRuleContext phrase) {
    if (amount == null || amount.A() != null || amount.AN() != null || amount.SOME() != null) {
      return existing.with(List.of());
    }
    if (amount.NO() != null) {
      return new Proposition.Negation(existing.with(List.of()));
    }
    if (amount.EXACTLY_ONE() != null) {
      return new Quantified(
          Quantifier.EXISTS_ONE, existing.variables(), Proposition.all(existing.conditions()));
    }
    if (amount.INFINITELY_MANY() != null) {
      return Existence.beyondEveryBound(
          discourse, existing.variables(), Proposition.all(existing.conditions()), phrase);
    }
    if (amount.small() != null) {
      return existing.with(List.of());
    }
    throw Parsing.wrong(amount, "it is not clear other than what this is");
  }

  private static int count(@Nullable AmountContext amount) {
    return amount == null || amount.small() == null ? 1 : EnglishNouns.small(amount.small());
  }

  private Proposition function(Language.SomeFunctionContext function) {
    Functions functions = Functions.of(function.functionNoun());
    String name =
        function.functors() == null
            ? discourse.fresh(functions.sort(), 1).get(0)
            : function.functors().getText();
    Sort sort = function.space().isEmpty() ? functions.sort() : Functions.arrow(function.space());
    var variable = new Variable(name, sort);
    discourse.bind(List.of(variable), function);
    Term term = new Term.Name(name);
    discourse.mention(List.of(term));
    var said = new ArrayList<>(functions.traits(term));
    said.addAll(nouns.restrictions(function.restriction(), List.of(term)));
    discourse.close(List.of(name));
    Proposition exists = Proposition.exists(List.of(variable), Proposition.all(said));
    return function.NO() == null ? exists : new Proposition.Negation(exists);
  }

  /** "Among any three integers there are two …", "between two numbers there is another …". */
  Proposition situated(Language.SituatedContext situated) {
    List<Term> things = nouns.visit(situated.quantities());
    if (situated.AMONG() != null && situated.existed() instanceof Language.TwoAmongContext two) {
      return pairs(things, two.restriction());
    }
    if (situated.BETWEEN() != null
        && situated.existed() instanceof Language.SomeNounContext some
        && things.size() == 2) {
      return between(things, some);
    }
    throw Parsing.wrong(situated, Parsing.NOT_UNDERSTOOD);
  }

  private Proposition pairs(List<Term> things, List<RestrictionContext> restrictions) {
    var pairs = new ArrayList<Proposition>();
    for (int i = 0; i < things.size(); i++) {
      for (int k = i + 1; k < things.size(); k++) {
        pairs.add(
            Proposition.all(
                nouns.restrictions(restrictions, List.of(things.get(i), things.get(k)))));
      }
    }
    return Proposition.any(pairs);
  }

  private Proposition between(List<Term> ends, Language.SomeNounContext some) {
    Existing existing =
        introduce(
            new EnglishNouns.Phrase(
                nouns.noun(some.noun()), some.names(), 1, some.restriction(), some));
    Term middle = new Term.Name(existing.variables().get(0).name());
    return existing.with(
        List.of(EnglishPredicates.between(Relation.LESS, ends.get(0), middle, ends.get(1))));
  }
}
