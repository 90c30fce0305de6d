package lakatos.service;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * Seats for those who work with Lean: one for each process of the pool. Whoever waits for an answer
 * goes before jobs, which take a seat only if nobody else wants it. Thread-safe.
 */
final class Desk {
  private final int queue;

  @GuardedBy("this")
  private int free;

  @GuardedBy("this")
  private int waiting;

  /**
   * Makes a desk.
   *
   * @param queue so many may wait for an answer; more are refused
   */
  Desk(int seats, int queue) {
    this.free = seats;
    this.queue = queue;
  }

  /** What is done in a seat. */
  interface Work<T> {
    T run() throws InterruptedException;
  }

  /**
   * Works for somebody who waits, before all jobs.
   *
   * @throws ServiceException {@code BUSY} if too many wait already
   */
  <T> T now(Work<T> work) throws InterruptedException {
    take();
    return seated(work);
  }

  /** Works when there is a seat that nobody else wants. */
  <T> T whenQuiet(Work<T> work) throws InterruptedException {
    takeWhenQuiet();
    return seated(work);
  }

  private <T> T seated(Work<T> work) throws InterruptedException {
    try {
      return work.run();
    } finally {
      giveBack();
    }
  }

  private synchronized void take() throws InterruptedException {
    if (free == 0 && waiting >= queue) {
      throw new ServiceException(
          ServiceException.Reason.BUSY,
          waiting + " requests wait already; try again in a while, or submit a job");
    }
    waiting++;
    try {
      while (free == 0) {
        wait();
      }
      free--;
    } finally {
      waiting--;
      notifyAll();
    }
  }

  private synchronized void takeWhenQuiet() throws InterruptedException {
    while (free == 0 || waiting > 0) {
      wait();
    }
    free--;
  }

  private synchronized void giveBack() {
    free++;
    notifyAll();
  }

  /** How many wait for an answer. */
  synchronized int waiting() {
    return waiting;
  }
}
