package lakatos.prover.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One text as it grows. Not thread-safe. */
final class ServerChoice {
  /** What vLLM writes in place of a token that it is to number. */
  private static final String NUMBERED = "token_id:";

  /** No token of any vocabulary is longer on average, not even white space. */
  private static final long MOST_CHARS_PER_TOKEN = 256;

  private static final long SPARE_CHARS = 1 << 16;
  private static final int CHARS_PER_TOKEN_KEPT = 16;

  private final Sampling sampling;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final List<Completion.Token> tokens = new ArrayList<>();
  private boolean numbered = true;
  private int pieces;
  private boolean begun;
  private boolean cutHere;
  private Completion.@Nullable Finish finish;

  ServerChoice(Sampling sampling) {
    this.sampling = sampling;
  }

  /**
   * Adds what an event has of this choice, be it a chunk or the whole.
   *
   * @throws ServerEvents.GarbledException if it is longer than the request allows
   * @throws ServerAnswer.ErrorEventException if the server gave it up
   */
  void add(JsonNode choice) throws ServerEvents.GarbledException, ServerAnswer.ErrorEventException {
    if (finish != null) {
      return;
    }
    begun = true;
    JsonNode part = choice.has("delta") ? choice.path("delta") : choice.path("message");
    String thought = string(part, "reasoning_content");
    thought = thought.isEmpty() ? string(part, "reasoning") : thought;
    String more = string(part, "content") + string(choice, "text");
    int before = text.length();
    reasoning.append(thought);
    text.append(more);
    pieces += thought.isEmpty() && more.isEmpty() ? 0 : 1;
    addTokens(choice.path("logprobs"));
    requireBounded();
    finish = finish(choice.path("finish_reason"));
    cutAtStop(before);
  }

  private static String string(JsonNode node, String member) {
    return node.path(member).isTextual() ? node.path(member).textValue() : "";
  }

  private void requireBounded() throws ServerEvents.GarbledException {
    long held = (long) text.length() + reasoning.length();
    held += (long) CHARS_PER_TOKEN_KEPT * tokens.size();
    if (held > MOST_CHARS_PER_TOKEN * sampling.maxTokens() + SPARE_CHARS) {
      throw new ServerEvents.GarbledException(
          "a text far longer than " + sampling.maxTokens() + " tokens");
    }
  }

  private static Completion.@Nullable Finish finish(JsonNode reason)
      throws ServerAnswer.ErrorEventException {
    if (!reason.isTextual()) {
      return null;
    }
    return switch (reason.textValue()) {
      case "length", "max_tokens" -> Completion.Finish.LENGTH;
      case "abort", "error" ->
          throw new ServerAnswer.ErrorEventException(500, "it gave the text up");
      default -> Completion.Finish.STOP;
    };
  }

  /** Ends the text before the first stop string that reaches beyond {@code before}. */
  private void cutAtStop(int before) {
    int cut = -1;
    for (String stop : sampling.stop()) {
      int at = text.indexOf(stop, Math.max(0, before - stop.length() + 1));
      cut = at >= 0 && (cut < 0 || at < cut) ? at : cut;
    }
    if (cut >= 0) {
      text.setLength(cut);
      cutHere = true;
      finish = Completion.Finish.STOP;
    }
  }

  /** Chats and llama.cpp list objects; OpenAI's text completions have two lists side by side. */
  private void addTokens(JsonNode logProbs) {
    for (JsonNode token : logProbs.path("content")) {
      addToken(token.path("id"), token.path("token"), token.path("logprob"));
    }
    JsonNode texts = logProbs.path("tokens");
    for (int i = 0; i < texts.size(); i++) {
      addToken(
          logProbs.path("ids").path(i), texts.path(i), logProbs.path("token_logprobs").path(i));
    }
  }

  private void addToken(JsonNode id, JsonNode token, JsonNode logProb) {
    String name = token.asText();
    if (id.isInt()) {
      tokens.add(new Completion.Token(id.intValue(), logProb.asDouble()));
    } else if (name.matches(NUMBERED + "\\d{1,9}")) {
      int number = Integer.parseInt(name.substring(NUMBERED.length()));
      tokens.add(new Completion.Token(number, logProb.asDouble()));
    } else {
      numbered = false;
    }
  }

  /** Says that the stream came to its proper end. A text that has not begun is none. */
  void end() {
    if (begun && finish == null) {
      finish = Completion.Finish.STOP;
    }
  }

  boolean isFinished() {
    return finish != null;
  }

  /** Whether a stop string ended it that the server did not look for, and may go on after. */
  boolean isCutHere() {
    return cutHere;
  }

  /**
   * What has been drawn; nothing while it is not finished.
   *
   * @param told how many tokens it has, if the server told
   */
  Optional<Completion> completion(int index, long seed, Optional<Integer> told) {
    if (finish == null) {
      return Optional.empty();
    }
    List<Completion.Token> known = numbered ? tokens : List.of();
    int count = told.orElse(count());
    return Optional.of(
        new Completion(index, seed, text.toString(), reasoning.toString(), finish, count, known));
  }

  /** Its tokens as far as they can be made out: servers may send several at once. */
  int count() {
    return Math.max(pieces, tokens.size());
  }
}
