package lakatos.service;

import static lakatos.service.ServerTrial.OPTIONS;
import static lakatos.service.ServerTrial.TRUE;
import static lakatos.service.ServerTrial.candidate;
import static lakatos.service.ServerTrial.code;
import static lakatos.service.ServerTrial.detail;
import static lakatos.service.ServerTrial.info;
import static lakatos.service.ServerTrial.problem;
import static lakatos.service.ServerTrial.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import lakatos.v1.Judgement;
import lakatos.v1.Problem;
import lakatos.v1.Result;
import lakatos.v1.Verdict;
import lakatos.v1.VerifierGrpc;
import lakatos.v1.VerifyRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Judgements over the wire. */
@Timeout(120)
final class VerifierServiceIT {
  @RegisterExtension final ServerTrial trial = new ServerTrial();

  private VerifierGrpc.VerifierBlockingStub verifier;
  private VerifierGrpc.VerifierStub streaming;

  @BeforeEach
  void serve() {
    var channel = trial.channel(trial.server(OPTIONS));
    verifier = VerifierGrpc.newBlockingStub(channel);
    streaming = VerifierGrpc.newStub(channel);
  }

  private static VerifyRequest request(Problem problem) {
    return VerifyRequest.newBuilder().setProblem(problem).build();
  }

  @Test
  void verify_proof_isProvedAndNamesItsToolchain() {
    Result result = verifier.verify(request(candidate("a", TRUE, "by omega")));
    assertThat(result.getId()).isEqualTo("a");
    assertThat(result.getVerdict()).isEqualTo(Verdict.VERDICT_PROVED);
    assertThat(result.getToolchain()).startsWith("Lean 4.");
    assertThat(result.getStrict()).isFalse();
  }

  @Test
  void verify_strictly_saysSo() {
    VerifyRequest request =
        request(candidate("a", TRUE, "by omega")).toBuilder()
            .setJudgement(Judgement.newBuilder().setStrict(true))
            .build();
    Result result = verifier.verify(request);
    assertThat(result.getVerdict()).isEqualTo(Verdict.VERDICT_PROVED);
    assertThat(result.getStrict()).isTrue();
  }

  @Test
  void verify_failingProof_hasLeansMessages() {
    Result result = verifier.verify(request(candidate("a", TRUE, "by rfl")));
    assertThat(result.getVerdict()).isEqualTo(Verdict.VERDICT_FAILED);
    assertThat(result.getMessagesList()).anyMatch(m -> m.getSeverity().equals("error"));
  }

  @Test
  void verify_gap_isRejectedWithItsReason() {
    Result result = verifier.verify(request(candidate("a", TRUE, "sorry")));
    assertThat(result.getVerdict()).isEqualTo(Verdict.VERDICT_REJECTED);
    assertThat(result.getReasonsList()).isNotEmpty();
  }

  @Test
  void verify_statementThatDoesNotElaborate_isAnErrorWithLeansMessages() {
    Result result = verifier.verify(request(candidate("a", "theorem t : nonsense", "rfl")));
    assertThat(result.getVerdict()).isEqualTo(Verdict.VERDICT_ERROR);
    assertThat(result.getError()).isNotEmpty();
    assertThat(result.getMessagesList()).isNotEmpty();
  }

  @Test
  void verify_noStatementOrNoCandidate_isRefusedInASentence() throws Exception {
    StatusRuntimeException nothing =
        refusal(() -> verifier.verify(VerifyRequest.getDefaultInstance()));
    assertThat(code(nothing)).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(nothing.getStatus().getDescription()).isEqualTo("the problem has no statement");
    assertThat(info(nothing).getDomain()).isEqualTo("lakatos");
    assertThat(detail(nothing, BadRequest.class).getFieldViolationsCount()).isEqualTo(1);
    assertThat(refusal(() -> verifier.verify(request(problem("a", TRUE)))))
        .hasMessageContaining("has no candidate");
  }

  @Test
  void verify_timeoutThatIsNone_isRefusedInASentence() {
    VerifyRequest request =
        request(candidate("a", TRUE, "by omega")).toBuilder()
            .setJudgement(Judgement.newBuilder().setTimeout(Duration.newBuilder().setSeconds(-1)))
            .build();
    assertThat(refusal(() -> verifier.verify(request)))
        .hasMessageContaining("timeout must be positive");
  }

  @Test
  void verify_callersDeadline_boundsTheWork() {
    Problem endless =
        problem("a", TRUE).toBuilder()
            .setCandidate("partial def spin (n : Nat) : IO Unit := spin (n + 1)\n#eval spin 0\n")
            .build();
    VerifyRequest request = request(endless);
    StatusRuntimeException late =
        refusal(() -> verifier.withDeadlineAfter(2, TimeUnit.SECONDS).verify(request));
    assertThat(code(late)).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    Result next = verifier.verify(request(candidate("b", TRUE, "Nat.add_comm a b")));
    assertThat(next.getVerdict()).isEqualTo(Verdict.VERDICT_PROVED);
  }

  @Test
  void verifyStream_many_eachIsAnsweredOnceAndMalformedOnesBySentence() throws Exception {
    Map<String, Result> results = new ConcurrentHashMap<>();
    CompletableFuture<Integer> end = new CompletableFuture<>();
    StreamObserver<VerifyRequest> requests = streaming.verifyStream(collector(results, end));
    for (int i = 0; i < 20; i++) {
      String proof = i % 2 == 0 ? "by omega" : "by rfl";
      requests.onNext(
          request(candidate("p" + i, "theorem t" + i + " (a b : Nat) : a + b = b + a", proof)));
    }
    requests.onNext(request(problem("empty", TRUE)));
    requests.onCompleted();
    assertThat(end.get()).isEqualTo(21);
    assertThat(results).hasSize(21);
    assertThat(results)
        .hasEntrySatisfying("p0", r -> assertThat(r.getVerdict()).isEqualTo(Verdict.VERDICT_PROVED))
        .hasEntrySatisfying("p1", r -> assertThat(r.getVerdict()).isEqualTo(Verdict.VERDICT_FAILED))
        .hasEntrySatisfying("empty", r -> assertThat(r.getError()).contains("no candidate"));
  }

  private static StreamObserver<Result> collector(
      Map<String, Result> results, CompletableFuture<Integer> end) {
    return new StreamObserver<>() {
      private int count;

      @Override
      public void onNext(Result result) {
        count++;
        results.put(result.getId(), result);
      }

      @Override
      public void onError(Throwable why) {
        end.completeExceptionally(why);
      }

      @Override
      public void onCompleted() {
        end.complete(count);
      }
    };
  }
}
