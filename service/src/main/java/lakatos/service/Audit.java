package lakatos.service;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells the audit log of each call that has work done or changes something, and of each other one
 * that fails: when, who, from where, what, how it ended, how long it took, and which job it was
 * about. Neither tokens nor anything of a problem.
 *
 * <p>Must see a call before {@link Authentication} does, or refused ones are missing.
 */
final class Audit implements ServerInterceptor {
  private final AuditLog log;
  private final InstantSource clock;

  Audit(AuditLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (MethodRoles.isOpen(call.getMethodDescriptor())) {
      return next.startCall(call, headers);
    }
    Line line = new Line(call);
    ServerCallHandler<Q, R> heard = (begun, h) -> new Heard<>(next.startCall(begun, h), line);
    return Contexts.interceptCall(
        Context.current().withValue(AuditEntry.KEY, line.entry),
        new Told<>(call, line),
        headers,
        heard);
  }

  /** What becomes of one call; written at its end, once. */
  private final class Line {
    private final AuditEntry entry = new AuditEntry();
    private final MethodDescriptor<?, ?> method;
    private final Instant start = clock.instant();
    private final Optional<StreamEnd> streamEnd = StreamEnd.ofCall();
    private final AtomicBoolean ended = new AtomicBoolean();

    Line(ServerCall<?, ?> call) {
      this.method = call.getMethodDescriptor();
      entry.put("time", start.toString());
      entry.put("peer", peer(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)));
      entry.put("method", method.getFullMethodName());
    }

    /** Ends it where nobody gave the call a status. */
    void end() {
      end(streamEnd.map(StreamEnd::status).orElse(Status.CANCELLED), new Metadata());
    }

    void end(Status status, Metadata trailers) {
      if (ended.getAndSet(true)) {
        return;
      }
      Status.Code code = status.getCode();
      boolean quiet = code == Status.Code.OK || code == Status.Code.CANCELLED;
      boolean matters = !quiet || MethodRoles.needed(method).may(Role.SUBMIT);
      if (!matters) {
        return;
      }
      entry.put("status", code.name());
      entry.put("reason", reason(status, trailers));
      entry.put("millis", Duration.between(start, clock.instant()).toMillis());
      log.add(entry.json());
    }
  }

  private static String peer(SocketAddress address) {
    return address instanceof InetSocketAddress socket && !socket.isUnresolved()
        ? socket.getAddress().getHostAddress() + ":" + socket.getPort()
        : String.valueOf(address);
  }

  /** The word of a refusal. Not its sentence, which may quote the request. */
  private static String reason(Status status, Metadata trailers) {
    com.google.rpc.Status details = StatusProto.fromStatusAndTrailers(status, trailers);
    try {
      for (Any detail : details.getDetailsList()) {
        if (detail.is(ErrorInfo.class)) {
          return detail.unpack(ErrorInfo.class).getReason();
        }
      }
    } catch (InvalidProtocolBufferException e) {
      return ""; // a word less
    }
    return "";
  }

  private static final class Told<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final Line line;

    Told(ServerCall<Q, R> call, Line line) {
      super(call);
      this.line = line;
    }

    @Override
    public void sendMessage(R message) {
      line.entry.message(message);
      super.sendMessage(message);
    }

    @Override
    public void close(Status status, Metadata trailers) {
      line.end(status, trailers);
      super.close(status, trailers);
    }
  }

  private static final class Heard<Q> extends SimpleForwardingServerCallListener<Q> {
    private final Line line;

    Heard(ServerCall.Listener<Q> listener, Line line) {
      super(listener);
      this.line = line;
    }

    @Override
    public void onMessage(Q message) {
      line.entry.message(message);
      super.onMessage(message);
    }

    /** Without a status before it if whoever serves the call threw something. */
    @Override
    public void onComplete() {
      line.end();
      super.onComplete();
    }

    @Override
    public void onCancel() {
      line.end();
      super.onCancel();
    }
  }
}
