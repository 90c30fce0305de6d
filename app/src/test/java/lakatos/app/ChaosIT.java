package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import lakatos.v1.GetRequest;
import lakatos.v1.Job;
import lakatos.v1.JobKind;
import lakatos.v1.JobResult;
import lakatos.v1.JobSpec;
import lakatos.v1.JobState;
import lakatos.v1.JobsGrpc;
import lakatos.v1.Problem;
import lakatos.v1.ProveRequest;
import lakatos.v1.ProverGrpc;
import lakatos.v1.ResultsRequest;
import lakatos.v1.Statement;
import lakatos.v1.SubmitRequest;
import lakatos.v1.SubmitResponse;
import lakatos.v1.Verdict;
import lakatos.v1.WatchRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is killed, each problem of a job has one verdict in the end. Longer with {@code
 * -Dchaos.problems=2000 -Dchaos.kills=20}.
 */
@Timeout(3_600)
final class ChaosIT {
  private static final int PROBLEMS = Integer.getInteger("chaos.problems", 60);
  private static final int KILLS = Integer.getInteger("chaos.kills", 2);
  private static final String HARD =
      "theorem t (n : Nat) (h : 2 < n) : ∀ a b c : Nat, 0 < a → 0 < b → a ^ n + b ^ n ≠ c ^ n";

  @TempDir Path folder;

  @Test
  void job_ofAServerThatIsKilled_endsWithOneVerdictPerProblem() throws Exception {
    String job;
    try (ServerProcess server = new ServerProcess(folder, "")) {
      job = submit(server, problems(PROBLEMS)).getJob().getId();
      vanish(server, job);
      killAt(server, job, 1);
    }
    for (int kill = 2; kill <= KILLS; kill++) {
      try (ServerProcess server = new ServerProcess(folder, "")) {
        server.leans().forEach(ProcessHandle::destroyForcibly); // and Lean dies too
        killAt(server, job, kill);
      }
    }
    try (ServerProcess server = new ServerProcess(folder, "")) {
      JobsGrpc.JobsBlockingStub jobs = JobsGrpc.newBlockingStub(server.channel());
      assertDecidedOnce(jobs, job);
      assertThat(server.terminate()).isEqualTo(128 + 15);
      assertThat(server.leans()).isEmpty();
    }
  }

  /** Clients that ask for much and hang up. */
  private static void vanish(ServerProcess server, String job) {
    var watching = server.channel();
    JobsGrpc.newBlockingStub(watching).watch(WatchRequest.newBuilder().setJob(job).build()).next();
    watching.shutdownNow();
    var proving = server.channel();
    StreamObserver<ProveRequest> requests =
        ProverGrpc.newStub(proving).proveBatch(new Silent<>(new CompletableFuture<>()));
    Problem hard = Problem.newBuilder().setStatement(Statement.newBuilder().setText(HARD)).build();
    requests.onNext(ProveRequest.newBuilder().setProblem(hard).build());
    proving.shutdownNow();
  }

  private static void killAt(ServerProcess server, String job, int kill) throws Exception {
    JobsGrpc.JobsBlockingStub jobs = JobsGrpc.newBlockingStub(server.channel());
    while (decided(jobs, job) < PROBLEMS * kill / (KILLS + 1)) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    server.kill();
  }

  private static int decided(JobsGrpc.JobsBlockingStub jobs, String job) {
    Job now = jobs.get(GetRequest.newBuilder().setJob(job).build());
    return now.getVerdictsList().stream().mapToInt(v -> v.getCount()).sum();
  }

