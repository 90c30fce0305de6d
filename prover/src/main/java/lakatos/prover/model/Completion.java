package lakatos.prover.model;

import java.util.List;

/**
 * One text that a model drew.
 *
 * @param index which sample of the request, from 0
 * @param seed with which it was drawn
 * @param text without the stop string that ended it
 * @param reasoning what a server gave apart from the text as the model's thoughts; empty if nothing
 * @param tokenCount tokens drawn, thoughts and the one that ended it included
 * @param tokens what was drawn, with log-probabilities; empty if a server does not tell
 */
public record Completion(
    int index,
    long seed,
    String text,
    String reasoning,
    Finish finish,
    int tokenCount,
    List<Token> tokens) {

  /** Why a text ended. */
  public enum Finish {
    /** The model ended it, or a stop string did. */
    STOP,
    /** It reached the most tokens that it may have, or the model's context. */
    LENGTH
  }

  /**
   * A token that was drawn.
   *
   * @param logProb natural logarithm of its probability under the model at temperature 1, before
   *     anything that {@link Sampling} does
   */
  public record Token(int id, double logProb) {}

  public Completion {
    tokens = List.copyOf(tokens);
  }

  /** The text less the thoughts that a model writes into it; empty if it does not come to more. */
  public String answer() {
    return Answer.withoutThoughts(text);
  }
}
