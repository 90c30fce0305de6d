package lakatos.prover.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/** The answer to one query as it comes in, event by event or at once. Not thread-safe. */
final class ServerAnswer {
  private static final String DONE = "[DONE]";

  private final ServerQuery query;
  private final LongConsumer drawn;
  private final List<ServerChoice> choices = new ArrayList<>();
  private Optional<Integer> told = Optional.empty();
  private long counted;
  private boolean ended;

  /**
   * Makes an answer of which nothing has come.
   *
   * @param drawn told how many tokens more there are as they come: the server's own count once it
   *     tells one, and pieces of a stream until then
   */
  ServerAnswer(ServerQuery query, LongConsumer drawn) {
    this.query = query;
    this.drawn = drawn;
    IntStream.range(0, query.count()).forEach(i -> choices.add(new ServerChoice(query.sampling())));
  }

  /**
   * Adds an event, or a whole answer.
   *
   * @throws ServerEvents.GarbledException if it is not what such servers send
   * @throws ErrorEventException if it tells of an error
   */
  void add(byte[] data) throws IOException {
    if (new String(data, StandardCharsets.UTF_8).strip().equals(DONE)) {
      ended = true;
      choices.forEach(ServerChoice::end);
      return;
    }
    JsonNode event = parsed(data);
    if (event.hasNonNull("error")) {
      int status = event.path("error").path("code").asInt();
      throw new ErrorEventException(status >= 400 ? status : 500, event.toString());
    }
    if (!event.path("choices").isArray() && !event.has("usage")) {
      throw new ServerEvents.GarbledException("JSON without choices");
    }
    for (JsonNode choice : event.path("choices")) {
      int index = choice.path("index").asInt();
      if (index >= 0 && index < choices.size()) { // some send more than they were asked for
        choices.get(index).add(choice);
      }
    }
    int count = event.path("usage").path("completion_tokens").asInt(-1);
    told = count >= 0 ? Optional.of(count) : told;
    count(told.orElse(choices.stream().mapToInt(ServerChoice::count).sum()));
  }

  private void count(int tokens) {
    drawn.accept(tokens - counted);
    counted = tokens;
  }

  private static JsonNode parsed(byte[] data) throws ServerEvents.GarbledException {
    try {
      JsonNode event = ServerQuery.JSON.readTree(data);
      if (event != null && event.isObject()) {
        return event;
      }
    } catch (JsonProcessingException e) {
      throw new ServerEvents.GarbledException("malformed JSON");
    } catch (IOException e) {
      throw new ServerEvents.GarbledException("what is not UTF-8");
    }
    throw new ServerEvents.GarbledException("JSON that is no object");
  }

  /** Whether nothing more is to come, or to be waited for. */
  boolean isEnded() {
    boolean finished = choices.stream().allMatch(ServerChoice::isFinished);
    return ended || (finished && choices.stream().anyMatch(ServerChoice::isCutHere));
  }

  /** The texts that are finished. The count that servers tell is of use for a single text only. */
  List<Completion> completions() {
    Optional<Integer> count = query.count() == 1 ? told : Optional.empty();
    return IntStream.range(0, choices.size())
        .mapToObj(i -> choices.get(i).completion(query.index() + i, query.seed() + i, count))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The server told of an error after it had begun to answer. */
  static final class ErrorEventException extends IOException {
    private final int status;
    private final String body;

    ErrorEventException(int status, String body) {
      super(body);
      this.status = status;
      this.body = body;
    }

    int status() {
      return status;
    }

    String body() {
      return body;
    }
  }
}
