package lakatos.leanbridge;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who may work: a fixed number of permits, idle processes among them, and a fair, bounded line of
 * threads that wait for one. Thread-safe; the lock guards bookkeeping only.
 */
final class Seats {

  /** A process and the headers it has elaborated. */
  static final class Seat {
    final LeanWorker worker;
    final List<String> headers = new ArrayList<>();

    Seat(LeanWorker worker) {
      this.worker = worker;
    }
  }

  /** A thread in line; what it gets is a seat or the leave to start one. */
  private static final class Waiter {
    final Condition served;
    boolean done;
    @Nullable Seat seat;

    Waiter(Condition served) {
      this.served = served;
    }
  }

  private final int longestLine;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Deque<Seat> idle = new ArrayDeque<>();

  @GuardedBy("lock")
  private final Deque<Waiter> line = new ArrayDeque<>();

  /** Processes that may still be started. */
  @GuardedBy("lock")
  private int permits;

  @GuardedBy("lock")
  private boolean closed;

  Seats(int permits, int longestLine) {
    this.permits = permits;
    this.longestLine = longestLine;
  }

  /**
   * Waits for a turn and returns an idle process, preferably one that knows {@code header}, or
   * nothing for the leave to start a process.
   *
   * @throws LeanException {@code BUSY}, {@code CLOSED}, or {@code TIMED_OUT} at the deadline
   */
  Optional<Seat> take(String header, Optional<Instant> deadline) {
    lock.lock();
    try {
      requireOpen();
      if (line.isEmpty() && !idle.isEmpty()) {
        return Optional.of(bestIdle(header));
      }
      if (line.isEmpty() && permits > 0) {
        permits--;
        return Optional.empty();
      }
      if (line.size() >= longestLine) {
        throw new LeanException(
            LeanException.Reason.BUSY, line.size() + " requests are waiting for Lean already");
      }
      return queue(deadline);
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private Optional<Seat> queue(Optional<Instant> deadline) {
    Waiter waiter = new Waiter(lock.newCondition());
    line.addLast(waiter);
    try {
      awaitTurn(waiter, deadline);
      return Optional.ofNullable(waiter.seat);
    } catch (LeanException e) {
      if (!line.remove(waiter) && waiter.done) {
        passOn(waiter.seat);
      }
      throw e;
    }
  }

  @GuardedBy("lock")
  private void awaitTurn(Waiter waiter, Optional<Instant> deadline) {
    try {
      while (!waiter.done) {
        requireOpen();
        if (deadline.isEmpty()) {
          waiter.served.await();
          continue;
        }
        long nanos = Duration.between(Instant.now(), deadline.get()).toNanos();
        if (nanos <= 0) {
          throw new LeanException(
              LeanException.Reason.TIMED_OUT, "no Lean process became free in time");
        }
        waiter.served.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LeanException(
          LeanException.Reason.CLOSED, "interrupted while waiting for a Lean process", e);
    }
  }

  @GuardedBy("lock")
  private void requireOpen() {
    if (closed) {
      throw new LeanException(LeanException.Reason.CLOSED, "the pool is closed");
    }
  }

  /** The idle seat that knows the header, else the one used last: its memory is still in caches. */
  @GuardedBy("lock")
  private Seat bestIdle(String header) {
    for (Seat seat : idle) {
      if (seat.headers.contains(header)) {
        idle.remove(seat);
        return seat;
      }
    }
    return idle.removeFirst();
  }

  /** Takes a permit to start a process in advance, if all of them are unused. */
  boolean takeFirstPermit(int all) {
    lock.lock();
    try {
      if (closed || permits < all) {
        return false;
      }
      permits--;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Gives a permit back, with its process if there is one. Returns false if the pool is closed. */
  boolean giveBack(Optional<Seat> seat) {
    lock.lock();
    try {
      if (!closed) {
        passOn(seat.orElse(null));
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void passOn(@Nullable Seat seat) {
    Waiter first = line.pollFirst();
    if (first != null) {
      first.done = true;
      first.seat = seat;
      first.served.signal();
    } else if (seat != null) {
      idle.addFirst(seat);
    } else {
      permits++;
    }
  }

  /** Ends the line: whoever waits, now or later, is told that the pool is closed. */
  void close() {
    lock.lock();
    try {
      closed = true;
      idle.clear();
      line.forEach(waiter -> waiter.served.signal());
    } finally {
      lock.unlock();
    }
  }

  int idle() {
    lock.lock();
    try {
      return idle.size();
    } finally {
      lock.unlock();
    }
  }

  int waiting() {
    lock.lock();
    try {
      return line.size();
    } finally {
      lock.unlock();
    }
  }
}
