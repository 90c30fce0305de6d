package lakatos.corpus;

/** A corpus cannot be read or written; the message is a sentence for whoever asked. */
public final class CorpusException extends RuntimeException {

  /** What went wrong, to act on. */
  public enum Reason {
    /** A file cannot be read or written. */
    FILE,
    /** A file holds something else than it should. */
    MALFORMED,
    /** What was begun differs from what is asked for now. */
    OTHER_RUN,
    /** There is nothing to extract. */
    EMPTY
  }

  private final Reason reason;

  CorpusException(Reason reason, String text) {
    super(text);
    this.reason = reason;
  }

  CorpusException(Reason reason, String text, Throwable cause) {
    super(text, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
