package lakatos.service;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import io.grpc.StatusException;

/**
 * A call that may be refused at each of its messages, in either direction. Whoever serves it then
 * finds it cancelled, gets no more messages, and what it still sends goes nowhere.
 */
final class RefusableCall<Q, R> extends SimpleForwardingServerCall<Q, R> {

  /*
   * Requests come on one thread at a time, but answers of a stream may come on others, and a call
   * must not be used after it is closed. So everything that goes out takes the lock; nothing in it
   * waits, for gRPC only queues what is sent.
   */
  private final Check<? super R> outgoing;

  @GuardedBy("this")
  private boolean refused;

  /** Looks at a message, and throws if the call ends with it. */
  interface Check<T> {
    void look(T message) throws StatusException;
  }

  private RefusableCall(ServerCall<Q, R> call, Check<? super R> outgoing) {
    super(call);
    this.outgoing = outgoing;
  }

  /** Starts a call whose messages are looked at. */
  static <Q, R> ServerCall.Listener<Q> start(
      ServerCall<Q, R> call,
      Metadata headers,
      ServerCallHandler<Q, R> next,
      Check<? super Q> incoming,
      Check<? super R> outgoing) {
    RefusableCall<Q, R> refusable = new RefusableCall<>(call, outgoing);
    return refusable.new Listener(next.startCall(refusable, headers), incoming);
  }

  private synchronized void refuse(StatusException refusal) {
    if (!refused) {
      refused = true;
      Refusal.close(delegate(), refusal);
    }
  }

  private synchronized boolean isRefused() {
    return refused;
  }

  @Override
  public synchronized void sendHeaders(Metadata headers) {
    if (!refused) {
      super.sendHeaders(headers);
    }
  }

  @Override
  public synchronized void sendMessage(R message) {
    if (refused) {
      return;
    }
    try {
      outgoing.look(message);
      super.sendMessage(message);
    } catch (StatusException e) {
      refuse(e);
    }
  }

  @Override
  public synchronized void close(Status status, Metadata trailers) {
    if (!refused) {
      super.close(status, trailers);
    }
  }

  @Override
  public synchronized boolean isCancelled() {
    return refused || super.isCancelled();
  }

  private final class Listener extends SimpleForwardingServerCallListener<Q> {
    private final Check<? super Q> incoming;

    Listener(ServerCall.Listener<Q> listener, Check<? super Q> incoming) {
      super(listener);
      this.incoming = incoming;
    }

    @Override
    public void onMessage(Q message) {
      if (isRefused()) {
        return;
      }
      try {
        incoming.look(message);
      } catch (StatusException e) {
        refuse(e);
        return;
      }
      super.onMessage(message);
    }

    @Override
    public void onHalfClose() {
      if (!isRefused()) {
        super.onHalfClose();
      }
    }

    /** To gRPC a refused call is complete; to whoever served it, it was cut off. */
    @Override
    public void onComplete() {
      if (isRefused()) {
        super.onCancel();
      } else {
        super.onComplete();
      }
    }
  }
}
