package lakatos.service;

/** The server cannot do what was asked of it, and not for a caller's fault. */
public final class ServiceException extends RuntimeException {

  /** What went wrong, to count and to act on. */
  public enum Reason {
    /** A file cannot be read or written, or holds something else than it should. */
    BAD_FILE,
    /** The server must not, or cannot, listen there. */
    BAD_ADDRESS,
    /** There is such a caller already. */
    KNOWN_CALLER,
    /** There is no such caller. */
    UNKNOWN_CALLER,
    /** No name for a caller. */
    BAD_NAME
  }

  private final Reason reason;

  ServiceException(Reason reason, String text) {
    super(text);
    this.reason = reason;
  }

  ServiceException(Reason reason, String text, Throwable cause) {
    super(text, cause);
    this.reason = reason;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  public Reason reason() {
    return reason;
  }
}
