package lakatos.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import lakatos.leanbridge.Message;
import lakatos.leanbridge.Objection;
import lakatos.leanbridge.Verdict;

/** How things look in the files and replies that machines read. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * Reads one object.
   *
   * @throws IllegalArgumentException with what is wrong with it
   */
  static ObjectNode parse(String line) {
    try {
      JsonNode node = MAPPER.readTree(line);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new IllegalArgumentException("not a JSON object");
    } catch (JsonProcessingException e) {
      String first = e.getOriginalMessage().lines().findFirst().orElse("");
      throw new IllegalArgumentException("not JSON: " + first, e);
    }
  }

  /**
   * Returns a text field.
   *
   * @throws IllegalArgumentException if it is missing or not a text
   */
  static String text(ObjectNode object, String field) {
    JsonNode node = object.path(field);
    if (!node.isTextual()) {
      throw new IllegalArgumentException("the field \"" + field + "\" is missing or not a text");
    }
    return node.asText();
  }

  /** Returns a text field, or {@code fallback} if it is missing or null. */
  static String text(ObjectNode object, String field, String fallback) {
    return object.hasNonNull(field) ? text(object, field) : fallback;
  }

  static ArrayNode strings(List<String> items) {
    ArrayNode array = MAPPER.createArrayNode();
    items.forEach(array::add);
    return array;
  }

  static ArrayNode messages(List<Message> messages) {
    ArrayNode array = MAPPER.createArrayNode();
    for (Message message : messages) {
      array
          .addObject()
          .put("severity", message.severity().name().toLowerCase(java.util.Locale.ROOT))
          .put("line", message.line())
          .put("column", message.column())
          .put("text", message.text());
    }
    return array;
  }

  /** Adds what a verdict says to {@code object}. */
  static ObjectNode put(ObjectNode object, Verdict verdict, String toolchain) {
    ArrayNode reasons = MAPPER.createArrayNode();
    ArrayNode messages = MAPPER.createArrayNode();
    ArrayNode axioms = MAPPER.createArrayNode();
    if (verdict instanceof Verdict.Rejected rejected) {
      for (Objection objection : rejected.objections()) {
        reasons.addObject().put("code", objection.code()).put("text", objection.text());
      }
      messages = messages(rejected.messages());
    } else if (verdict instanceof Verdict.Failed failed) {
      messages = messages(failed.messages());
    } else if (verdict instanceof Verdict.Proved proved) {
      axioms = strings(proved.axioms());
    } else if (verdict instanceof Verdict.Crashed crashed) {
      reasons.addObject().put("code", "crashed").put("text", crashed.text());
    }
    object.put("verdict", verdict.word());
    object.set("reasons", reasons);
    object.set("messages", messages);
    object.set("axioms", axioms);
    return object.put("millis", verdict.wall().toMillis()).put("toolchain", toolchain);
  }
}
