package lakatos.service;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusException;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Lets those in who may call a method, as {@link Caller#current}; the others get {@code
 * UNAUTHENTICATED} if nobody knows who they are, and {@code PERMISSION_DENIED} if they may not.
 *
 * <p>Asks again at each message, so that a long stream ends when its caller's time does.
 */
final class Authentication implements ServerInterceptor {
  static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private static final String BEARER = "Bearer ";

  private final Optional<Callers> callers;
  private final Optional<Caller> stranger;
  private final InstantSource clock;

  /**
   * @param callers those who may call; without them, whoever has a certificate may
   * @param stranger who calls, if nobody is asked who they are
   */
  Authentication(Optional<Callers> callers, Optional<Caller> stranger, InstantSource clock) {
    this.callers = callers;
    this.stranger = stranger;
    this.clock = clock;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (MethodRoles.isOpen(call.getMethodDescriptor())) {
      return next.startCall(call, headers);
    }
    Caller caller;
    try {
      caller = admit(call, headers);
    } catch (StatusException e) {
      Refusal.close(call, e);
      return new ServerCall.Listener<>() {};
    }
    ServerCallHandler<Q, R> asked =
        (begun, h) ->
            RefusableCall.start(begun, h, next, in -> admit(call, h), out -> admit(call, h));
    return Contexts.interceptCall(
        Context.current().withValue(Caller.KEY, caller), call, headers, asked);
  }

  private Caller admit(ServerCall<?, ?> call, Metadata headers) throws StatusException {
    SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
    Caller caller = identify(headers.get(AUTHORIZATION), ClientCertificate.commonName(session));
    AuditEntry.ofCall().ifPresent(entry -> entry.caller(caller.name()));
    MethodDescriptor<?, ?> method = call.getMethodDescriptor();
    Role needed = MethodRoles.needed(method);
    if (!caller.role().may(needed)) {
      throw Refusal.of(
          Status.Code.PERMISSION_DENIED,
          "ROLE_TOO_LOW",
          "%s needs the role %s, and %s has the role %s"
              .formatted(
                  method.getFullMethodName(), needed.word(), caller.name(), caller.role().word()));
    }
    return caller;
  }

  /** A token says more than a certificate, which may be that of a machine. */
  Caller identify(@Nullable String authorization, Optional<String> commonName)
      throws StatusException {
    if (callers.isPresent()) {
      return authorization == null && commonName.isPresent()
          ? withCertificate(callers.get(), commonName.get())
          : withToken(callers.get(), authorization);
    }
    if (stranger.isPresent()) {
      return stranger.get();
    }
    if (commonName.isPresent()) {
      return new Caller(commonName.get(), Role.SUBMIT);
    }
    throw unauthenticated(
        "CERTIFICATE_UNKNOWN", "the client certificate has no common name, or more than one");
  }

  private Caller withToken(Callers callers, @Nullable String authorization) throws StatusException {
    if (authorization == null) {
      throw unauthenticated(
          "TOKEN_MISSING", "a token is needed, in a header authorization: Bearer TOKEN");
    }
    if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw unauthenticated(
          "TOKEN_MISSING", "the header authorization does not have the form Bearer TOKEN");
    }
    Optional<KnownCaller> known =
        callers.withToken(authorization.substring(BEARER.length()).strip());
    if (known.isEmpty()) {
      throw unauthenticated(
          "TOKEN_UNKNOWN", "the token is not known; it is mistyped, or has been revoked");
    }
    return current(known.get(), "TOKEN_EXPIRED", "the token of ");
  }

  private Caller withCertificate(Callers callers, String commonName) throws StatusException {
    Optional<KnownCaller> known = callers.withCertificate(commonName);
    if (known.isEmpty()) {
      throw Refusal.of(
          Status.Code.PERMISSION_DENIED,
          "CERTIFICATE_UNKNOWN",
          "no caller has a client certificate with the common name " + commonName);
    }
    return current(known.get(), "CERTIFICATE_EXPIRED", "the leave of ");
  }

  private Caller current(KnownCaller known, String reason, String what) throws StatusException {
    if (known.isExpired(clock.instant())) {
      AuditEntry.ofCall().ifPresent(entry -> entry.caller(known.name()));
      throw unauthenticated(
          reason, what + known.name() + " expired at " + known.expires().orElseThrow());
    }
    return known.caller();
  }

  private static StatusException unauthenticated(String reason, String sentence) {
    return Refusal.of(Status.Code.UNAUTHENTICATED, reason, sentence);
  }
}
