package lakatos.service;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;

/** Wakes those who wait for something to happen to jobs, as far as it happens here. Thread-safe. */
final class Changes {
  @GuardedBy("this")
  private long version;

  @GuardedBy("this")
  private boolean ended;

  synchronized void tell() {
    version++;
    notifyAll();
  }

  /** What to wait for a change from. */
  synchronized long version() {
    return version;
  }

  /** Nothing more will be told: whoever waits is interrupted. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Waits until something has happened since {@code seen}, or for so long. */
  synchronized void await(long seen, Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (version == seen) {
      if (ended) {
        throw new InterruptedException("the server is ending");
      }
      long millis = (end - System.nanoTime() + 999_999) / 1_000_000;
      if (millis <= 0) {
        return;
      }
      wait(millis);
    }
  }
}
