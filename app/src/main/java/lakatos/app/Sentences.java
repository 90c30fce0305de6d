package lakatos.app;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives each call that fails a sentence that the user can act on, as the description of its status;
 * the code stays.
 */
final class Sentences implements ClientInterceptor {
  private static final Pattern TOO_LARGE = Pattern.compile("exceeds maximum size (\\d+)");

  /** How TLS begins what it says to somebody who does not speak it. */
  private static final Pattern SPEAKS_TLS = Pattern.compile("first \\d+ bytes: 1503");

  private final ServerAddress server;
  private final boolean token;

  /**
   * @param token whether the calls carry one
   */
  Sentences(ServerAddress server, boolean token) {
    this.server = server;
    this.token = token;
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<R> listener, Metadata headers) {
        super.start(explained(listener), headers);
      }
    };
  }

  private <R> ClientCall.Listener<R> explained(ClientCall.Listener<R> listener) {
    return new SimpleForwardingClientCallListener<>(listener) {
      @Override
      public void onClose(Status status, Metadata trailers) {
        super.onClose(status.isOk() ? status : status.withDescription(sentence(status)), trailers);
      }
    };
  }

  /** What is wrong, and what to do about it, on one line. */
  String sentence(Status status) {
    String said = said(status);
    return switch (status.getCode()) {
      case UNAVAILABLE, INTERNAL, UNKNOWN -> connection(status, said);
      case UNAUTHENTICATED ->
          said
              + (token
                  ? "; check LAKATOS_TOKEN or --token-file"
                  : "; set LAKATOS_TOKEN or give --token-file");
      case DEADLINE_EXCEEDED -> "the server at " + server + " does not answer; try again";
      case UNIMPLEMENTED ->
          "the server at "
              + server
              + " cannot do this ("
              + said
              + "); it may be older than this client";
      case RESOURCE_EXHAUSTED -> exhausted(said);
      case OK,
          CANCELLED,
          INVALID_ARGUMENT,
          NOT_FOUND,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          FAILED_PRECONDITION,
          ABORTED,
          OUT_OF_RANGE,
          DATA_LOSS ->
          said;
    };
  }

  private static String said(Status status) {
    String description = status.getDescription();
    return description == null || description.isBlank()
        ? "the server says " + status.getCode()
        : Terminal.harmless(description.strip().replaceAll("\\s*\\n\\s*", " "));
  }

  private static String exhausted(String said) {
    Matcher m = TOO_LARGE.matcher(said);
    return m.find()
        ? "a message is larger than the "
            + m.group(1)
            + " bytes that are taken; make the problem smaller"
        : said;
  }

  /**
   * A server's own words are the status's description; what is wrong with the way there, its cause.
   */
  private String connection(Status status, String said) {
    if (status.getCause() == null) {
      return said.contains("Network closed") && !server.tls() ? withoutTls("", said) : said;
    }
    String causes =
        Stream.iterate(status.getCause(), Objects::nonNull, Throwable::getCause)
            .map(Throwable::toString)
            .collect(Collectors.joining("; "));
    if (causes.contains(UnknownHostException.class.getSimpleName())) {
      return "there is no host " + server.host() + "; check --server";
    }
    if (causes.matches("(?s).*(ConnectException|NoRouteToHost|Connection refused|timed out).*")) {
      return "no server answers at "
          + server
          + "; start one with 'lakatos serve' or check --server";
    }
    return server.tls() ? overTls(causes, said) : withoutTls(causes, said);
  }

  private String overTls(String causes, String said) {
    if (causes.contains("NotSslRecord") || causes.contains("plaintext connection")) {
      return "the server at "
          + server
          + " does not use TLS; leave https:// out and give --plaintext";
    }
    if (causes.contains("No subject alternative") || causes.contains("No name matching")) {
      return "the certificate of the server at " + server + " is for another host; check --server";
    }
    if (causes.contains("CertPath") || causes.contains("CertificateException")) {
      return "the certificate of the server at "
          + server
          + " is not to be trusted; name who signed it with --tls-ca";
    }
    if (causes.matches("(?s).*(?i:certificate.required|bad.certificate|unknown.ca).*")) {
      return "the server at "
          + server
          + " wants to see another client certificate; give --tls-cert and --tls-key";
    }
    return lost(said);
  }

  private String withoutTls(String causes, String said) {
    if (SPEAKS_TLS.matcher(causes + said).find()) {
      return "the server at " + server + " uses TLS; say --server https://" + server;
    }
    if (causes.contains("First received frame was not SETTINGS")) {
      return "what answers at " + server + " does not speak gRPC; check --server";
    }
    if ((causes + said).matches("(?s).*(reset by peer|Network closed).*")) { // before TLS has begun
      return lost(said) + "; if the server uses TLS, say --server https://" + server;
    }
    return lost(said);
  }

  private String lost(String said) {
    return "the connection to " + server + " was lost (" + said + ")";
  }
}
