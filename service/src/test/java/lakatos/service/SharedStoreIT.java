package lakatos.service;

import static lakatos.service.ServerTrial.OPTIONS;
import static lakatos.service.ServerTrial.candidate;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import lakatos.v1.GetRequest;
import lakatos.v1.Job;
import lakatos.v1.JobKind;
import lakatos.v1.JobSpec;
import lakatos.v1.JobState;
import lakatos.v1.JobsGrpc;
import lakatos.v1.Problem;
import lakatos.v1.Result;
import lakatos.v1.ResultsRequest;
import lakatos.v1.SubmitRequest;
import lakatos.v1.SubmitResponse;
import lakatos.v1.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Servers that share a PostgreSQL database. */
@Timeout(180)
final class SharedStoreIT {
  private static final int PROBLEMS = 30;

  @RegisterExtension final ServerTrial trial = new ServerTrial();

  @Test
  void job_ofTwoServersOfWhichOneEnds_isDecidedOnceByBoth() throws Exception {
    ServerOptions shared =
        OPTIONS
            .withJobs(new JobOptions(SharedPostgres.freshDatabase(), Duration.ofSeconds(3), 1_000))
            .withDrain(Duration.ZERO);
    ProvingServer first = trial.server(shared);
    ProvingServer second = trial.server(shared);
    String job = submit(first);
    JobsGrpc.JobsBlockingStub jobs = JobsGrpc.newBlockingStub(trial.channel(second));
    while (get(jobs, job).getVerdictsCount() == 0) {
      Thread.onSpinWait();
    }
    first.close();
    Job end = get(jobs, job);
    while (end.getState() != JobState.JOB_STATE_DONE) {
      end = get(jobs, job);
    }
    List<Result> results = new ArrayList<>();
    jobs.results(ResultsRequest.newBuilder().setJob(job).build())
        .forEachRemaining(result -> results.add(result.getResult()));
    assertThat(results).hasSize(PROBLEMS).extracting(Result::getId).doesNotHaveDuplicates();
    assertThat(results).allMatch(result -> result.getVerdict() == Verdict.VERDICT_PROVED);
  }

  private static Job get(JobsGrpc.JobsBlockingStub jobs, String job) {
    return jobs.get(GetRequest.newBuilder().setJob(job).build());
  }

  private String submit(ProvingServer server) {
    CompletableFuture<SubmitResponse> answer = new CompletableFuture<>();
    StreamObserver<SubmitRequest> requests =
        JobsGrpc.newStub(trial.channel(server))
            .submit(
                new StreamObserver<>() {
                  @Override
                  public void onNext(SubmitResponse response) {
                    answer.complete(response);
                  }

                  @Override
                  public void onError(Throwable why) {
                    answer.completeExceptionally(why);
                  }

                  @Override
                  public void onCompleted() {}
                });
    SubmitRequest.Builder request = SubmitRequest.newBuilder();
    request.setSpec(JobSpec.newBuilder().setKind(JobKind.JOB_KIND_VERIFY));
    for (int i = 0; i < PROBLEMS; i++) {
      request.addProblems(problem(i));
    }
    requests.onNext(request.build());
    requests.onCompleted();
    return answer.join().getJob().getId();
  }

  private static Problem problem(int i) {
    String statement = "theorem t (a b : Nat) : a + b + %d = b + a + %d".formatted(i, i);
    return candidate("p" + i, statement, "by omega");
  }
}
