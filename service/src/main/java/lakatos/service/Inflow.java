package lakatos.service;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/**
 * The requests of one call, worked on as they come, so many at a time: the next is read when one is
 * done. Results are sent in the order in which they are found.
 *
 * @param <Q> request
 * @param <R> result
 */
final class Inflow<Q, R> implements StreamObserver<Q> {
  private final Calls calls;
  private final ServerCallStreamObserver<R> observer;
  private final Outflow<R> out;
  private final Work<Q, R> work;

  @GuardedBy("this")
  private int running;

  @GuardedBy("this")
  private boolean whole;

  @GuardedBy("this")
  private boolean left;

  /** What is done with each request. */
  interface Work<Q, R> {
    R of(Q request) throws InterruptedException;
  }

  private Inflow(Calls calls, ServerCallStreamObserver<R> observer, int ahead, Work<Q, R> work) {
    this.calls = calls;
    this.observer = observer;
    this.work = work;
    this.out = new Outflow<>(observer);
    observer.disableAutoRequest();
    observer.request(ahead);
  }

  /**
   * Makes what a call's requests go to.
   *
   * @param ahead so many at a time
   */
  static <Q, R> StreamObserver<Q> of(
      Calls calls, StreamObserver<R> observer, int ahead, Work<Q, R> work) {
    if (!calls.enter()) {
      observer.onError(calls.full());
      return new Ignored<>();
    }
    return new Inflow<>(calls, (ServerCallStreamObserver<R>) observer, ahead, work);
  }

  @Override
  public void onNext(Q request) {
    synchronized (this) {
      running++;
    }
    calls.execute(() -> work(request));
  }

  private void work(Q request) {
    try {
      Calls.whileWanted(
          () -> {
            out.send(work.of(request));
            return out;
          });
      observer.request(1);
    } catch (Exception e) { // the call's edge
      out.fail(e);
    } finally {
      done();
    }
  }

  private void done() {
    boolean last;
    synchronized (this) {
      running--;
      last = whole && running == 0;
    }
    if (last) {
      leave();
      out.complete();
    }
  }

  private void leave() {
    synchronized (this) {
      if (left) {
        return;
      }
      left = true;
    }
    calls.leave();
  }

  /** The client is gone; what is being worked on is interrupted by the call's own end. */
  @Override
  public void onError(Throwable why) {
    leave();
  }

  @Override
  public void onCompleted() {
    boolean last;
    synchronized (this) {
      whole = true;
      last = running == 0;
    }
    if (last) {
      leave();
      out.complete();
    }
  }

  /** The requests of a call that has been refused. */
  private static final class Ignored<Q> implements StreamObserver<Q> {
    @Override
    public void onNext(Q request) {}

    @Override
    public void onError(Throwable why) {}

    @Override
    public void onCompleted() {}
  }
}
