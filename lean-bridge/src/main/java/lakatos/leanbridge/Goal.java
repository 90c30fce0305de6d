package lakatos.leanbridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is left to prove, among hypotheses.
 *
 * @param text as Lean shows it
 * @param target the proposition after {@code ⊢}
 * @param head the constant that the target is an application of, if it is one
 */
public record Goal(String text, List<Hypothesis> hypotheses, String target, Optional<String> head) {

  public Goal {
    hypotheses = List.copyOf(hypotheses);
  }

  /**
   * A local variable or assumption.
   *
   * @param proof whether its type is a proposition
   * @param accessible whether a tactic can name it
   * @param head the constant that its type is an application of, if it is one
   */
  public record Hypothesis(
      String name, String type, boolean proof, boolean accessible, Optional<String> head) {}

  /** Returns the variables of these types that a tactic can name. */
  public List<Hypothesis> variables(Set<String> types) {
    return hypotheses.stream()
        .filter(h -> !h.proof() && h.accessible() && types.contains(h.type()))
        .toList();
  }

  /** Returns what is assumed and can be named. */
  public List<Hypothesis> assumptions() {
    return hypotheses.stream().filter(h -> h.proof() && h.accessible()).toList();
  }

  /** Whether the target is an application of this constant. */
  public boolean headIs(String name) {
    return head.filter(name::equals).isPresent();
  }

  static Goal of(JsonNode node) {
    return new Goal(
        node.path("text").asText(),
        Json.list(node.path("hypotheses"), Goal::hypothesis),
        node.path("target").asText(),
        text(node, "head"));
  }

  private static Hypothesis hypothesis(JsonNode node) {
    return new Hypothesis(
        node.path("name").asText(),
        node.path("type").asText(),
        node.path("proof").asBoolean(),
        !node.path("inaccessible").asBoolean(),
        text(node, "head"));
  }

  private static Optional<String> text(JsonNode node, String field) {
    return node.hasNonNull(field) ? Optional.of(node.path(field).asText()) : Optional.empty();
  }
}
