package lakatos.expertiteration;

/** A run cannot go on; the message is one sentence for its owner. */
public final class IterationException extends RuntimeException {

  /** What went wrong, to act on. */
  public enum Reason {
    /** A file, an option or a folder is not what it should be. */
    BAD_INPUT,
    /** Something cannot be written or read: no disk, no permission. */
    DISK,
    /** Spark, or what its executors need, failed. */
    CLUSTER,
    /** Training has nothing to learn from. */
    NOTHING_TO_LEARN
  }

  private final Reason reason;

  IterationException(Reason reason, String sentence) {
    super(sentence);
    this.reason = reason;
  }

  IterationException(Reason reason, String sentence, Throwable cause) {
    super(sentence, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
