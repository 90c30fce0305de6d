package lakatos.autoformalizer.language;

import java.util.List;
import java.util.Map;
import java.util.Set;
import lakatos.autoformalizer.Vocabulary;
import lakatos.autoformalizer.language.Sort.Arrow;
import lakatos.autoformalizer.language.Sort.Numbers;

/**
 * A sequence given by recursion.
 *
 * @param first the first index at which it is defined, 0 or 1
 * @param initial its first values
 * @param index the variable of {@code step}
 * @param step the value at {@code index + first + initial.size()}
 */
record Definition(
    String name, Numbers sort, int first, List<Term> initial, String index, Term step) {

  Definition {
    initial = List.copyOf(initial);
  }

  Sort type() {
    return new Arrow(List.of(Numbers.NATURAL), sort);
  }

  /** Returns the definition by structural recursion; before the first index the value is 0. */
  String lean(Vocabulary vocabulary) {
    var sorting = new Sorting(Map.of(name, type(), index, Numbers.NATURAL));
    var terms = new LeanTerms(vocabulary, sorting, Facts.NONE);
    var text = new StringBuilder("def " + name + " : " + LeanTerms.sort(type(), vocabulary) + "\n");
    for (int i = 0; i < first; i++) {
      text.append("  | ").append(i).append(" => 0\n");
    }
    for (int i = 0; i < initial.size(); i++) {
      text.append("  | ").append(first + i).append(" => ");
      text.append(terms.write(initial.get(i), sort, 0)).append('\n');
    }
    text.append("  | ").append(index).append(" + ").append(first + initial.size());
    return text.append(" => ").append(terms.write(step, sort, 0)).append('\n').toString();
  }

  /** Returns a sentence that the grammar reads as this definition. */
  String english() {
    var terms = new EnglishTerms(Set.of(name));
    var text = new StringBuilder("Let ");
    for (int i = 0; i < initial.size(); i++) {
      text.append(name).append("_{").append(first + i).append("} = ");
      text.append(terms.of(initial.get(i))).append(" and ");
    }
    int order = first + initial.size();
    return text.append(name)
        .append("_{")
        .append(index)
        .append(" + ")
        .append(order)
        .append("} = ")
        .append(terms.of(step))
        .append(" for all ")
        .append(index)
        .append(" ≥ 0.")
        .toString();
  }
}
