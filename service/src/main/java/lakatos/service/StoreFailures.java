package lakatos.service;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.stream.Stream;
import lakatos.service.StoreException.Reason;
import org.jspecify.annotations.Nullable;

/** What a database's failures mean to a caller, in one sentence without passwords. */
final class StoreFailures {
  /** Of transactions that came to nothing because another was first, as with unique keys. */
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "23505");

  /** Of connections that are no more, beside all of class 08. */
  private static final Set<String> LOST = Set.of("57P01", "57P02", "57P03", "90098", "90121");

  private static final Set<String> BUSY = Set.of("53300", "55P03", "57014", "25P03", "HYT00");
  private static final String READ_ONLY = "25006";
  private static final String DISK_FULL = "53100";
  private static final String FILE_IN_USE = "90020";

  private final StoreLocation location;

  StoreFailures(StoreLocation location) {
    this.location = location;
  }

  /** Returns whether a transaction that came to nothing by this may do better on a second try. */
  static boolean isPassing(SQLException e) {
    return CONFLICTS.contains(state(e)) || isLost(e);
  }

  /** Of a failure that the pool or this program made there is none. */
  private static String state(SQLException e) {
    return String.valueOf(e.getSQLState());
  }

  private static boolean isLost(SQLException e) {
    String state = state(e);
    return state.startsWith("08") || LOST.contains(state);
  }

  StoreException of(SQLException e) {
    Reason reason = reason(e);
    return new StoreException(reason, text(reason, e), shareable(e));
  }

  /** A file is better not written when little room is left. */
  StoreException nearlyFull() {
    return new StoreException(
        Reason.FULL,
        "little room is left for the store " + location.shown() + "; make some, and it goes on");
  }

  /** The database may have done what it was asked for, or not. */
  StoreException inDoubt(SQLException e) {
    StoreException failure = of(e);
    boolean useless = failure.reason() == Reason.UNUSABLE;
    return useless
        ? new StoreException(Reason.UNAVAILABLE, text(Reason.UNAVAILABLE, e), shareable(e))
        : failure;
  }

  private static Reason reason(SQLException e) {
    String state = state(e);
    if (state.equals(DISK_FULL) || causes(e).anyMatch(StoreFailures::isFull)) {
      return Reason.FULL;
    }
    if (state.equals(FILE_IN_USE)) {
      return Reason.IN_USE;
    }
    boolean passing =
        isPassing(e)
            || BUSY.contains(state)
            || state.equals(READ_ONLY)
            || e instanceof SQLTransientException;
    return passing ? Reason.UNAVAILABLE : Reason.UNUSABLE;
  }

  private static boolean isFull(Throwable cause) {
    String text = String.valueOf(cause.getMessage());
    return cause instanceof IOException
        && (text.contains("No space left")
            || text.contains("File too large")
            || text.contains("quota exceeded"));
  }

  private String text(Reason reason, SQLException e) {
    String shown = location.shown();
    return switch (reason) {
      case FULL ->
          "no room is left for the store "
              + shown
              + (location.embedded()
                  ? "; make some, and start the server again"
                  : "; make some, and it goes on");
      case IN_USE -> "another process has the store " + shown + "; end it, or name another file";
      case UNAVAILABLE, NEWER_SCHEMA ->
          "the store " + shown + " does not answer as it should (" + words(e) + "); try again";
      case UNUSABLE -> "the store " + shown + " cannot be used (" + words(e) + ")";
    };
  }

  /** The first line of what the database says, which has neither the statement nor its values. */
  private String words(SQLException e) {
    String message = String.valueOf(e.getMessage());
    String line = message.lines().findFirst().orElse(message);
    return location.hiddenIn(line.replaceFirst("; SQL statement:$", ""));
  }

  /** An exception whose text gives a password away ends here. */
  private @Nullable SQLException shareable(SQLException e) {
    boolean secret =
        causes(e)
            .map(cause -> String.valueOf(cause.getMessage()))
            .anyMatch(text -> !location.hiddenIn(text).equals(text));
    return secret ? null : e;
  }

  private static Stream<Throwable> causes(Throwable e) {
    return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause).limit(20);
  }
}
