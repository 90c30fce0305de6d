package lakatos.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lakatos.v1.CancelRequest;
import lakatos.v1.GetRequest;
import lakatos.v1.JobSpec;
import lakatos.v1.JobsGrpc;
import lakatos.v1.Problem;
import lakatos.v1.ProveRequest;
import lakatos.v1.ProverGrpc;
import lakatos.v1.Result;
import lakatos.v1.Statement;
import lakatos.v1.SubmitRequest;
import lakatos.v1.SubmitResponse;
import lakatos.v1.VerifierGrpc;
import lakatos.v1.VerifyRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditTest {
  private static final Instant NOW = Instant.parse("2030-01-31T12:00:00Z");

  @TempDir Path folder;
  private Path audit;
  private String reader;
  private String submitter;
  private TrivialServer server;

  @BeforeEach
  void start() {
    Path file = folder.resolve("callers.json");
    audit = folder.resolve("audit.jsonl");
    InstantSource clock = InstantSource.fixed(NOW);
    CallersFile callers = new CallersFile(file, clock);
    reader = callers.addToken("rita", Role.READ, Optional.empty());
    submitter = callers.addToken("sam", Role.SUBMIT, Optional.empty());
    server =
        new TrivialServer(
            new AccessOptions("127.0.0.1", Optional.empty(), Optional.of(file), Optional.of(audit)),
            clock);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<JsonNode> lines() throws IOException {
    return Files.readAllLines(audit).stream().map(AuditTest::parse).toList();
  }

  private static JsonNode parse(String line) {
    try {
      return new JsonMapper().readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  private Channel submitting() {
    return server.channel("Bearer " + submitter);
  }

  private static void get(Channel channel, String job) {
    JobsGrpc.newBlockingStub(channel).get(GetRequest.newBuilder().setJob(job).build());
  }

  private static void submit(Channel channel, String key) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    StreamObserver<SubmitRequest> requests =
        JobsGrpc.newStub(channel)
            .submit(
                new StreamObserver<>() {
                  @Override
                  public void onNext(SubmitResponse answer) {}

                  @Override
                  public void onError(Throwable e) {
                    done.countDown();
                  }

                  @Override
                  public void onCompleted() {
                    done.countDown();
                  }
                });
    requests.onNext(
        SubmitRequest.newBuilder().setSpec(JobSpec.newBuilder().setClientKey(key)).build());
    requests.onNext(SubmitRequest.newBuilder().addProblems(secretProblem()).build());
    requests.onCompleted();
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private static Problem secretProblem() {
    return Problem.newBuilder()
        .setStatement(Statement.newBuilder().setText("theorem secret : 1 = 1"))
        .build();
  }

  @Test
  void submission_isALineWithAllThatMatters() throws Exception {
    submit(submitting(), "key-7");
    JsonNode line = lines().get(0);
    assertThat(lines()).hasSize(1);
    assertThat(line.path("peer").asText()).matches("127\\.0\\.0\\.1:\\d+");
    assertThat(line.toString().replaceFirst("\"peer\":\"[^\"]*\",", ""))
        .isEqualTo(
            "{\"time\":\"2030-01-31T12:00:00Z\",\"method\":\"lakatos.v1.Jobs/Submit\","
                + "\"caller\":\"sam\",\"client_key\":\"key-7\",\"job\":\"job-1\","
                + "\"status\":\"OK\",\"millis\":0}");
  }

  @Test
  void readingCall_isNoLine() throws IOException {
    get(server.channel("Bearer " + reader), "j");
    assertThat(lines()).isEmpty();
  }

  @Test
  void refusedCall_isALineWithItsReason() throws IOException {
    Refusals.of(() -> get(server.channel("Bearer lkt_unknown"), "j"));
    Channel reading = server.channel("Bearer " + reader);
    Refusals.of(
        () ->
            JobsGrpc.newBlockingStub(reading)
                .cancel(CancelRequest.newBuilder().setJob("j").build()));
    assertThat(lines()).hasSize(2);
    assertThat(lines().get(0).path("status").asText()).isEqualTo("UNAUTHENTICATED");
    assertThat(lines().get(0).path("reason").asText()).isEqualTo("TOKEN_UNKNOWN");
    assertThat(lines().get(0).has("caller")).isFalse();
    assertThat(lines().get(1).path("status").asText()).isEqualTo("PERMISSION_DENIED");
    assertThat(lines().get(1).path("caller").asText()).isEqualTo("rita");
  }

  @Test
  void callThatIsGivenUp_isALine() throws Exception {
    CountDownLatch answers = new CountDownLatch(1);
    StreamObserver<ProveRequest> requests =
        ProverGrpc.newStub(submitting())
            .proveBatch(
                new StreamObserver<>() {
                  @Override
                  public void onNext(Result result) {
                    answers.countDown();
                  }

                  @Override
                  public void onError(Throwable e) {}

                  @Override
                  public void onCompleted() {}
                });
    requests.onNext(ProveRequest.getDefaultInstance());
    assertThat(answers.await(10, TimeUnit.SECONDS)).isTrue();
    requests.onError(Status.CANCELLED.asException());
    server.close();
    assertThat(lines())
        .extracting(line -> line.path("status").asText())
        .containsExactly("CANCELLED");
  }

  @Test
  void callThatMeetsADefect_isALine() throws Exception {
    VerifyRequest request =
        VerifyRequest.newBuilder().setProblem(Problem.newBuilder().setId("throw")).build();
    Refusals.of(() -> VerifierGrpc.newBlockingStub(submitting()).verify(request));
    server.close();
    assertThat(lines())
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.path("status").asText()).isEqualTo("UNKNOWN");
              assertThat(line.path("method").asText()).isEqualTo("lakatos.v1.Verifier/Verify");
            });
  }

  @Test
  void callWithAMessageThatIsTooLarge_isToldTheLimitAndIsALine() throws Exception {
    VerifyRequest request =
        VerifyRequest.newBuilder()
            .setProblem(Problem.newBuilder().setInformal("x".repeat(5_000_000)))
            .build();
    assertThat(Refusals.of(() -> VerifierGrpc.newBlockingStub(submitting()).verify(request)))
        .isEqualTo(
            new Refusals(
                Status.Code.RESOURCE_EXHAUSTED,
                "",
                "gRPC message exceeds maximum size 4194304: 5000010"));
    server.close();
    assertThat(lines())
        .extracting(line -> line.path("status").asText())
        .containsExactly("RESOURCE_EXHAUSTED");
  }

  @Test
  void line_neverHasTokensOrStatementsAndNoLongTexts() throws Exception {
    submit(submitting(), "k".repeat(1000));
    submit(server.channel("Bearer " + reader), "key");
    Refusals.of(() -> get(server.channel("Bearer lkt_unknown"), "j"));
    String all = Files.readString(audit);
    assertThat(all.lines()).hasSize(3).allMatch(line -> line.length() < 500);
    assertThat(all).doesNotContain(reader, submitter, "lkt_", "secret", "Bearer");
  }

  @Test
  void call_whileTheLogCannotBeWritten_isServed() throws Exception {
    try (CapturedLog captured = CapturedLog.usual()) {
      Files.delete(audit);
      Files.createDirectory(audit);
      submit(submitting(), "key");
      get(submitting(), "j");
      assertThat(captured.lines()).anyMatch(line -> line.contains("cannot write the audit log"));
    }
  }
}
