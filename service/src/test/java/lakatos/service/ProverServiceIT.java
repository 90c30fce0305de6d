package lakatos.service;

import static lakatos.service.ServerTrial.FALSE;
import static lakatos.service.ServerTrial.HARD;
import static lakatos.service.ServerTrial.OPTIONS;
import static lakatos.service.ServerTrial.TRUE;
import static lakatos.service.ServerTrial.code;
import static lakatos.service.ServerTrial.problem;
import static lakatos.service.ServerTrial.refusal;
import static lakatos.service.ServerTrial.retry;
import static lakatos.service.ServerTrial.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lakatos.v1.Policy;
import lakatos.v1.ProveEvent;
import lakatos.v1.ProveRequest;
import lakatos.v1.ProverGrpc;
import lakatos.v1.Result;
import lakatos.v1.Search;
import lakatos.v1.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Proofs over the wire. */
@Timeout(180)
final class ProverServiceIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @RegisterExtension final ServerTrial trial = new ServerTrial();

  private ProverGrpc.ProverBlockingStub stub(ServerOptions options) {
    return ProverGrpc.newBlockingStub(trial.channel(trial.server(options)));
  }

  private static ProveRequest request(String statement) {
    return ProveRequest.newBuilder()
        .setProblem(problem("a", statement))
        .setSearch(within(MINUTE))
        .build();
  }

  private static Result result(Iterator<ProveEvent> events) {
    ProveEvent last = events.next();
    while (last.hasProgress()) {
      last = events.next();
    }
    assertThat(events.hasNext()).isFalse();
    return last.getResult();
  }

  @Test
  void prove_trueStatement_endsWithAStrictProof() {
    Result result = result(stub(OPTIONS).prove(request(TRUE)));
    assertThat(result.getVerdict()).isEqualTo(Verdict.VERDICT_PROVED);
    assertThat(result.getSource()).startsWith(TRUE + " := by");
    assertThat(result.getStrict()).isTrue();
    assertThat(result.getEffort().getPolicy()).isEqualTo("portfolio");
  }

  @Test
  void prove_falseStatement_isRefutedAtItsWitness() {
    Result result = result(stub(OPTIONS).prove(request(FALSE)));
    assertThat(result.getVerdict()).isEqualTo(Verdict.VERDICT_REFUTED);
    assertThat(result.getWitness()).isEqualTo("3");
    assertThat(result.getNegation()).contains(":=");
  }

  @Test
  void prove_statementThatDoesNotElaborate_isAnErrorWithLeansMessages() {
    Result result = result(stub(OPTIONS).prove(request("theorem t : nonsense")));
    assertThat(result.getVerdict()).isEqualTo(Verdict.VERDICT_ERROR);
    assertThat(result.getMessagesList()).isNotEmpty();
  }

  @Test
  void prove_withAModelThatIsNotThere_isRefusedBeforeAnyWork() {
    ProveRequest request =
        request(TRUE).toBuilder()
            .setSearch(Search.newBuilder().setPolicy(Policy.POLICY_WHOLE_PROOF))
            .build();
    StatusRuntimeException refusal = refusal(() -> stub(OPTIONS).prove(request).next());
    assertThat(code(refusal)).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refusal).hasMessageContaining("this server has no model");
  }

  @Test
  void prove_cancelled_givesItsProcessBack() {
    var stub = stub(OPTIONS);
    Context.CancellableContext call = Context.current().withCancellation();
    call.run(
        () -> {
          Iterator<ProveEvent> events = stub.prove(request(HARD));
          assertThat(events.next().hasProgress()).isTrue();
          call.cancel(null);
          assertThat(code(refusal(() -> result(events)))).isEqualTo(Status.Code.CANCELLED);
        });
    Result next = result(stub.withDeadlineAfter(30, TimeUnit.SECONDS).prove(request(TRUE)));
    assertThat(next.getVerdict()).isEqualTo(Verdict.VERDICT_PROVED);
  }

  @Test
  void prove_whenTooManyWait_isRefusedWithATimeToTryAgain() throws Exception {
    ServerOptions narrow =
        OPTIONS.withCalls(new CallOptions(8, 0, 1 << 20)).withDrain(Duration.ZERO);
    var stub = stub(narrow);
    Iterator<ProveEvent> first = stub.prove(request(HARD));
    assertThat(first.next().hasProgress()).isTrue();
    StatusRuntimeException refusal = refusal(() -> stub.prove(request(TRUE)).next());
    assertThat(code(refusal)).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(retry(refusal).getRetryDelay().getSeconds()).isPositive();
  }

  @Test
  void prove_moreCallsThanTheServerTakes_areRefused() {
    ServerOptions narrow =
        OPTIONS.withCalls(new CallOptions(1, 8, 1 << 20)).withDrain(Duration.ZERO);
    var stub = stub(narrow);
    assertThat(stub.prove(request(HARD)).next().hasProgress()).isTrue();
    assertThat(code(refusal(() -> stub.prove(request(TRUE)).next())))
        .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
  }

  @Test
  void proveBatch_several_areAllDecidedAndOneThatIsNoneHasASentence() throws Exception {
    ProverGrpc.ProverStub stub = ProverGrpc.newStub(trial.channel(trial.server(OPTIONS)));
    List<Result> results = new ArrayList<>();
    CompletableFuture<List<Result>> end = new CompletableFuture<>();
    StreamObserver<ProveRequest> requests =
        stub.proveBatch(
            new StreamObserver<>() {
              @Override
              public void onNext(Result result) {
                results.add(result);
              }

              @Override
              public void onError(Throwable why) {
                end.completeExceptionally(why);
              }

              @Override
              public void onCompleted() {
                end.complete(results);
              }
            });
    requests.onNext(request(TRUE));
    requests.onNext(request(FALSE).toBuilder().setProblem(problem("b", FALSE)).build());
    requests.onNext(ProveRequest.newBuilder().setProblem(problem("c", "")).build());
    requests.onCompleted();
    assertThat(end.get())
        .extracting(Result::getId, Result::getVerdict)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("a", Verdict.VERDICT_PROVED),
            org.assertj.core.groups.Tuple.tuple("b", Verdict.VERDICT_REFUTED),
            org.assertj.core.groups.Tuple.tuple("c", Verdict.VERDICT_ERROR));
  }

  @Test
  void close_whileSomethingIsProved_letsItEnd() throws Exception {
    ProvingServer server = trial.server(OPTIONS);
    var stub = ProverGrpc.newBlockingStub(trial.channel(server));
    Iterator<ProveEvent> events =
        stub.prove(request(HARD).toBuilder().setSearch(within(Duration.ofSeconds(4))).build());
    assertThat(events.next().hasProgress()).isTrue();
    CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
    assertThat(result(events).getVerdict()).isEqualTo(Verdict.VERDICT_OPEN);
    closed.get();
  }

  @Test
  void health_ofEachService_isServing() {
    var health = HealthGrpc.newBlockingStub(trial.channel(trial.server(OPTIONS)));
    for (String name : List.of("", "lakatos.v1.Prover", "lakatos.v1.Autoformalizer")) {
      var request = HealthCheckRequest.newBuilder().setService(name).build();
      assertThat(health.check(request).getStatus()).isEqualTo(ServingStatus.SERVING);
    }
  }
}
