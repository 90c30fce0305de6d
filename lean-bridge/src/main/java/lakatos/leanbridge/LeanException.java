package lakatos.leanbridge;

import java.util.List;

/** Lean gave no answer. A proof that Lean refuses is a {@link Verdict}, never an exception. */
public final class LeanException extends RuntimeException {

  /** What went wrong, to count and to act on. */
  public enum Reason {
    /** No reply within the limit and its grace; the process was killed. */
    TIMED_OUT,
    /** The process ended, or was killed from outside, before it replied. */
    DIED,
    /** Too many requests are waiting already. */
    BUSY,
    /** No Lean process can be started. */
    UNAVAILABLE,
    /** The pool has been closed. */
    CLOSED,
    /** The header, the preamble or the statement is not usable; the messages say why. */
    UNUSABLE,
    /** The request does not make sense to this REPL. */
    REFUSED
  }

  private final Reason reason;
  private final List<Message> messages;

  LeanException(Reason reason, String text) {
    this(reason, text, List.of());
  }

  LeanException(Reason reason, String text, List<Message> messages) {
    super(text);
    this.reason = reason;
    this.messages = List.copyOf(messages);
  }

  LeanException(Reason reason, String text, Throwable cause) {
    super(text, cause);
    this.reason = reason;
    this.messages = List.of();
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  public Reason reason() {
    return reason;
  }

  /** Lean's own messages, with positions in the text at fault; empty unless {@code UNUSABLE}. */
  public List<Message> messages() {
    return messages;
  }
}
