package lakatos.expertiteration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lakatos.autoformalizer.Equivalence;
import lakatos.leanbridge.Anatomy;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.ProofSession;
import lakatos.leanbridge.Statement;
import lakatos.prover.Problem;

/**
 * Keeps what a model is measured on out of what it learns from.
 *
 * <p>A statement is refused if it is a benchmark's up to its name and spaces; if Lean sees the same
 * proposition in both, up to bound names, the order of hypotheses, {@code ≥} and {@code ≠}; or, of
 * statements whose words are much alike and that name the same functions, if tactics prove each
 * from the other within seconds. What is only alike is reported.
 */
final class ContaminationGuard {
  private static final double ALIKE = 0.7;
  private static final int GRAM = 3;
  private static final Duration NORMAL = Duration.ofSeconds(10);
  private static final Duration EQUIVALENCE = Duration.ofSeconds(3);

  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, String> normals = new HashMap<>();
  private final Map<String, Set<String>> grams = new HashMap<>();
  private final Map<String, List<String>> byGram = new HashMap<>();

  /** Why a statement is refused, or may have to be. */
  enum Likeness {
    TEXT,
    NORMAL_FORM,
    EQUIVALENT,
    /** Not refused. */
    ALIKE
  }

  /** A statement and one of a benchmark that it is like. */
  record Finding(String id, String benchmark, Likeness likeness, double similarity) {
    ObjectNode json() {
      return Json.object()
          .put("id", id)
          .put("benchmark", benchmark)
          .put("likeness", likeness.name().toLowerCase(java.util.Locale.ROOT))
          .put("similarity", similarity);
    }

    boolean isRefused() {
      return likeness != Likeness.ALIKE;
    }
  }

  /**
   * Makes a guard.
   *
   * @param benchmarks by whatever name they are to be reported
   * @param forms the normal forms of those that have one, by the same names
   */
  ContaminationGuard(Map<String, Statement> benchmarks, Map<String, String> forms) {
    benchmarks.forEach(
        (name, statement) -> {
          texts.putIfAbsent(textKey(statement), name);
          grams.put(name, grams(statement));
          grams
              .getOrDefault(name, Set.of())
              .forEach(gram -> byGram.computeIfAbsent(gram, g -> new ArrayList<>()).add(name));
        });
    forms.forEach((name, form) -> normals.putIfAbsent(form, name));
  }

  /** The statements of sets, by the names of the set and of the statement. */
  static Map<String, Statement> named(Map<String, List<Problem>> sets) {
    Map<String, Statement> named = new LinkedHashMap<>();
    sets.forEach(
        (set, problems) -> problems.forEach(p -> named.put(set + "/" + p.id(), p.statement())));
    return named;
  }

  /** The text without header, name and spaces: a copy under other imports is a copy. */
  private static String textKey(Statement statement) {
    String key = Selection.key(statement);
    return key.substring(key.indexOf('\0')).replaceAll("\\s+", "");
  }

  private static Set<String> grams(Statement statement) {
    String key = Selection.key(statement);
    String[] words =
        key.substring(key.lastIndexOf('\0') + 1)
            .replaceAll("([^\\p{L}\\p{N}_.'])", " $1 ")
            .strip()
            .split("\\s+", -1);
    Set<String> grams = new HashSet<>();
    for (int i = 0; i + GRAM <= words.length; i++) {
      grams.add(String.join(" ", List.of(words).subList(i, i + GRAM)));
    }
    return grams;
  }

  /**
   * Looks at a statement.
   *
   * @param form its normal form, if it has one
   */
  Optional<Finding> look(String id, Statement statement, Optional<String> form) {
    String same = texts.get(textKey(statement));
    if (same != null) {
      return Optional.of(new Finding(id, same, Likeness.TEXT, 1));
    }
    Optional<String> equal = form.map(normals::get);
    return equal.isPresent()
        ? Optional.of(new Finding(id, equal.get(), Likeness.NORMAL_FORM, 1))
        : alike(id, grams(statement));
  }

  /** The benchmark's statement that shares most words in a row, by Jaccard's measure. */
  private Optional<Finding> alike(String id, Set<String> own) {
    Map<String, Integer> shared = new HashMap<>();
    for (String gram : own) {
      byGram.getOrDefault(gram, List.of()).forEach(name -> shared.merge(name, 1, Integer::sum));
    }
    Finding best = new Finding(id, "", Likeness.ALIKE, 0);
    for (Map.Entry<String, Integer> entry : shared.entrySet()) {
      int all = own.size() + grams.getOrDefault(entry.getKey(), Set.of()).size();
      double similarity = entry.getValue() / (double) (all - entry.getValue());
      if (similarity > best.similarity()) {
        best = new Finding(id, entry.getKey(), Likeness.ALIKE, similarity);
      }
    }
    return best.similarity() >= ALIKE ? Optional.of(best) : Optional.empty();
  }

