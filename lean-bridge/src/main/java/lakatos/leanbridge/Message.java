package lakatos.leanbridge;

import java.util.List;
import java.util.Optional;

/**
 * A message of Lean's about a place in a text.
 *
 * @param line of the text it is about, from 1
 * @param column in characters, from 0
 * @param end where what it is about ends; empty if Lean does not say
 * @param goals of an error: the goals before the tactic that it is about, or some of them, if they
 *     were asked for; empty if it is about none. Only to be shown
 */
public record Message(
    Severity severity, int line, int column, Optional<Place> end, String text, List<String> goals) {

  public Message {
    goals = List.copyOf(goals);
  }

  /** A place in a text; line from 1, column in characters from 0. */
  public record Place(int line, int column) {}

  /** A message without an end or goals. */
  public Message(Severity severity, int line, int column, String text) {
    this(severity, line, column, Optional.empty(), text, List.of());
  }

  /** How bad it is. */
  public enum Severity {
    ERROR,
    WARNING,
    INFO
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** Returns the message as compilers print it, {@code 3:14: error: ...}. */
  @Override
  public String toString() {
    return line
        + ":"
        + column
        + ": "
        + severity.name().toLowerCase(java.util.Locale.ROOT)
        + ": "
        + text;
  }
}
