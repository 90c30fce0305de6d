package lakatos.corpus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an extraction came to.
 *
 * @param modules that were looked at
 * @param statements that were kept
 * @param shapes of those, counted once each
 * @param dropped theorems by reason
 * @param styles statements by the options under which Lean printed them
 */
public record Summary(
    int modules,
    int statements,
    int shapes,
    Map<String, Integer> dropped,
    Map<String, Integer> styles) {

  public Summary {
    dropped = Map.copyOf(dropped);
    styles = Map.copyOf(styles);
  }

  /** Returns the theorems that were left out. */
  public int droppedInAll() {
    return dropped.values().stream().mapToInt(n -> n).sum();
  }

  /** Returns the summary for machines. */
  public ObjectNode json() {
    ObjectNode node =
        Json.object().put("modules", modules).put("statements", statements).put("shapes", shapes);
    node.set("dropped", Json.counts(dropped));
    node.set("styles", Json.counts(styles));
    return node;
  }

  static Summary of(ObjectNode node) {
    return new Summary(
        node.path("modules").asInt(),
        node.path("statements").asInt(),
        node.path("shapes").asInt(),
        new TreeMap<>(Json.counts(node.path("dropped"))),
        new TreeMap<>(Json.counts(node.path("styles"))));
  }
}
