package lakatos.expertiteration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lakatos.expertiteration.IterationException.Reason;
import lakatos.leanbridge.Statement;
import lakatos.prover.Problem;
import lakatos.prover.TheoremSource;

/**
 * Statements in a file, a JSON object a line.
 *
 * <p>{@code formal} is a theorem up to {@code :=}, {@code statement} the same or a proposition
 * alone, which then gets the name {@code X}. {@code header} and {@code preamble} stand before it; a
 * theorem without a header has the usual one. {@code id} and {@code informal} are as everywhere.
 * What is {@code guarded} is refused: a proof counts only if it was seen to do without its own
 * module's theorems, and rounds do not look.
 */
public final class Corpus {
  /** What may stand before a theorem's keyword. */
  private static final Pattern THEOREM =
      Pattern.compile(
          "(?s)^\\s*(?:/--.*?-/\\s*)?(?:@\\[[^\\]]*\\]\\s*)?(?:\\w+\\s+)*?(?:theorem|lemma)\\s.*");

  private static final List<String> LEAN =
      List.of("preamble", "formal", "statement", "proof", "candidate");

  private Corpus() {}

  /**
   * Reads statements.
   *
   * @throws IterationException {@code BAD_INPUT} with the line at fault: ids must differ
   */
  public static List<Problem> read(Path file) {
    Set<String> ids = new HashSet<>();
    List<Problem> problems =
        Jsonl.read(
            file,
            object -> {
              Problem problem = problem(object);
              if (!ids.add(problem.id())) {
                throw new IllegalArgumentException(
                    "the id \"" + problem.id() + "\" has occurred before");
              }
              return problem;
            });
    if (problems.isEmpty()) {
      throw new IterationException(Reason.BAD_INPUT, "there are no statements in " + file);
    }
    return problems;
  }

  /** Writes statements, so that they are read back as they are. */
  public static void write(Path file, List<Problem> problems) {
    Jsonl.write(file, problems.stream().map(Corpus::json));
  }

  /** All Lean in a file of statements or of proofs, for a tokenizer to learn from. */
  public static Stream<String> texts(Path file) {
    return Jsonl.read(file, object -> object).stream()
        .flatMap(object -> LEAN.stream().map(field -> object.path(field).asText("")))
        .filter(text -> !text.isEmpty());
  }

  /**
   * Reads a statement.
   *
   * @throws IllegalArgumentException with what is wrong with it
   */
  static Problem problem(ObjectNode object) {
    if (object.path("guarded").asBoolean()) {
      throw new IllegalArgumentException(
          "the statement is guarded: its header imports the module that proves it, so that a proof"
              + " may be the theorem itself; extract without --own");
    }
    boolean formal = object.hasNonNull("formal");
    String text = Json.text(object, formal ? "formal" : "statement").strip();
    boolean bare = !THEOREM.matcher(text).matches();
    String usual = formal ? TheoremSource.DEFAULT_HEADER : "";
    String id = object.path("id").asText("");
    if (id.isEmpty()) {
      throw new IllegalArgumentException("the field \"id\" is missing");
    }
    return new Problem(
        id,
        new Statement(
            object.path("header").asText(usual),
            object.path("preamble").asText(""),
            bare ? "theorem X : " + text : text),
        Optional.ofNullable(object.path("informal").textValue()));
  }

  static ObjectNode json(Problem problem) {
    ObjectNode object =
        Json.object()
            .put("id", problem.id())
            .put("header", problem.statement().header())
            .put("preamble", problem.statement().preamble())
            .put("formal", problem.statement().text());
    problem.informal().ifPresent(text -> object.put("informal", text));
    return object;
  }

  /** The same problems, those that are named left out. */
  static List<Problem> without(List<Problem> problems, Set<String> ids) {
    List<Problem> kept = new ArrayList<>(problems);
    kept.removeIf(problem -> ids.contains(problem.id()));
    return kept;
  }
}
