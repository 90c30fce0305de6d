package lakatos.prover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import lakatos.leanbridge.Message;
import lakatos.leanbridge.Objection;
import lakatos.leanbridge.Statement;
import lakatos.prover.model.Completion.Finish;
import lakatos.prover.model.Sampling;

/** How an attempt looks as a line. */
final class AttemptJson {
  /** How every line begins. */
  static final String START = "{\"problem\":";

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final ObjectWriter ASCII =
      MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());

  private AttemptJson() {}

  /** Returns a line without its end. Whatever text a model wrote is read back as it was. */
  static byte[] write(Attempt attempt) {
    ObjectNode object = object(attempt);
    String line = object.toString();
    // half a surrogate pair has no place in UTF-8, but it has an escape
    return StandardCharsets.UTF_8.newEncoder().canEncode(line)
        ? line.getBytes(StandardCharsets.UTF_8)
        : ascii(object);
  }

  private static byte[] ascii(ObjectNode object) {
    try {
      return ASCII.writeValueAsString(object).getBytes(StandardCharsets.US_ASCII);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree cannot be written", e);
    }
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException with what is wrong with it
   */
  static Attempt read(byte[] line) {
    JsonNode node;
    try {
      node = MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      String first = e.getOriginalMessage().lines().findFirst().orElse("");
      throw new IllegalArgumentException("not JSON: " + first, e);
    } catch (IOException e) {
      throw new IllegalArgumentException("not UTF-8", e);
    }
    if (node instanceof ObjectNode object) {
      return attempt(object);
    }
    throw new IllegalArgumentException("not a JSON object");
  }

  // --- to JSON -------------------------------------------------------------------------------

  private static ObjectNode object(Attempt attempt) {
    ObjectNode object = MAPPER.createObjectNode();
    object
        .put("problem", attempt.problem())
        .put("header", attempt.statement().header())
        .put("preamble", attempt.statement().preamble())
        .put("formal", attempt.statement().text())
        .put("policy", attempt.policy())
        .put("profile", attempt.profile())
        .put("model", attempt.model())
        .put("round", attempt.round())
        .put("seed", attempt.seed());
    object.set("sampling", object(attempt.sampling()));
    object
        .put("prompt_sha256", attempt.promptSha256())
        .put("output", attempt.output())
        .put("finish", attempt.finish().name().toLowerCase(Locale.ROOT))
        .put("tokens", attempt.tokens())
        .put("candidate", attempt.candidate().orElse(null))
        .put("verdict", attempt.verdict());
    ArrayNode reasons = object.putArray("reasons");
    attempt.reasons().forEach(r -> reasons.addObject().put("code", r.code()).put("text", r.text()));
    ArrayNode messages = object.putArray("messages");
    attempt.messages().forEach(message -> messages.add(object(message)));
    return object
        .put("generate_ms", attempt.generating().toMillis())
        .put("check_ms", attempt.checking().toMillis())
        .put("toolchain", attempt.toolchain())
        .put("exhaustive", attempt.exhaustive())
        .put("at", attempt.at().toString());
  }

  private static ObjectNode object(Sampling sampling) {
    ObjectNode object = MAPPER.createObjectNode();
    object
        .put("temperature", sampling.temperature())
        .put("top_p", sampling.topP())
        .put("top_k", sampling.topK())
        .put("min_p", sampling.minP())
        .put("repetition_penalty", sampling.repetitionPenalty())
        .put("presence_penalty", sampling.presencePenalty())
        .put("max_tokens", sampling.maxTokens());
    ArrayNode stop = object.putArray("stop");
    sampling.stop().forEach(stop::add);
    return object;
  }

  private static ObjectNode object(Message message) {
    ObjectNode object =
        MAPPER
            .createObjectNode()
            .put("severity", message.severity().name().toLowerCase(Locale.ROOT))
            .put("line", message.line())
            .put("column", message.column())
            .put("text", message.text());
    if (!message.goals().isEmpty()) {
      ArrayNode goals = object.putArray("goals");
      message.goals().forEach(goals::add);
    }
    return object;
  }

  // --- from JSON -----------------------------------------------------------------------------

  private static Attempt attempt(ObjectNode object) {
    return new Attempt(
        text(object, "problem"),
        new Statement(text(object, "header"), text(object, "preamble"), text(object, "formal")),
        text(object, "policy"),
        text(object, "profile"),
        text(object, "model"),
        integer(object, "round"),
        whole(object, "seed"),
        sampling(object.path("sampling")),
        text(object, "prompt_sha256"),
        text(object, "output"),
        word(Finish.class, object, "finish"),
        integer(object, "tokens"),
        object.path("candidate").isNull()
            ? Optional.empty()
            : Optional.of(text(object, "candidate")),
        text(object, "verdict"),
        list(object, "reasons", r -> new Objection(text(r, "code"), text(r, "text"))),
        list(object, "messages", AttemptJson::message),
        Duration.ofMillis(whole(object, "generate_ms")),
        Duration.ofMillis(whole(object, "check_ms")),
        text(object, "toolchain"),
        require(object, "exhaustive", "a truth value", JsonNode::isBoolean).asBoolean(),
        instant(object, "at"));
  }

  private static Sampling sampling(JsonNode node) {
    return new Sampling(
        number(node, "temperature"),
        number(node, "top_p"),
        integer(node, "top_k"),
        number(node, "min_p"),
        number(node, "repetition_penalty"),
        number(node, "presence_penalty"),
        integer(node, "max_tokens"),
        list(node, "stop", JsonNode::asText));
  }

  private static Message message(JsonNode node) {
    return new Message(
        word(Message.Severity.class, node, "severity"),
        integer(node, "line"),
        integer(node, "column"),
        Optional.empty(),
        text(node, "text"),
        node.has("goals") ? list(node, "goals", JsonNode::asText) : List.of());
  }

  private static JsonNode require(
      JsonNode object, String field, String kind, Function<JsonNode, Boolean> isKind) {
    JsonNode node = object.path(field);
    if (!isKind.apply(node)) {
      throw new IllegalArgumentException("the field \"" + field + "\" is missing or not " + kind);
    }
    return node;
  }

  private static String text(JsonNode object, String field) {
    return require(object, field, "a text", JsonNode::isTextual).asText();
  }

  private static double number(JsonNode object, String field) {
    return require(object, field, "a number", JsonNode::isNumber).asDouble();
  }

  private static int integer(JsonNode object, String field) {
    return require(object, field, "a whole number", JsonNode::canConvertToExactIntegral).intValue();
  }

  private static long whole(JsonNode object, String field) {
    return require(object, field, "a whole number", JsonNode::canConvertToExactIntegral)
        .longValue();
  }

  private static <T> List<T> list(JsonNode object, String field, Function<JsonNode, T> read) {
    List<T> items = new ArrayList<>();
    require(object, field, "a list", JsonNode::isArray)
        .forEach(item -> items.add(read.apply(item)));
    return items;
  }

  private static <E extends Enum<E>> E word(Class<E> words, JsonNode object, String field) {
    return Enum.valueOf(words, text(object, field).toUpperCase(Locale.ROOT));
  }

  private static Instant instant(JsonNode object, String field) {
    try {
      return Instant.parse(text(object, field));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("the field \"" + field + "\" is not a time", e);
    }
  }
}
