package lakatos.autoformalizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.SharedLean;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verdict;
import org.junit.jupiter.api.Test;

/**
 * The problems of nl-core in the controlled language, against their references in real Lean.
 *
 * <p>The references are true, so a proof that ours is equivalent to one is a proof of ours.
 */
final class NlCoreIT {
  private static final Limits LIMITS = Limits.DEFAULT.withWall(Duration.ofMinutes(2));

  private static final String TACTICS =
      """
       := by
        first
        | exact Iff.rfl
        | (constructor <;> intro h <;> intros <;> first | grind | omega | (constructor <;> grind))
        | (constructor <;> intro h <;> (try intros) <;> first | grind | (refine ⟨?_, ?_⟩ <;> grind))
      """;

  /** Where a power is written as a product, or an order is given, Lean needs a hint. */
  private static final Map<String, String> HINTS =
      Map.of(
          "nl_en_13",
          " := by\n  constructor <;> intro h x <;> have := h x <;> grind\n",
          "nl_en_29",
          """
           := by
            constructor
            · intro h a b hab
              rcases Rat.lt_or_gt_of_ne hab with l | l
              · exact (h a b l).imp fun _ hc => .inl hc
              · exact (h b a l).imp fun _ hc => .inr hc
            · intro h a b hab
              exact (h a b (by grind)).imp fun _ hc => by grind
          """);

  private record Item(String id, Statement ours, Statement reference) {

    /** Returns that both say the same, or nothing if they need different definitions. */
    Optional<Statement> equivalence() {
      if (!ours.preamble().isBlank()
          && !ours.preamble().strip().equals(reference.preamble().strip())) {
        return Optional.empty();
      }
      String text =
          "theorem same_"
              + id
              + " : ("
              + closed(reference.text())
              + ") ↔ ("
              + closed(ours.text())
              + ")";
      return Optional.of(new Statement(ours.header(), reference.preamble(), text));
    }
  }

  private static List<JsonNode> problems() {
    var json = new ObjectMapper();
    return Sentences.lines("nl-core.jsonl").stream()
        .map(
            line -> {
              try {
                return json.readTree(line);
              } catch (JsonProcessingException e) {
                throw new IllegalStateException(line, e);
              }
            })
        .toList();
  }

  private static Optional<Item> translated(JsonNode problem) {
    String id = problem.get("id").asText();
    var words = new InformalProblem(id, problem.get("problem").asText(), Optional.empty());
    Translation translation = new ControlledLanguage().translate(words, Vocabulary.CORE);
    if (translation instanceof Translation.Translated t) {
      var reference =
          new Statement(
              t.statement().header(),
              problem.path("preamble").asText(),
              problem.get("formal").asText());
      return Optional.of(new Item(id, t.statement(), reference));
    }
    System.out.println(id + ": " + translation);
    return Optional.empty();
  }

  /** Returns a theorem's statement as one proposition. */
  private static String closed(String theorem) {
    String rest = theorem.replaceFirst("^theorem \\S+", "").strip();
    int depth = 0;
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      depth += "([{⟨".indexOf(c) >= 0 ? 1 : ")]}⟩".indexOf(c) >= 0 ? -1 : 0;
      if (c == ':' && depth == 0) {
        String binders = rest.substring(0, i).strip();
        return (binders.isEmpty() ? "" : "∀ " + binders + ", ") + rest.substring(i + 1).strip();
      }
    }
    throw new IllegalArgumentException(theorem);
  }

  private static Verdict verify(Statement statement, String proof) {
    return SharedLean.verifier().verify(statement, statement.text() + proof, LIMITS, false);
  }

  private static boolean elaborates(Item item) {
    try {
      verify(item.ours(), " := by sorry");
      return true;
    } catch (LeanException e) {
      System.out.println(item.id() + " does not elaborate: " + e.messages());
      return false;
    }
  }

  private static boolean same(Item item) {
    return item.equivalence()
        .map(s -> verify(s, HINTS.getOrDefault(item.id(), TACTICS)).isProved())
        .orElse(false);
  }

  @Test
  void translate_nlCore_elaboratesAndMeansTheSame() {
    List<JsonNode> problems = problems();
    var covered = new ArrayList<String>();
    var broken = new ArrayList<String>();
    var open = new ArrayList<String>();
    for (JsonNode problem : problems) {
      translated(problem)
          .ifPresent(
              item -> {
                covered.add(item.id());
                if (!elaborates(item)) {
                  broken.add(item.id());
                } else if (!same(item)) {
                  open.add(item.id());
                }
              });
    }
    int same = covered.size() - broken.size() - open.size();
    System.out.printf(
        "nl-core: %d of %d translated, %d provably equivalent to the reference; open: %s%n",
        covered.size(), problems.size(), same, open);
    assertThat(broken).isEmpty();
    assertThat(open).isEmpty();
    assertThat(covered).hasSizeGreaterThanOrEqualTo(40);
  }
}
