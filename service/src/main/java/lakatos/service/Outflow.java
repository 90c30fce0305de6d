package lakatos.service;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;

/**
 * What a call sends back: no faster than its client takes it, so that nothing is heaped up here.
 * Thread-safe.
 *
 * @param <T> what is sent
 */
final class Outflow<T> {
  @GuardedBy("this")
  private final ServerCallStreamObserver<T> observer;

  @GuardedBy("this")
  private boolean ended;

  /** Takes over an observer; to be made before the call's first method returns. */
  Outflow(ServerCallStreamObserver<T> observer) {
    this.observer = observer;
    observer.setOnReadyHandler(this::wake);
    observer.setOnCancelHandler(this::wake);
  }

  private synchronized void wake() {
    notifyAll();
  }

  /**
   * Sends, after waiting until the client takes more.
   *
   * @throws io.grpc.StatusRuntimeException {@code CANCELLED} if there is no client any more
   */
  synchronized void send(T item) throws InterruptedException {
    while (!ended && !observer.isReady() && !observer.isCancelled()) {
      wait();
    }
    if (ended || observer.isCancelled()) {
      throw Status.CANCELLED.withDescription("the client is gone").asRuntimeException();
    }
    observer.onNext(item);
  }

  /** Sends if the client takes it at once; else it is lost. */
  synchronized void offer(T item) {
    if (!ended && observer.isReady() && !observer.isCancelled()) {
      observer.onNext(item);
    }
  }

  synchronized void complete() {
    if (!ended) {
      ended = true;
      observer.onCompleted();
    }
  }

  synchronized void fail(Exception e) {
    if (!ended) {
      ended = true;
      observer.onError(Refusal.of(e));
    }
  }
}
