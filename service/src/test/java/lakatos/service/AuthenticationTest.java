package lakatos.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import lakatos.v1.CancelRequest;
import lakatos.v1.GetRequest;
import lakatos.v1.Job;
import lakatos.v1.JobEvent;
import lakatos.v1.JobsGrpc;
import lakatos.v1.Problem;
import lakatos.v1.ProveRequest;
import lakatos.v1.ProverGrpc;
import lakatos.v1.Result;
import lakatos.v1.WatchRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuthenticationTest {
  private static final Instant NOW = Instant.parse("2030-01-31T12:00:00Z");

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private CallersFile callers;
  private String reader;
  private String submitter;
  private TrivialServer server;

  @BeforeEach
  void start() {
    Path file = folder.resolve("callers.json");
    InstantSource clock = now::get;
    callers = new CallersFile(file, clock);
    reader = callers.addToken("rita", Role.READ, Optional.empty());
    submitter = callers.addToken("sam", Role.SUBMIT, Optional.of(NOW.plusSeconds(60)));
    server =
        new TrivialServer(
            new AccessOptions("127.0.0.1", Optional.empty(), Optional.of(file), Optional.empty()),
            clock);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Job get(Channel channel) {
    return JobsGrpc.newBlockingStub(channel)
        .withDeadlineAfter(Duration.ofSeconds(20))
        .get(GetRequest.newBuilder().setJob("j").build());
  }

  private static Job cancel(Channel channel) {
    return JobsGrpc.newBlockingStub(channel)
        .withDeadlineAfter(Duration.ofSeconds(20))
        .cancel(CancelRequest.newBuilder().setJob("j").build());
  }

  @Test
  void call_withAToken_isTheCallers() {
    assertThat(get(server.channel("Bearer " + reader)).getOwner()).isEqualTo("rita read");
    assertThat(get(server.channel("bearer  " + submitter + " ")).getOwner())
        .isEqualTo("sam submit");
    assertThat(cancel(server.channel("Bearer " + submitter)).getId()).isEqualTo("j");
  }

  @Test
  void call_withoutAToken_isUnauthenticated() {
    assertThat(Refusals.of(() -> get(server.channel())))
        .isEqualTo(
            new Refusals(
                Status.Code.UNAUTHENTICATED,
                "TOKEN_MISSING",
                "a token is needed, in a header authorization: Bearer TOKEN"));
    assertThat(Refusals.of(() -> get(server.channel("Basic " + reader))).reason())
        .isEqualTo("TOKEN_MISSING");
  }

  @Test
  void call_withAnUnknownToken_isUnauthenticated() {
    assertThat(Refusals.of(() -> get(server.channel("Bearer " + reader + "x"))))
        .isEqualTo(
            new Refusals(
                Status.Code.UNAUTHENTICATED,
                "TOKEN_UNKNOWN",
                "the token is not known; it is mistyped, or has been revoked"));
  }

  @Test
  void call_withAnExpiredToken_isToldSinceWhen() {
    now.set(NOW.plusSeconds(59));
    assertThat(get(server.channel("Bearer " + submitter)).getOwner()).isEqualTo("sam submit");
    now.set(NOW.plusSeconds(60));
    assertThat(Refusals.of(() -> get(server.channel("Bearer " + submitter))))
        .isEqualTo(
            new Refusals(
                Status.Code.UNAUTHENTICATED,
                "TOKEN_EXPIRED",
                "the token of sam expired at 2030-01-31T12:01:00Z"));
  }

  @Test
  void call_withTooLowARole_isToldWhichIsNeeded() {
    assertThat(Refusals.of(() -> cancel(server.channel("Bearer " + reader))))
        .isEqualTo(
            new Refusals(
                Status.Code.PERMISSION_DENIED,
                "ROLE_TOO_LOW",
                "lakatos.v1.Jobs/Cancel needs the role submit, and rita has the role read"));
  }

  @Test
  void call_afterItsTokenWasRevoked_isRefusedWithoutARestart() {
    Channel channel = server.channel("Bearer " + reader);
    assertThat(get(channel).getOwner()).isEqualTo("rita read");
    callers.revoke("rita");
    assertThat(Refusals.of(() -> get(channel)).reason()).isEqualTo("TOKEN_UNKNOWN");
  }

  @Test
  void watch_whoseTokenIsRevoked_endsAtTheNextEvent() throws Exception {
    Iterator<JobEvent> events =
        JobsGrpc.newBlockingStub(server.channel("Bearer " + reader))
            .withDeadlineAfter(Duration.ofSeconds(20))
            .watch(WatchRequest.newBuilder().setJob("j").build());
    StreamObserver<JobEvent> watcher = server.watching.poll(10, TimeUnit.SECONDS);
    watcher.onNext(JobEvent.getDefaultInstance());
    assertThat(events.hasNext()).isTrue();
    events.next();
    callers.revoke("rita");
    watcher.onNext(JobEvent.getDefaultInstance());
    assertThat(Refusals.of(events::hasNext).reason()).isEqualTo("TOKEN_UNKNOWN");
    assertThat(server.cutOff.poll(10, TimeUnit.SECONDS)).isEqualTo("j");
  }

  @Test
  void batch_whoseTokenExpires_endsAtTheNextProblem() throws Exception {
    Answers<Result> answers = new Answers<>();
    StreamObserver<ProveRequest> problems =
        ProverGrpc.newStub(server.channel("Bearer " + submitter)).proveBatch(answers);
    problems.onNext(problem("one"));
    assertThat(answers.take()).isEqualTo("id: \"one\"\n");
    now.set(NOW.plusSeconds(61));
    problems.onNext(problem("two"));
    assertThat(answers.take()).isEqualTo("TOKEN_EXPIRED");
  }

  private static ProveRequest problem(String id) {
    return ProveRequest.newBuilder().setProblem(Problem.newBuilder().setId(id)).build();
  }

  @Test
  void health_isForAll() {
    assertThat(
            HealthGrpc.newBlockingStub(server.channel())
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus())
        .isEqualTo(ServingStatus.SERVING);
  }

  @Test
  void reflection_isForThoseWhoMayRead() throws Exception {
    assertThat(services(server.channel())).isEqualTo("TOKEN_MISSING");
    assertThat(services(server.channel("Bearer " + reader))).contains("lakatos.v1.Prover");
  }

  private static String services(Channel channel) throws InterruptedException {
    Answers<ServerReflectionResponse> answers = new Answers<>();
    var requests = ServerReflectionGrpc.newStub(channel).serverReflectionInfo(answers);
    requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    String services = answers.take();
    requests.onCompleted();
    return services;
  }

  @Test
  void unknownMethod_isAnsweredByGrpc() {
    ManagedChannel channel = server.channel();
    var unknown =
        JobsGrpc.getGetMethod().toBuilder().setFullMethodName("lakatos.v1.Jobs/Steal").build();
    assertThat(
            Refusals.of(
                    () ->
                        io.grpc.stub.ClientCalls.blockingUnaryCall(
                            channel,
                            unknown,
                            io.grpc.CallOptions.DEFAULT,
                            GetRequest.getDefaultInstance()))
                .code())
        .isEqualTo(Status.Code.UNIMPLEMENTED);
  }

  @Test
  void log_atItsMostTalkative_hasNoToken() {
    try (CapturedLog log = CapturedLog.everything()) {
      get(server.channel("Bearer " + reader));
      Refusals.of(() -> get(server.channel("Bearer lkt_mistyped")));
      assertThat(log.lines()).isNotEmpty();
      assertThat(log.lines())
          .noneMatch(line -> line.contains(reader) || line.contains("lkt_mistyped"));
    }
  }

  /** What comes back: texts of answers, and at last the reason of a refusal, if it has one. */
  private static final class Answers<T> implements StreamObserver<T> {
    private final BlockingQueue<String> all = new LinkedBlockingQueue<>();

    String take() throws InterruptedException {
      String next = all.poll(10, TimeUnit.SECONDS);
      return next == null ? "nothing" : next;
    }

    @Override
    public void onNext(T answer) {
      all.add(answer.toString());
    }

    @Override
    public void onError(Throwable e) {
      all.add(Refusals.of(e).reason());
    }

    @Override
    public void onCompleted() {}
  }
}
