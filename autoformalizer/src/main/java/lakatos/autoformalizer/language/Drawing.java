package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.List;
import lakatos.autoformalizer.language.Proposition.Comparison;
import lakatos.autoformalizer.language.Proposition.Membership;
import lakatos.autoformalizer.language.Proposition.Relation;
import lakatos.autoformalizer.language.Proposition.Trait;
import lakatos.autoformalizer.language.Sort.Numbers;

/** Reads "among any n + 1 distinct numbers chosen from 1, 2, …, 2n there are two that …". */
final class Drawing {
  private final EnglishReader reader;
  private final Discourse discourse;

  Drawing(EnglishReader reader, Discourse discourse) {
    this.reader = reader;
    this.discourse = discourse;
  }

  Proposition read(Language.DrawnContext drawn) {
    if (drawn.DISTINCT() == null) {
      throw Parsing.wrong(drawn, "it is not clear whether a number may be chosen twice");
    }
    Term count = reader.terms().read(drawn.term());
    Term last = last(drawn.range());
    var premises = new ArrayList<Proposition>();
    if (drawn.formula() != null) {
      premises.add(reader.read(drawn.formula()));
    }
    var list =
        new Variable(fresh(new Sort.ListOf(Numbers.NATURAL)), new Sort.ListOf(Numbers.NATURAL));
    Term drawnList = new Term.Name(list.name());
    premises.add(Proposition.Having.of(Trait.WITHOUT_REPETITION, drawnList));
    premises.add(new Comparison(Relation.EQUAL, Term.of(Operator.LENGTH, drawnList), count));
    premises.add(inRange(drawnList, last));
    return Proposition.forAll(List.of(list), Proposition.follows(premises, pair(drawnList, drawn)));
  }

  private String fresh(Sort sort) {
    return discourse.fresh(sort, 1).get(0);
  }

  private Term last(Language.RangeContext range) {
    if (range.range() != null) {
      return last(range.range());
    }
    List<Term> shown = range.term().stream().map(reader.terms()::read).toList();
    if (range.NUMBER() != null) {
      if (!range.NUMBER().getText().equals("1")) {
        throw Parsing.wrong(range, "the numbers must begin at 1");
      }
      return shown.get(0);
    }
    for (int i = 0; i + 1 < shown.size(); i++) {
      if (!shown.get(i).equals(Term.of(i + 1))) {
        throw Parsing.wrong(range, "the numbers must begin 1, 2");
      }
    }
    return shown.get(shown.size() - 1);
  }

  private Proposition inRange(Term list, Term last) {
    String name = fresh(Numbers.NATURAL);
    Term member = new Term.Name(name);
    return Proposition.forAll(
        List.of(new Variable(name, Numbers.NATURAL)),
        new Proposition.Conditional(
            new Membership(member, list),
            Proposition.all(
                List.of(
                    new Comparison(Relation.AT_MOST, Term.of(1), member),
                    new Comparison(Relation.AT_MOST, member, last)))));
  }

  private Proposition pair(Term list, Language.DrawnContext drawn) {
    List<String> names = discourse.fresh(Numbers.NATURAL, 2);
    List<Variable> variables = names.stream().map(n -> new Variable(n, Numbers.NATURAL)).toList();
    List<Term> pair = names.stream().<Term>map(Term.Name::new).toList();
    discourse.bind(variables, drawn);
    var said = new ArrayList<Proposition>();
    pair.forEach(t -> said.add(new Membership(t, list)));
    said.add(new Comparison(Relation.UNEQUAL, pair.get(0), pair.get(1)));
    said.addAll(reader.nouns().restrictions(drawn.restriction(), pair));
    discourse.close(names);
    return Proposition.exists(variables, Proposition.all(said));
  }
}
