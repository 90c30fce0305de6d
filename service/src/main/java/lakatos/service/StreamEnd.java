package lakatos.service;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.util.Optional;

/**
 * How a call ended before it reached, or behind the back of, whoever serves it. Where gRPC itself
 * ends a call, for a message that is too large, say, a listener only hears that it is over.
 */
final class StreamEnd extends ServerStreamTracer {
  private static final Context.Key<StreamEnd> KEY = Context.key("lakatos-stream-end");

  private volatile Status status = Status.CANCELLED;

  /** Makes one for each call. */
  static final class Factory extends ServerStreamTracer.Factory {
    @Override
    public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
      return new StreamEnd();
    }
  }

  /** Returns the one of the call that this thread works for, if its server makes them. */
  static Optional<StreamEnd> ofCall() {
    return Optional.ofNullable(KEY.get());
  }

  /** Returns the status; as long as the call goes on, that of a call that was given up. */
  Status status() {
    return status;
  }

  @Override
  public Context filterContext(Context context) {
    return context.withValue(KEY, this);
  }

  @Override
  public void streamClosed(Status end) {
    status = end;
  }
}
