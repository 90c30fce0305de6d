package lakatos.service;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The threads that work for callers. So many calls at once, and no more; the work for a call ends
 * when the caller is gone or its deadline has passed. Thread-safe.
 */
final class Calls implements AutoCloseable {
  private final ExecutorService threads;
  private final Semaphore room;
  private final int most;

  Calls(int most) {
    this.most = most;
    this.room = new Semaphore(most);
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "call");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** What a streaming call does. */
  interface Body<T> {
    void run(Outflow<T> out) throws InterruptedException;
  }

  /** Answers with one message, on this thread. */
  <T> void answer(StreamObserver<T> observer, Callable<T> work) {
    if (!room.tryAcquire()) {
      observer.onError(full());
      return;
    }
    T answer;
    try {
      answer = whileWanted(work);
    } catch (Exception e) { // the call's edge
      observer.onError(Refusal.of(e));
      return;
    } finally {
      room.release();
    }
    observer.onNext(answer);
    observer.onCompleted();
  }

  /** Answers with many messages, on a thread of its own. */
  <T> void stream(StreamObserver<T> observer, Body<T> body) {
    if (!room.tryAcquire()) {
      observer.onError(full());
      return;
    }
    Outflow<T> out = new Outflow<>((ServerCallStreamObserver<T>) observer);
    threads.execute(
        Context.current()
            .wrap(
                () -> {
                  try {
                    whileWanted(
                        () -> {
                          body.run(out);
                          return out;
                        });
                    out.complete();
                  } catch (Exception e) { // the call's edge
                    out.fail(e);
                  } finally {
                    room.release();
                  }
                }));
  }

  /**
   * Takes room for a call whose messages are worked on one by one.
   *
   * @return nothing if there is none
   */
  boolean enter() {
    return room.tryAcquire();
  }

  void leave() {
    room.release();
  }

  Exception full() {
    return Refusal.busy(
        "the server has " + most + " calls in progress; try again, or send many over one stream");
  }

  /** Works for the current call on another thread. */
  void execute(Runnable work) {
    threads.execute(Context.current().wrap(work));
  }

  /** Works on this thread, which is interrupted when the current call ends before. */
  static <T> T whileWanted(Callable<T> work) throws Exception {
    Interruption interruption = new Interruption(Thread.currentThread());
    Context context = Context.current();
    context.addListener(interruption, Runnable::run);
    try {
      return work.call();
    } finally {
      context.removeListener(interruption);
      interruption.disarm();
    }
  }

  /** When nobody will wait for the answer any more. */
  static Optional<Instant> deadline() {
    Deadline deadline = Context.current().getDeadline();
    return deadline == null
        ? Optional.empty()
        : Optional.of(Instant.now().plusNanos(deadline.timeRemaining(TimeUnit.NANOSECONDS)));
  }

  /** Interrupts a thread while it is at work for one call, and not after. */
  private static final class Interruption implements Context.CancellationListener {
    private final Thread thread;
    private boolean armed = true;

    Interruption(Thread thread) {
      this.thread = thread;
    }

    @Override
    public synchronized void cancelled(Context context) {
      if (armed) {
        thread.interrupt();
      }
    }

    synchronized void disarm() {
      armed = false;
      Thread.interrupted(); // the thread goes on with other calls
    }
  }

  /** Interrupts whatever is being worked on. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
