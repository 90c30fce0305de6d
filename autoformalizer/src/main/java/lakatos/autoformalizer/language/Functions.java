package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.List;
import lakatos.autoformalizer.language.Sort.Arrow;
import lakatos.autoformalizer.language.Sort.Numbers;

/**
 * What the words say of a function: "an injective function from ℕ to ℕ".
 *
 * @param words for its traits
 */
record Functions(Sort sort, List<Integer> words) {

  static Functions of(Language.FunctionNounContext noun) {
    var words = new ArrayList<Integer>();
    noun.functionTrait().forEach(t -> words.add(t.getStart().getType()));
    if (noun.INJECTION() != null) {
      words.add(Words.INJECTIVE);
    }
    if (noun.SURJECTION() != null) {
      words.add(Words.SURJECTIVE);
    }
    if (noun.BIJECTION() != null) {
      words.add(Words.BIJECTIVE);
    }
    return new Functions(sort(noun), words);
  }

  private static Sort sort(Language.FunctionNounContext noun) {
    if (noun.space().isEmpty()) {
      return new Arrow(List.of(new Sort.Abstract("α")), new Sort.Abstract("β"));
    }
    Sort from = space(noun.space(0));
    return new Arrow(List.of(from), noun.space().size() == 1 ? from : space(noun.space(1)));
  }

  static Sort arrow(List<Language.SpaceContext> spaces) {
    return new Arrow(List.of(space(spaces.get(0))), space(spaces.get(1)));
  }

  static Sort space(Language.SpaceContext space) {
    if (space.domain() != null) {
      return FormulaReader.domain(space.domain());
    }
    if (space.POWER_SET() != null) {
      return new Arrow(List.of(new Sort.Abstract("α")), Sort.Plain.PROPOSITION);
    }
    if (space.ITSELF() != null || (space.SET() != null && space.NATURAL_NUMBER() == null)) {
      return new Sort.Abstract("α");
    }
    if (space.TYPE() != null) {
      return new Sort.Abstract("α");
    }
    if (space.name() != null) {
      return new Sort.Abstract(TermReader.name(space.name()));
    }
    if (space.NATURAL_NUMBER() != null) {
      return Numbers.NATURAL;
    }
    return space.INTEGER() == null ? Numbers.RATIONAL : Numbers.INTEGER;
  }

  List<Proposition> traits(Term function) {
    return words.stream().map(w -> Meanings.trait(w, function)).toList();
  }
}
