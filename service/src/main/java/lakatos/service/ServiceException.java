package lakatos.service;

/** The service cannot do what it is asked. */
public final class ServiceException extends RuntimeException {

  /** What went wrong, to count and to act on. */
  public enum Reason {
    /** Options contradict each other, or a file that they name cannot be used. */
    MISCONFIGURED,
    /** Too much is asked of it at once, or of it by one caller; later there may be room. */
    BUSY,
    /** There is no such job or model. */
    UNKNOWN,
    /** What is asked for does not fit the state of the job. */
    CONFLICT,
    /** Jobs cannot be kept or found now; later they may be. */
    STORE
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
