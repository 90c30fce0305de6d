package lakatos.app;

import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptor;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import lakatos.v1.AutoformalizerGrpc;
import lakatos.v1.JobsGrpc;
import lakatos.v1.ModelsGrpc;
import lakatos.v1.ProverGrpc;
import lakatos.v1.SubmitRequest;
import lakatos.v1.SubmitResponse;
import lakatos.v1.VerifierGrpc;

/**
 * A server that is talked to. Calls fail with a {@link StatusRuntimeException} whose description is
 * a sentence for the user; those that may be made twice are tried again for some seconds before.
 */
final class Connection implements AutoCloseable {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  /** For what a server can say without working on it. */
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** What came of one problem may be long. */
  private static final int LARGEST_MESSAGE = 64 << 20;

  /** Calls that change nothing, or nothing more when they are made again. */
  private static final List<MethodDescriptor<?, ?>> REPEATABLE =
      List.of(
          ProverGrpc.getProveMethod(),
          VerifierGrpc.getVerifyMethod(),
          AutoformalizerGrpc.getFormalizeMethod(),
          HealthGrpc.getCheckMethod(),
          ModelsGrpc.getListModelsMethod(),
          JobsGrpc.getGetMethod(),
          JobsGrpc.getListMethod(),
          JobsGrpc.getCancelMethod());

  /** gRPC's own log is for who writes servers; kept here, for Java forgets unused loggers. */
  private static final Logger GRPC = Logger.getLogger("io.grpc");

  static {
    GRPC.setLevel(Level.OFF);
  }

  private final ServerAddress server;
  private final boolean token;
  private final ManagedChannel channel;

  Connection(ServerAddress server, ChannelCredentials credentials, Optional<String> token) {
    this.server = server;
    this.token = token.isPresent();
    List<ClientInterceptor> interceptors = new ArrayList<>();
    token.map(Connection::bearing).ifPresent(interceptors::add);
    interceptors.add(new Sentences(server, token.isPresent()));
    this.channel =
        Grpc.newChannelBuilderForAddress(server.host(), server.port(), credentials)
            .intercept(interceptors)
            .keepAliveTime(30, TimeUnit.SECONDS)
            .keepAliveTimeout(10, TimeUnit.SECONDS)
            .maxInboundMessageSize(LARGEST_MESSAGE)
            .defaultServiceConfig(Map.of("methodConfig", List.of(retries())))
            .build();
  }

  private static ClientInterceptor bearing(String token) {
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + token);
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  /** In the form of gRPC's service config, where numbers are doubles. */
  private static Map<String, ?> retries() {
    List<Map<String, String>> names =
        REPEATABLE.stream()
            .map(
                method ->
                    Map.of(
                        "service", String.valueOf(method.getServiceName()),
                        "method", String.valueOf(method.getBareMethodName())))
            .toList();
    Map<String, ?> policy =
        Map.of(
            "maxAttempts",
            4.0,
            "initialBackoff",
            "0.3s",
            "maxBackoff",
            "2s",
            "backoffMultiplier",
            2.0,
            "retryableStatusCodes",
            List.of("UNAVAILABLE", "RESOURCE_EXHAUSTED"));
    return Map.of("name", names, "retryPolicy", policy);
  }

  /**
   * Finds out whether the server is there before anything is prepared for it.
   *
   * @throws Trouble if it is, but does not offer the service now
   */
  void requireServing(String service) {
    ServingStatus status =
        soon(HealthGrpc.newBlockingStub(channel))
            .check(HealthCheckRequest.newBuilder().setService(service).build())
            .getStatus();
    if (status != ServingStatus.SERVING) {
      throw new Trouble(
          "the server at " + server + " does not take work now; try again in a while");
    }
  }

  /** Whether calls say who makes them. */
  boolean hasToken() {
    return token;
  }

  /** Where the server is. */
  ServerAddress server() {
    return server;
  }

  ProverGrpc.ProverBlockingStub prover() {
    return ProverGrpc.newBlockingStub(channel);
  }

  ProverGrpc.ProverStub proverStream() {
    return ProverGrpc.newStub(channel);
  }

  VerifierGrpc.VerifierBlockingStub verifier() {
    return VerifierGrpc.newBlockingStub(channel);
  }

  VerifierGrpc.VerifierStub verifierStream() {
    return VerifierGrpc.newStub(channel);
  }

  AutoformalizerGrpc.AutoformalizerBlockingStub autoformalizer() {
    return AutoformalizerGrpc.newBlockingStub(channel);
  }

  /** For calls that are answered at once. */
  JobsGrpc.JobsBlockingStub jobs() {
    return soon(JobsGrpc.newBlockingStub(channel));
  }

  /** For calls that take as long as jobs do. */
  JobsGrpc.JobsBlockingStub jobStreams() {
    return JobsGrpc.newBlockingStub(channel);
  }

  /** Begins to submit a job. */
  BlockingClientCall<SubmitRequest, SubmitResponse> submission() {
    return JobsGrpc.newBlockingV2Stub(channel).submit();
  }

  /** For calls that are answered at once. */
  ModelsGrpc.ModelsBlockingStub models() {
    return soon(ModelsGrpc.newBlockingStub(channel));
  }

  private static <S extends AbstractStub<S>> S soon(S stub) {
    return stub.withDeadlineAfter(ANSWER);
  }

  /** Ends the calls that are still in progress. */
  @Override
  public void close() {
    channel.shutdownNow();
    try {
      channel.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
