package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lakatos.autoformalizer.Vocabulary;

/** Bound variables as Lean text: one group for each run of equal sorts. */
final class Binders {
  private Binders() {}

  /** Returns {@code a b : Nat}, or {@code (a : Nat) (b : Int)} if the sorts differ. */
  static String of(List<Variable> variables, Vocabulary vocabulary) {
    List<String> groups = groups(variables, vocabulary);
    return groups.size() == 1 ? groups.get(0) : "(" + String.join(") (", groups) + ")";
  }

  /** Returns {@code (a b : Nat) (c : Int)}. */
  static String bracketed(List<Variable> variables, Vocabulary vocabulary) {
    return "(" + String.join(") (", groups(variables, vocabulary)) + ")";
  }

  private static List<String> groups(List<Variable> variables, Vocabulary vocabulary) {
    var groups = new ArrayList<String>();
    Map<Sort, List<String>> run = new LinkedHashMap<>();
    for (Variable variable : variables) {
      if (!run.isEmpty() && !run.containsKey(variable.sort())) {
        flush(run, groups, vocabulary);
      }
      run.computeIfAbsent(variable.sort(), s -> new ArrayList<>()).add(variable.name());
    }
    flush(run, groups, vocabulary);
    return groups;
  }

  private static void flush(
      Map<Sort, List<String>> run, List<String> groups, Vocabulary vocabulary) {
    run.forEach(
        (sort, names) ->
            groups.add(String.join(" ", names) + " : " + LeanTerms.sort(sort, vocabulary)));
    run.clear();
  }
}
