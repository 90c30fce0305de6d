package lakatos.leanbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The one JSON mapper, and how Lean's replies read. */
final class Json {
  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
    List<T> items = new ArrayList<>();
    array.forEach(item -> items.add(read.apply(item)));
    return items;
  }

  static List<Message> messages(JsonNode reply) {
    return list(reply.path("messages"), Json::message);
  }

  private static Message message(JsonNode node) {
    Message.Severity severity =
        switch (node.path("severity").asText()) {
          case "error" -> Message.Severity.ERROR;
          case "warning" -> Message.Severity.WARNING;
          default -> Message.Severity.INFO;
        };
    JsonNode position = node.path("pos");
    return new Message(
        severity,
        position.path("line").asInt(),
        position.path("column").asInt(),
        end(node.path("endPos")),
        node.path("data").asText(),
        strings(node.path("goals")));
  }

  private static Optional<Message.Place> end(JsonNode position) {
    return position.isObject()
        ? Optional.of(
            new Message.Place(position.path("line").asInt(), position.path("column").asInt()))
        : Optional.empty();
  }

  static List<Objection> objections(JsonNode reply) {
    return list(
        reply.path("objections"),
        node -> new Objection(node.path("code").asText(), node.path("text").asText()));
  }

  static List<String> strings(JsonNode array) {
    return list(array, JsonNode::asText);
  }
}