  // --- with Lean -----------------------------------------------------------------------------

  /**
   * Has executors find the normal forms of statements.
   *
   * @return by the problems' ids; those that do not elaborate or are too large are left out
   */
  static Map<String, String> normalForms(Cluster cluster, LeanSetup lean, List<Problem> problems) {
    List<String> lines =
        cluster.map(
            problems.stream().map(problem -> Corpus.json(problem).toString()).toList(),
            rest -> forms(lean, rest));
    Map<String, String> forms = new HashMap<>();
    for (String line : lines) {
      ObjectNode object = Json.parse(line);
      forms.put(Json.text(object, "id"), Json.text(object, "form"));
    }
    return forms;
  }

  private static Iterator<String> forms(LeanSetup lean, Iterator<String> lines) {
    Workplace workplace = Workplace.of(lean);
    List<String> forms = new ArrayList<>();
    while (lines.hasNext()) {
      Problem problem = Corpus.problem(Json.parse(lines.next()));
      form(workplace, problem.statement())
          .ifPresent(
              form ->
                  forms.add(Json.object().put("id", problem.id()).put("form", form).toString()));
    }
    return forms.iterator();
  }

  /** The normal form of a statement; nothing if it does not elaborate or is too large. */
  static Optional<String> form(Workplace workplace, Statement statement) {
    try (ProofSession session = ProofSession.start(workplace.pool(), statement, Optional.empty())) {
      return session
          .anatomy(statement, Set.of(), Limits.DEFAULT.withWall(NORMAL))
          .map(Anatomy::normal)
          .filter(form -> !form.isEmpty())
          .map(form -> statement.preamble().strip() + "\0" + form);
    } catch (LeanException e) {
      return switch (e.reason()) {
        case UNUSABLE, TIMED_OUT, DIED, REFUSED -> Optional.empty();
        case BUSY, UNAVAILABLE, CLOSED -> throw e;
      };
    }
  }

  /** Has executors compare pairs of statements that are alike; those that say the same are told. */
  static List<Finding> equivalent(
      Cluster cluster,
      LeanSetup lean,
      List<Finding> alike,
      Map<String, Problem> problems,
      Map<String, Statement> benchmarks) {
    List<String> pairs = new ArrayList<>();
    for (Finding finding : alike) {
      Problem problem = problems.get(finding.id());
      Statement other = benchmarks.get(finding.benchmark());
      if (problem != null && other != null && namesTheSame(problem.statement(), other)) {
        ObjectNode pair = Json.object();
        pair.set("finding", finding.json());
        pair.set("one", Corpus.json(problem));
        pair.set("other", Corpus.json(new Problem("other", other, Optional.empty())));
        pairs.add(pair.toString());
      }
    }
    return cluster.map(pairs, rest -> compared(lean, rest)).stream()
        .map(Json::parse)
        .map(
            f ->
                new Finding(
                    f.path("id").asText(),
                    f.path("benchmark").asText(),
                    Likeness.EQUIVALENT,
                    f.path("similarity").asDouble()))
        .toList();
  }

  /** What is said of other functions is seldom seen to be equivalent, and never quickly. */
  private static boolean namesTheSame(Statement one, Statement other) {
    return Lemmas.subjects(one).equals(Lemmas.subjects(other));
  }

  private static Iterator<String> compared(LeanSetup lean, Iterator<String> pairs) {
    Workplace workplace = Workplace.of(lean);
    Equivalence equivalence = new Equivalence(workplace.pool(), workplace.verifier());
    List<String> same = new ArrayList<>();
    while (pairs.hasNext()) {
      ObjectNode pair = Json.parse(pairs.next());
      Statement one = Corpus.problem((ObjectNode) pair.path("one")).statement();
      Statement other = Corpus.problem((ObjectNode) pair.path("other")).statement();
      // the same surroundings, or they are not compared
      Statement moved = new Statement(one.header(), other.preamble(), other.text());
      try {
        if (equivalence.of(one, moved, EQUIVALENCE) instanceof Equivalence.Result.Equivalent) {
          same.add(pair.path("finding").toString());
        }
      } catch (LeanException e) {
        if (e.reason() != LeanException.Reason.UNUSABLE) {
          throw e;
        }
      }
    }
    return same.iterator();
  }
}
