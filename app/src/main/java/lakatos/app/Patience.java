package lakatos.app;

import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How long a server may be away before whoever needs it gives up. Not thread-safe. */
final class Patience {
  private static final Duration ALL = Duration.ofMinutes(5);
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Duration all;
  private Duration next = FIRST;
  private @Nullable Instant end;

  Patience() {
    this(ALL);
  }

  Patience(Duration all) {
    this.all = all;
  }

  /** Whether it may be that the same call succeeds a while later. */
  static boolean isPassing(StatusRuntimeException e) {
    return switch (e.getStatus().getCode()) {
      case UNAVAILABLE, RESOURCE_EXHAUSTED, ABORTED -> true;
      case OK,
          CANCELLED,
          UNKNOWN,
          INVALID_ARGUMENT,
          DEADLINE_EXCEEDED,
          NOT_FOUND,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          FAILED_PRECONDITION,
          OUT_OF_RANGE,
          UNIMPLEMENTED,
          INTERNAL,
          DATA_LOSS,
          UNAUTHENTICATED ->
          false;
    };
  }

  /**
   * Tries until it succeeds.
   *
   * @param log hears of it when the server goes away
   * @throws StatusRuntimeException as {@link #after}
   */
  <T> T through(Supplier<T> attempt, Consumer<String> log) {
    while (true) {
      try {
        return attempt.get();
      } catch (StatusRuntimeException e) {
        if (end == null && isPassing(e)) {
          log.accept("trying again: " + e.getStatus().getDescription());
        }
        after(e);
      }
    }
  }

  /**
   * Waits a while after a failure, longer each time.
   *
   * @throws StatusRuntimeException the failure, if it will not pass, or there is no patience left
   */
  void after(StatusRuntimeException failure) {
    Instant now = Instant.now();
    end = end == null ? now.plus(all) : end;
    if (!isPassing(failure) || now.plus(next).isAfter(end)) {
      throw failure;
    }
    try {
      Thread.sleep(next.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
    Duration twice = next.multipliedBy(2);
    next = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
  }

  /** The server is there. */
  void restore() {
    end = null;
    next = FIRST;
  }
}
