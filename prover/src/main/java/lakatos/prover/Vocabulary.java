package lakatos.prover;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lakatos.leanbridge.Statement;

/**
 * What a statement's own text brings to its proof.
 *
 * @param functions defined in its header or preamble, to be unfolded
 * @param types declared there
 * @param facts functions, and library lemmas that unfold what the statement is about
 * @param mathlib whether it imports Mathlib
 */
record Vocabulary(List<String> functions, List<String> types, List<String> facts, boolean mathlib) {
  private static final Pattern DECLARATION =
      Pattern.compile(
          "(?m)^\\s*(?:@\\[[^]]*]\\s*)?(?:(?:private|protected|noncomputable|partial|abbrev)\\s+)*"
              + "(def|abbrev|inductive|structure|class|namespace|end)[ \\t]+([^\\s:({\\[]+)");

  /** What simp does not unfold by itself, by what it is written with. */
  private static final Map<String, List<String>> UNFOLDING =
      Map.of(
          "List.range", List.of("List.range_succ"),
          " ^ ", List.of("Nat.pow_succ", "Int.pow_succ"));

  private static final Pattern MATHLIB = Pattern.compile("(?m)^\\s*(?:public )?import\\s+Mathlib");

  static Vocabulary of(Statement statement) {
    return of(statement.header() + "\n" + statement.preamble(), statement.text());
  }

  /**
   * Reads the vocabulary off two texts.
   *
   * @param text where functions and types are declared
   * @param about what is to be proved
   */
  static Vocabulary of(String text, String about) {
    Set<String> functions = new LinkedHashSet<>();
    Set<String> types = new LinkedHashSet<>();
    Deque<String> namespaces = new ArrayDeque<>(List.of(""));
    for (Matcher m = DECLARATION.matcher(text); m.find(); ) {
      String name = namespaces.element() + m.group(2);
      switch (m.group(1)) {
        case "namespace" -> namespaces.push(name + ".");
        case "end" -> {
          if (namespaces.element().endsWith(m.group(2) + ".")) {
            namespaces.pop();
          }
        }
        case "def", "abbrev" -> functions.add(name);
        default -> types.add(name);
      }
    }
    Set<String> facts = new LinkedHashSet<>(functions);
    UNFOLDING.forEach(
        (mark, lemmas) -> {
          if (about.contains(mark) || text.contains(mark)) {
            facts.addAll(lemmas);
          }
        });
    return new Vocabulary(
        List.copyOf(functions),
        List.copyOf(types),
        List.copyOf(facts),
        MATHLIB.matcher(text).find());
  }
}