  private static void assertDecidedOnce(JobsGrpc.JobsBlockingStub jobs, String job)
      throws InterruptedException {
    while (jobs.get(GetRequest.newBuilder().setJob(job).build()).getState()
        != JobState.JOB_STATE_DONE) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    List<JobResult> results = new ArrayList<>();
    Iterator<JobResult> stream = jobs.results(ResultsRequest.newBuilder().setJob(job).build());
    stream.forEachRemaining(results::add);
    assertThat(results).hasSize(PROBLEMS);
    for (int i = 0; i < PROBLEMS; i++) {
      assertThat(results.get(i).getCursor()).isEqualTo(i + 1);
    }
    assertThat(results).extracting(r -> r.getResult().getId()).doesNotHaveDuplicates();
    assertThat(results)
        .allSatisfy(
            r ->
                assertThat(r.getResult().getVerdict())
                    .isEqualTo(expected(Integer.parseInt(r.getResult().getId()))));
  }

  @Test
  void submit_whenTheDiskIsFull_endsTheServerAndTheNextOneHasAllThatWasAcknowledged()
      throws Exception {
    List<String> acknowledged = new ArrayList<>();
    try (ServerProcess server = new ServerProcess(folder, "ulimit -f 2048;")) { // 1 or 2 MB a file
      CompletionException refusal = null;
      while (refusal == null) {
        try {
          acknowledged.add(submit(server, large()).getJob().getId());
        } catch (CompletionException e) {
          refusal = e;
        }
      }
      assertThat(Status.fromThrowable(refusal.getCause()).getCode())
          .isIn(Status.Code.UNAVAILABLE, Status.Code.RESOURCE_EXHAUSTED, Status.Code.CANCELLED);
      assertThat(server.awaitEnd()).isEqualTo(Exit.TROUBLE);
      assertThat(server.log())
          .contains("lakatos: no room is left for the store")
          .contains("make some, and start the server again");
    }
    try (ServerProcess server = new ServerProcess(folder, "")) {
      assertKnown(server, acknowledged);
    }
  }

  private static void assertKnown(ServerProcess server, List<String> acknowledged) {
    JobsGrpc.JobsBlockingStub jobs = JobsGrpc.newBlockingStub(server.channel());
    for (String job : acknowledged) {
      assertThat(catchThrowableOfType(StatusRuntimeException.class, () -> decided(jobs, job)))
          .as("job %s", job)
          .isNull();
    }
  }

  /** Half a megabyte of a problem. */
  private static List<Problem> large() {
    Problem small = problem(0);
    return List.of(small.toBuilder().setInformal("x".repeat(1 << 19)).build());
  }

  private static List<Problem> problems(int count) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      problems.add(problem(i));
    }
    return problems;
  }

  private static Problem problem(int i) {
    String statement = "theorem t (a b : Nat) : a + b + %d = b + a + %d".formatted(i, i);
    return Problem.newBuilder()
        .setId(Integer.toString(i))
        .setStatement(Statement.newBuilder().setText(statement))
        .setCandidate(statement + " := " + (i % 3 == 0 ? "rfl" : "by omega"))
        .build();
  }

  private static Verdict expected(int i) {
    return i % 3 == 0 ? Verdict.VERDICT_FAILED : Verdict.VERDICT_PROVED;
  }

  private static SubmitResponse submit(ServerProcess server, List<Problem> problems) {
    CompletableFuture<SubmitResponse> answer = new CompletableFuture<>();
    StreamObserver<SubmitRequest> requests =
        JobsGrpc.newStub(server.channel()).submit(new Silent<>(answer));
    requests.onNext(
        SubmitRequest.newBuilder()
            .setSpec(JobSpec.newBuilder().setKind(JobKind.JOB_KIND_VERIFY))
            .addAllProblems(problems)
            .build());
    requests.onCompleted();
    return answer.join();
  }

  /** Takes the first answer, or the error. */
  private record Silent<T>(CompletableFuture<T> answer) implements StreamObserver<T> {
    @Override
    public void onNext(T value) {
      answer.complete(value);
    }

    @Override
    public void onError(Throwable why) {
      answer.completeExceptionally(why);
    }

    @Override
    public void onCompleted() {}
  }
}
