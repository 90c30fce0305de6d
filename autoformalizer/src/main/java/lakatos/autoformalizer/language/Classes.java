package lakatos.autoformalizer.language;

import java.util.List;
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
  void claimSort(Term term, Noun noun, ParserRuleContext phrase) {
    if (!(term instanceof Term.Name name)) {
      return;
    }
    Sort sort = discourse.sort(name.name());
    if (sort == Plain.OPEN) {
      discourse.settle(name.name(), noun.sort());
    } else if (noun.conditions().isEmpty() && !contains(noun.sort(), sort)) {
      throw Parsing.wrong(phrase, name.name() + " was said to be something else");
    }
  }

  private static boolean contains(Sort larger, Sort smaller) {
    return larger.equals(smaller)
        || (larger instanceof Numbers l && smaller instanceof Numbers s && s.compareTo(l) <= 0);
  }

  static List<Proposition> kindOf(Noun noun, Term term, ParserRuleContext phrase) {
    Term probe = new Term.Name("probe");
    if (noun.form().apply(probe).equals(probe)) {
      return noun.of(List.of(term));
    }
    if (!noun.conditions().isEmpty()) {
      throw Parsing.wrong(phrase, "this noun is not understood with these adjectives");
    }
    boolean square = noun.form().apply(probe).equals(Meanings.mapping(Words.SQUARE, probe));
    Proposition.Trait trait = square ? Proposition.Trait.SQUARE : Proposition.Trait.CUBE;
    return List.of(Proposition.Having.of(trait, term));
  }
}
