package lakatos.session;

import java.util.List;
import java.util.Locale;

/**
 * Where a node stands.
 *
 * @param on the nodes that this is because of, if it is not because of itself
 */
public record Status(Kind kind, List<String> on) {
  public Status {
    on = List.copyOf(on);
  }

  /** The ways in which a node can stand. */
  public enum Kind {
    /** Neither proved nor refuted. */
    OPEN,
    /** Proved from the gaps of a sketch, of which some are open. */
    SKETCHED,
    /** Proved from lemmas, of which some are open. */
    CONDITIONAL,
    /** Proved, and so is all that it rests on. */
    PROVED,
    /** False. */
    REFUTED,
    /** Its proof rests on something false. */
    INVALID,
    /** Its proof is one of a statement that has changed. */
    OUTDATED
  }

  public boolean isProved() {
    return kind == Kind.PROVED;
  }

  /** The status in words, {@code conditional on a, b}. */
  @Override
  public String toString() {
    String word = kind.name().toLowerCase(Locale.ROOT);
    return on.isEmpty() ? word : word + " on " + String.join(", ", on);
  }
}
