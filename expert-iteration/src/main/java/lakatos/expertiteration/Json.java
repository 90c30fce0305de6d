package lakatos.expertiteration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON as the files of a run have it. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

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
      if (MAPPER.readTree(line) instanceof ObjectNode object) {
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

  /** A record as an object, its components in snake case. */
  static ObjectNode of(Object record) {
    return MAPPER.valueToTree(record);
  }

  /**
   * The record of which {@link #of} made an object.
   *
   * @throws IllegalArgumentException with what is wrong with it
   */
  static <T> T as(JsonNode object, Class<T> type) {
    try {
      return MAPPER.treeToValue(object, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  /** An object in many lines, for people. */
  static String pretty(ObjectNode object) {
    return object.toPrettyString() + "\n";
  }
}
