package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lakatos.autoformalizer.language.Proposition.Comparison;
import lakatos.autoformalizer.language.Proposition.Relation;
import lakatos.autoformalizer.language.Sort.Numbers;
import lakatos.autoformalizer.language.Sort.Plain;
import org.antlr.v4.runtime.ParserRuleContext;

/** What it means that a thing is of a kind: "n is an odd integer". */
record Classes(Discourse discourse) {

  /** "f and g are functions": so that g ∘ f or f ∘ g makes sense, whichever the text has. */
  void claimFunctions(List<Term> terms, Noun noun, ParserRuleContext phrase) {
    var names = terms.stream().map(t -> t instanceof Term.Name n ? n.name() : "").toList();
    if (names.stream().anyMatch(n -> discourse.sort(n) != Plain.OPEN)) {
      return;
    }
    for (Variable variable : new Naming(discourse).variables(noun.sort(), names)) {
      discourse.settle(variable.name(), variable.sort());
    }
  }

  /** "n is an integer" says what n is, if nothing else did. */
  void claimSort(Term term, Noun noun) {
    if (term instanceof Term.Name name && discourse.sort(name.name()) == Plain.OPEN) {
      discourse.settle(name.name(), noun.sort());
    }
  }

  /** Returns everything that it means for {@code term} to be such a thing. */
  List<Proposition> kindOf(Noun noun, Term term, ParserRuleContext phrase) {
    Term probe = new Term.Name("probe");
    if (noun.form().apply(probe).equals(probe)) {
      var said = new ArrayList<>(belongs(noun, term, phrase));
      said.addAll(noun.of(List.of(term)));
      return said;
    }
    if (!noun.conditions().isEmpty()) {
      throw Parsing.wrong(phrase, "this noun is not understood with these adjectives");
    }
    boolean square = noun.form().apply(probe).equals(Meanings.mapping(Words.SQUARE, probe));
    Proposition.Trait trait = square ? Proposition.Trait.SQUARE : Proposition.Trait.CUBE;
    return List.of(Proposition.Having.of(trait, term));
  }

  /** A term is of a sort if it equals something of that sort, unless it surely is anyway. */
  private List<Proposition> belongs(Noun noun, Term term, ParserRuleContext phrase) {
    if (!(noun.sort() instanceof Numbers wanted)) {
      Sort own = term instanceof Term.Name name ? discourse.sort(name.name()) : noun.sort();
      if (own.getClass() != noun.sort().getClass()) {
        throw Parsing.wrong(phrase, "this was said to be something else");
      }
      return List.of();
    }
    if (least(term, phrase).compareTo(wanted) <= 0) {
      return List.of();
    }
    var variable = new Variable(discourse.fresh(wanted, 1).get(0), wanted);
    return List.of(
        Proposition.exists(
            List.of(variable),
            new Comparison(Relation.EQUAL, term, new Term.Name(variable.name()))));
  }

  /** Returns a sort that surely contains {@code term}. */
  private Numbers least(Term term, ParserRuleContext phrase) {
    Map<String, Sort> names = new HashMap<>();
    collect(term, names, phrase);
    return new Sorting(names).number(term);
  }

  private void collect(Term term, Map<String, Sort> names, ParserRuleContext phrase) {
    String name =
        term instanceof Term.Name n
            ? n.name()
            : term instanceof Term.Application a ? a.function() : "";
    if (!name.isEmpty()) {
      Sort sort = discourse.sort(name);
      if (sort == Plain.OPEN) {
        throw Parsing.wrong(phrase, "nothing says what kind of number " + name + " is");
      }
      names.put(name, sort);
    }
    term.parts().forEach(part -> collect(part, names, phrase));
  }
}
