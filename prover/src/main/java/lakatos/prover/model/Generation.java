package lakatos.prover.model;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Samples of one request, as they are finished. Thread-safe.
 *
 * <p>Whoever draws them is told through {@link #isCancelled} or the action given at the start when
 * nobody wants the rest.
 */
public final class Generation implements AutoCloseable {
  private final Object lock = new Object();
  private final Runnable cancel;

  @GuardedBy("lock")
  private final Queue<Completion> finished = new ArrayDeque<>();

  @GuardedBy("lock")
  private int left;

  @GuardedBy("lock")
  private @Nullable ModelException failure;

  @GuardedBy("lock")
  private boolean cancelled;

  private final AtomicLong drawn = new AtomicLong();
  private final Instant begun = Instant.now();

  @GuardedBy("lock")
  private @Nullable Instant ended;

  /**
   * Makes a generation of which nothing is finished.
   *
   * @param samples how many will be delivered
   * @param cancel run once if it is closed before that
   */
  Generation(int samples, Runnable cancel) {
    this.left = samples;
    this.cancel = cancel;
  }

  /** A generation that is finished: for a model that has all its texts at once. */
  public static Generation finished(List<Completion> completions) {
    Generation generation = new Generation(completions.size(), () -> {});
    completions.forEach(generation::deliver);
    generation.drew(completions.stream().mapToLong(Completion::tokenCount).sum());
    return generation;
  }

  /**
   * Waits for the next sample, in the order in which they are finished.
   *
   * @return nothing if there are no more, or if {@code wait} has passed: {@link #isDone} tells
   *     which
   * @throws ModelException if the rest cannot be drawn; what was finished before is given first
   */
  public Optional<Completion> next(Duration wait) throws InterruptedException {
    long end = System.nanoTime() + wait.toNanos();
    synchronized (lock) {
      while (finished.isEmpty() && left > 0 && failure == null && !cancelled) {
        long millis = (end - System.nanoTime() + 999_999) / 1_000_000;
        if (millis <= 0) {
          return Optional.empty();
        }
        lock.wait(millis);
      }
      Completion next = finished.poll();
      if (next == null && failure != null) {
        throw failure;
      }
      return Optional.ofNullable(next);
    }
  }

  /** Whether every sample has been taken, or the rest is not wanted. */
  public boolean isDone() {
    synchronized (lock) {
      return cancelled || (finished.isEmpty() && left == 0);
    }
  }

  /** Tokens drawn so far, those of unfinished samples included where that is known. */
  public long drawn() {
    return drawn.get();
  }

  /** Counts tokens as drawn. */
  void drew(long tokens) {
    drawn.addAndGet(tokens);
  }

  /** When it was being drawn: from its beginning to its end, or until now. */
  public Span span() {
    synchronized (lock) {
      return new Span(begun, ended == null ? Instant.now() : ended);
    }
  }

  boolean isCancelled() {
    synchronized (lock) {
      return cancelled;
    }
  }

  /** Hands over a sample; dropped if nobody wants it. */
  void deliver(Completion completion) {
    synchronized (lock) {
      if (!cancelled && left > 0) {
        left--;
        ended = left == 0 ? Instant.now() : null;
        finished.add(completion);
        lock.notifyAll();
      }
    }
  }

  /** Tells that the rest cannot be drawn. */
  void fail(ModelException why) {
    synchronized (lock) {
      if (failure == null && left > 0) {
        failure = why;
        ended = Instant.now();
        lock.notifyAll();
      }
    }
  }

  /** Cancels what is not finished. */
  @Override
  public void close() {
    synchronized (lock) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      ended = ended == null ? Instant.now() : ended;
      lock.notifyAll();
      if (left == 0) {
        return;
      }
    }
    cancel.run();
  }
}
