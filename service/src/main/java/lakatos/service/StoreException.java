package lakatos.service;

import org.jspecify.annotations.Nullable;

/**
 * The store of jobs did not do what it was asked for; nothing of it was done, or it is not known.
 */
final class StoreException extends RuntimeException {

  /** What went wrong, to count and to act on. */
  enum Reason {
    /** It cannot be reached now, or is too busy; trying again may help. */
    UNAVAILABLE,
    /** No room is left on its disk; it goes on once there is some. */
    FULL,
    /** Its tables are of a newer version than this server knows. */
    NEWER_SCHEMA,
    /** Another process has the file. */
    IN_USE,
    /** Trying again does not help; the text says why. */
    UNUSABLE
  }

  private final Reason reason;

  StoreException(Reason reason, String text) {
    this(reason, text, null);
  }

  StoreException(Reason reason, String text, @Nullable Throwable cause) {
    super(text, cause);
    this.reason = reason;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  Reason reason() {
    return reason;
  }
}
