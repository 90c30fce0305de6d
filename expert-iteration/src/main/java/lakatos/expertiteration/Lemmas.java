package lakatos.expertiteration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lakatos.leanbridge.Statement;
import lakatos.prover.TheoremText;

/**
 * The theorems of a library by what they are about: which of them a proof may want to name.
 *
 * <p>Read from what {@code corpus extract} writes. What a statement's header imports, and what that
 * imports, is known as far as the file has statements of those modules; a name that is not there
 * after all fails in Lean at once. Thread-safe.
 */
final class Lemmas {
  /** None at all. */
  static final Lemmas NONE = new Lemmas(List.of(), Map.of());

  private static final Pattern NAME =
      Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_'!?]*(?:\\.[\\p{L}_][\\p{L}\\p{N}_'!?]*)*");
  private static final Pattern SIGN = Pattern.compile("[^\\s\\p{L}\\p{N}_'()\\[\\]{}.,:]+");
  private static final Pattern IMPORT = Pattern.compile("(?m)^(?:public )?import\\s+(\\S+)");
  private static final Set<String> EVERYTHING = Set.of("Init", "Std", "Lean");
  private static final int SHORT = 2;

  private final List<Lemma> lemmas;
  private final Map<String, List<Integer>> byMark = new HashMap<>();
  private final double[] weights; // of all marks of each lemma
  private final Map<String, List<String>> imports;
  private final Map<String, Set<String>> reachable = new ConcurrentHashMap<>();

  /** A theorem, its module, and what it says. */
  private record Lemma(String name, String module, String said) {}

  private Lemmas(List<Lemma> lemmas, Map<String, List<String>> imports) {
    this.lemmas = List.copyOf(lemmas);
    this.imports = Map.copyOf(imports);
    for (int i = 0; i < this.lemmas.size(); i++) {
      for (String mark : marks(this.lemmas.get(i).said())) {
        byMark.computeIfAbsent(mark, m -> new ArrayList<>()).add(i);
      }
    }
    this.weights = new double[this.lemmas.size()];
    byMark.forEach((mark, having) -> having.forEach(i -> weights[i] += rarity(having.size())));
  }

  /**
   * Reads a library; statements that name no module are left out.
   *
   * @throws IterationException {@code BAD_INPUT} with the line at fault
   */
  static Lemmas read(Path file) {
    List<Lemma> lemmas = new ArrayList<>();
    Map<String, List<String>> imports = new HashMap<>();
    for (ObjectNode object : Jsonl.read(file, line -> line)) {
      String module = object.path("module").asText("");
      if (!module.isEmpty()) {
        Statement statement = Corpus.problem(object).statement();
        String said = said(statement.text());
        lemmas.add(new Lemma(Json.text(object, "id"), module, said));
        imports.putIfAbsent(module, imported(statement.header()));
      }
    }
    return new Lemmas(lemmas, imports);
  }

  private static String said(String text) {
    return TheoremText.of(text)
        .map(theorem -> theorem.binders() + " : " + theorem.conclusion())
        .orElse(text);
  }

  private static List<String> imported(String header) {
    return IMPORT.matcher(header).results().map(match -> match.group(1)).toList();
  }

  /** What a statement is about: the marks of its binders and its conclusion. */
  static Set<String> subjects(Statement statement) {
    return marks(said(statement.text()));
  }

  /** The constants, functions after a dot, and signs of a text; no variables. */
  private static Set<String> marks(String text) {
    Set<String> marks = new HashSet<>();
    for (Matcher name = NAME.matcher(text); name.find(); ) {
      String[] parts = name.group().split("\\.", -1);
      boolean constant = Character.isUpperCase(parts[0].codePointAt(0));
      for (int i = constant ? 0 : 1; i < parts.length; i++) {
        marks.add(parts[i]);
      }
      if (parts.length == 1 && !constant && parts[0].length() > SHORT) {
        marks.add(parts[0]);
      }
    }
    SIGN.matcher(text).results().map(MatchResult::group).forEach(marks::add);
    return marks;
  }

  /** How much a mark says that so many lemmas have (Sparck Jones 1972). */
  private double rarity(int having) {
    return Math.log((lemmas.size() + 1.0) / (having + 1.0));
  }

  /**
   * The names of lemmas that are about what a statement is about, the likeliest first: by how much
   * of what is rare in both they share (Jaccard's measure, weighted).
   *
   * @param most of them
   */
  List<String> about(Statement statement, int most) {
    String said = said(statement.text());
    Predicate<String> there = reachable(statement.header());
    Map<Integer, Double> shared = new HashMap<>();
    double own = 0;
    for (String mark : marks(said)) {
      List<Integer> having = byMark.getOrDefault(mark, List.of());
      double rarity = rarity(having.size());
      own += rarity;
      having.forEach(i -> shared.merge(i, rarity, Double::sum));
    }
    double all = own;
    return shared.entrySet().stream()
        .filter(entry -> there.test(lemmas.get(entry.getKey()).module()))
        .filter(entry -> !lemmas.get(entry.getKey()).said().equals(said))
        .sorted(
            Comparator.comparingDouble(
                    (Map.Entry<Integer, Double> e) ->
                        -e.getValue() / (all + weights[e.getKey()] - e.getValue()))
                .thenComparing(Map.Entry::getKey))
        .limit(most)
        .map(entry -> lemmas.get(entry.getKey()).name())
        .toList();
  }

  /** Which modules are there behind a header. */
  private Predicate<String> reachable(String header) {
    List<String> direct = imported(header);
    if (direct.isEmpty() || direct.stream().anyMatch(EVERYTHING::contains)) {
      return module -> true;
    }
    Set<String> found = reachable.computeIfAbsent(header, h -> closure(direct));
    return found::contains;
  }

  private Set<String> closure(List<String> direct) {
    Set<String> found = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(direct);
    while (!open.isEmpty()) {
      String next = open.remove();
      if (found.add(next)) {
        open.addAll(imports.getOrDefault(next, List.of()));
        if (!imports.containsKey(next)) { // it may be one that only imports those below it
          imports.keySet().stream().filter(m -> m.startsWith(next + ".")).forEach(open::add);
        }
      }
    }
    return found;
  }
}
