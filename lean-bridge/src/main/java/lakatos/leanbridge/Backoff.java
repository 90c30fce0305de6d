package lakatos.leanbridge;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.Instant;

/** Growing pauses between attempts to start Lean after it did not start. Thread-safe. */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final int MOST_DOUBLINGS = 6;
  private static final int HOPELESS = 5;

  @GuardedBy("this")
  private int failures;

  @GuardedBy("this")
  private Instant next = Instant.MIN;

  synchronized void failed() {
    next = Instant.now().plus(FIRST.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS)));
    failures++;
  }

  synchronized void succeeded() {
    failures = 0;
    next = Instant.MIN;
  }

  /**
   * Waits until the next attempt is due.
   *
   * @throws LeanException {@code UNAVAILABLE} at once if so many attempts have failed in a row that
   *     waiting is no use; another is allowed when the pause is over
   */
  void await() {
    Duration pause = pause();
    if (pause.isZero()) {
      return;
    }
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LeanException(
          LeanException.Reason.CLOSED, "interrupted while waiting for a Lean process", e);
    }
  }

  private synchronized Duration pause() {
    Instant now = Instant.now();
    if (!now.isBefore(next)) {
      return Duration.ZERO;
    }
    if (failures >= HOPELESS) {
      throw new LeanException(
          LeanException.Reason.UNAVAILABLE,
          "Lean has not started " + failures + " times in a row; lakatos doctor says more");
    }
    return Duration.between(now, next);
  }
}
