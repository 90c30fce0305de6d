package lakatos.session;

/** Something about a session that its owner can mend: one sentence says what and how. */
public final class SessionException extends RuntimeException {

  /** What went wrong, to count and to act on. */
  public enum Reason {
    /** The folder is no session. */
    NO_SESSION,
    /** Another process has it open. */
    IN_USE,
    /** Its files cannot be read or written, or do not fit together. */
    DAMAGED,
    /** A locked statement is not what was locked. */
    TAMPERED,
    /** It makes no sense as the session stands. */
    REFUSED
  }

  private final Reason reason;

  SessionException(Reason reason, String sentence) {
    super(sentence);
    this.reason = reason;
  }

  SessionException(Reason reason, String sentence, Throwable cause) {
    super(sentence, cause);
    this.reason = reason;
  }

  static SessionException refused(String sentence) {
    return new SessionException(Reason.REFUSED, sentence);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  public Reason reason() {
    return reason;
  }
}
