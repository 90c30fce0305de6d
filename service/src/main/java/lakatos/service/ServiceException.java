package lakatos.service;

/** The service cannot do what is asked of it. */
public final class ServiceException extends RuntimeException {

  /** What went wrong, to count and to act on. */
  public enum Reason {
    /** A file cannot be read or written, or holds something else than it should. */
    BAD_FILE,
    /** The server must not, or cannot, listen there. */
    BAD_ADDRESS,
    /** Jobs cannot be kept where the options say. */
    BAD_STORE,
    /** There is such a caller already. */
    KNOWN_CALLER,
    /** There is no such caller. */
    UNKNOWN_CALLER,
    /** No name for a caller. */
    BAD_NAME,
    /** Too much is asked of it at once, or by one caller; later there may be room. */
    BUSY,
    /** There is no such job or model. */
    UNKNOWN,
    /** What is asked for does not fit the state of the job. */
    CONFLICT
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
