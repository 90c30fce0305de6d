package lakatos.service;

import static lakatos.service.ServerTrial.FALSE;
import static lakatos.service.ServerTrial.HARD;
import static lakatos.service.ServerTrial.OPTIONS;
import static lakatos.service.ServerTrial.TRUE;
import static lakatos.service.ServerTrial.candidate;
import static lakatos.service.ServerTrial.code;
import static lakatos.service.ServerTrial.problem;
import static lakatos.service.ServerTrial.refusal;
import static lakatos.service.ServerTrial.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import lakatos.v1.CancelRequest;
import lakatos.v1.DeleteRequest;
import lakatos.v1.GetRequest;
import lakatos.v1.Job;
import lakatos.v1.JobBudget;
import lakatos.v1.JobEvent;
import lakatos.v1.JobKind;
import lakatos.v1.JobResult;
import lakatos.v1.JobSpec;
import lakatos.v1.JobState;
import lakatos.v1.JobsGrpc;
import lakatos.v1.ListRequest;
import lakatos.v1.ListResponse;
import lakatos.v1.Policy;
import lakatos.v1.Problem;
import lakatos.v1.Rejection;
import lakatos.v1.ResultsRequest;
import lakatos.v1.Search;
import lakatos.v1.SubmitRequest;
import lakatos.v1.SubmitResponse;
import lakatos.v1.Verdict;
import lakatos.v1.WatchRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs over the wire, from submission to the last verdict. */
@Timeout(180)
final class JobsServiceIT {
  private static final JobSpec PROVE =
      JobSpec.newBuilder()
          .setKind(JobKind.JOB_KIND_PROVE)
          .setSearch(within(Duration.ofMinutes(1)))
          .build();
  private static final JobSpec VERIFY =
      JobSpec.newBuilder().setKind(JobKind.JOB_KIND_VERIFY).build();

  @RegisterExtension final ServerTrial trial = new ServerTrial();

  static SubmitResponse submit(ManagedChannel channel, JobSpec spec, List<Problem> problems) {
    CompletableFuture<SubmitResponse> answer = new CompletableFuture<>();
    StreamObserver<SubmitRequest> requests =
        JobsGrpc.newStub(channel)
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
    requests.onNext(SubmitRequest.newBuilder().setSpec(spec).build());
    for (Problem problem : problems) { // one by one: a job may be larger than a message
      requests.onNext(SubmitRequest.newBuilder().addProblems(problem).build());
    }
    requests.onCompleted();
    return answer.join();
  }

  static StatusRuntimeException refused(
      ManagedChannel channel, JobSpec spec, List<Problem> problems) {
    try {
      throw new AssertionError(submit(channel, spec, problems));
    } catch (CompletionException e) {
      return Status.fromThrowable(e.getCause())
          .asRuntimeException(Status.trailersFromThrowable(e.getCause()));
    }
  }

  static Job watched(JobsGrpc.JobsBlockingStub jobs, String job, List<JobResult> results) {
    Job last = Job.getDefaultInstance();
    Iterator<JobEvent> events = jobs.watch(WatchRequest.newBuilder().setJob(job).build());
    while (events.hasNext()) {
      JobEvent event = events.next();
      if (event.hasResult()) {
        results.add(event.getResult());
      } else {
        last = event.getJob();
      }
    }
    return last;
  }

  @Test
  void watch_jobToProve_tellsEachVerdictAndThenTheEnd() {
    var channel = trial.channel(trial.server(OPTIONS));
    var jobs = JobsGrpc.newBlockingStub(channel);
    SubmitResponse submitted =
        submit(channel, PROVE, List.of(problem("a", TRUE), problem("b", FALSE)));
    assertThat(submitted.getExisting()).isFalse();
    assertThat(submitted.getJob().getOwner()).isEqualTo("local");
    List<JobResult> results = new ArrayList<>();
    Job end = watched(jobs, submitted.getJob().getId(), results);
    assertThat(results).extracting(JobResult::getCursor).containsExactly(1L, 2L);
    assertThat(results)
        .extracting(r -> r.getResult().getId(), r -> r.getResult().getVerdict())
        .containsExactlyInAnyOrder(
            tuple("a", Verdict.VERDICT_PROVED), tuple("b", Verdict.VERDICT_REFUTED));
    assertThat(end.getState()).isEqualTo(JobState.JOB_STATE_DONE);
    assertThat(end.getTotal()).isEqualTo(2);
    assertThat(Wire.seconds(end.getLean())).isPositive();
  }

  @Test
  void watch_fromACursor_leavesOutWhatWasSeen() {
    var channel = trial.channel(trial.server(OPTIONS));
    var jobs = JobsGrpc.newBlockingStub(channel);
    String job = submit(channel, VERIFY, candidates(5)).getJob().getId();
    watched(jobs, job, new ArrayList<>());
    List<Long> seen = new ArrayList<>();
    jobs.watch(WatchRequest.newBuilder().setJob(job).setCursor(3).build())
        .forEachRemaining(
            event -> {
              if (event.hasResult()) {
                seen.add(event.getResult().getCursor());
              }
            });
    assertThat(seen).containsExactly(4L, 5L);
    List<Long> results = new ArrayList<>();
    jobs.results(ResultsRequest.newBuilder().setJob(job).setCursor(4).build())
        .forEachRemaining(result -> results.add(result.getCursor()));
    assertThat(results).containsExactly(5L);
  }

  private static List<Problem> candidates(int count) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      problems.add(
          candidate("p" + i, "theorem t" + i + " (a b : Nat) : a + b = b + a", "by omega"));
    }
    return problems;
  }

  @Test
  void submit_sameClientKey_answersWithTheFirstJob() {
    var channel = trial.channel(trial.server(OPTIONS));
    JobSpec spec = VERIFY.toBuilder().setClientKey("mine").build();
    SubmitResponse first = submit(channel, spec, candidates(1));
    SubmitResponse second = submit(channel, spec, candidates(3));
    assertThat(second.getExisting()).isTrue();
    assertThat(second.getJob().getId()).isEqualTo(first.getJob().getId());
    assertThat(second.getJob().getTotal()).isEqualTo(1);
  }

  @Test
  void submit_someProblemsMalformed_areRejectedOneByOne() {
    var channel = trial.channel(trial.server(OPTIONS));
    SubmitResponse response =
        submit(
            channel,
            VERIFY,
            List.of(
                candidate("a", TRUE, "by omega"),
                problem("no candidate", TRUE),
                candidate("a", TRUE, "by rfl"),
                candidate("", TRUE, "by rfl"),
                candidate("no statement", "  ", "by rfl")));
    assertThat(response.getJob().getTotal()).isEqualTo(1);
    assertThat(response.getRejectedTotal()).isEqualTo(4);
    assertThat(response.getRejectedList())
        .extracting(Rejection::getIndex, Rejection::getReason)
        .containsExactly(
            tuple(1, "the problem has no candidate to be judged"),
            tuple(2, "problem 0 has the same id"),
            tuple(3, "the problem has no id"),
            tuple(4, "the problem has no statement"));
  }

  @Test
  void submit_nothingThatCanBeWorkedOn_isRefusedWithTheFirstReason() {
    var channel = trial.channel(trial.server(OPTIONS));
    assertThat(refused(channel, VERIFY, List.of(problem("a", TRUE))))
        .hasMessageContaining("of the first: the problem has no candidate");
    assertThat(refused(channel, VERIFY, List.of())).hasMessageContaining("no problems");
    assertThat(refused(channel, JobSpec.getDefaultInstance(), candidates(1)))
        .hasMessageContaining("the kind is none");
    JobSpec model =
        PROVE.toBuilder()
            .setSearch(Search.newBuilder().setPolicy(Policy.POLICY_AUTO).setModel("big"))
            .build();
    assertThat(refused(channel, model, List.of(problem("a", TRUE))))
        .hasMessageContaining("no model big");
  }

  @Test
  void submit_overTheQuota_isRefusedButAKnownJobIsAnswered() {
    ServerOptions narrow = OPTIONS.withJobs(new JobOptions("", Duration.ofSeconds(30), 3));
    var channel = trial.channel(trial.server(narrow));
    JobSpec spec = PROVE.toBuilder().setClientKey("mine").build();
    List<Problem> three = List.of(problem("a", HARD), problem("b", HARD), problem("c", HARD));
    SubmitResponse first = submit(channel, spec, three);
    StatusRuntimeException refusal = refused(channel, PROVE, three);
    assertThat(code(refusal)).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(refusal).hasMessageContaining("may have 3 undecided problems");
    assertThat(submit(channel, spec, three).getJob().getId()).isEqualTo(first.getJob().getId());
    cancel(channel, first.getJob().getId());
  }

  private static Job cancel(ManagedChannel channel, String job) {
    return JobsGrpc.newBlockingStub(channel).cancel(CancelRequest.newBuilder().setJob(job).build());
  }

  @Test
  void cancel_whileAProblemIsWorkedOn_endsItAndFreesLean() {
    var channel = trial.channel(trial.server(OPTIONS));
    var jobs = JobsGrpc.newBlockingStub(channel);
    String job =
        submit(channel, PROVE, List.of(problem("a", HARD), problem("b", HARD))).getJob().getId();
    while (get(jobs, job).getRunning() == 0) {
      Thread.onSpinWait();
    }
    Job cancelled = cancel(channel, job);
    assertThat(cancelled.getState()).isEqualTo(JobState.JOB_STATE_CANCELLED);
    assertThat(cancelled.getNote()).isEqualTo("cancelled by local");
    List<JobResult> results = new ArrayList<>();
    watched(jobs, job, results);
    assertThat(results).hasSize(2);
    assertThat(results).allMatch(r -> r.getResult().getVerdict() == Verdict.VERDICT_CANCELLED);
    String next = submit(channel, VERIFY, candidates(1)).getJob().getId();
    assertThat(watched(jobs, next, new ArrayList<>()).getState())
        .isEqualTo(JobState.JOB_STATE_DONE);
  }

  private static Job get(JobsGrpc.JobsBlockingStub jobs, String job) {
    return jobs.get(GetRequest.newBuilder().setJob(job).build());
  }

  @Test
  void budgetOfAJob_whenItIsSpent_endsTheJob() {
    var channel = trial.channel(trial.server(OPTIONS));
    JobSpec spec =
        PROVE.toBuilder()
            .setBudget(JobBudget.newBuilder().setWall(Wire.wire(Duration.ofSeconds(2))))
            .build();
    String job =
        submit(channel, spec, List.of(problem("a", HARD), problem("b", HARD))).getJob().getId();
    Job end = watched(JobsGrpc.newBlockingStub(channel), job, new ArrayList<>());
    assertThat(end.getState()).isEqualTo(JobState.JOB_STATE_CANCELLED);
    assertThat(end.getNote()).contains("budget");
  }

  @Test
  void list_manyJobs_comesInPagesNewestFirst() {
    var channel = trial.channel(trial.server(OPTIONS));
    var jobs = JobsGrpc.newBlockingStub(channel);
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(0, submit(channel, VERIFY, candidates(1)).getJob().getId());
    }
    List<String> listed = new ArrayList<>();
    String token = "";
    do {
      ListResponse page =
          jobs.list(ListRequest.newBuilder().setPageSize(2).setPageToken(token).build());
      page.getJobsList().forEach(job -> listed.add(job.getId()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    assertThat(listed).isEqualTo(made);
    assertThat(refusal(() -> jobs.list(ListRequest.newBuilder().setPageSize(-1).build())))
        .hasMessageContaining("page_size");
    assertThat(refusal(() -> jobs.list(ListRequest.newBuilder().setPageToken("?!").build())))
        .hasMessageContaining("token");
  }

  @Test
  void delete_onlyWhatHasEnded() {
    var channel = trial.channel(trial.server(OPTIONS));
    var jobs = JobsGrpc.newBlockingStub(channel);
    String job = submit(channel, PROVE, List.of(problem("a", HARD))).getJob().getId();
    DeleteRequest delete = DeleteRequest.newBuilder().setJob(job).build();
    assertThat(code(refusal(() -> jobs.delete(delete)))).isEqualTo(Status.Code.FAILED_PRECONDITION);
    cancel(channel, job);
    jobs.delete(delete);
    assertThat(code(refusal(() -> get(jobs, job)))).isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void close_whileAJobIsWorkedOn_leavesItToTheNextServer() throws Exception {
    ServerOptions shared =
        OPTIONS
            .withJobs(
                new JobOptions(
                    trial.folder().resolve("jobs").toString(), Duration.ofSeconds(30), 100))
            .withDrain(Duration.ZERO);
    ProvingServer first = trial.server(shared);
    String job =
        submit(trial.channel(first), PROVE, List.of(problem("a", HARD), problem("b", TRUE)))
            .getJob()
            .getId();
    var jobs = JobsGrpc.newBlockingStub(trial.channel(first));
    while (get(jobs, job).getRunning() == 0) {
      Thread.onSpinWait();
    }
    first.close();
    var again = trial.channel(trial.server(shared));
    assertThat(get(JobsGrpc.newBlockingStub(again), job).getTotal()).isEqualTo(2);
    Job end = cancel(again, job);
    assertThat(end.getState()).isEqualTo(JobState.JOB_STATE_CANCELLED);
  }

  @Test
  void metrics_afterAJob_countItsVerdicts() throws Exception {
    ProvingServer server = trial.server(OPTIONS.withMetrics(0));
    var channel = trial.channel(server);
    String job = submit(channel, VERIFY, candidates(2)).getJob().getId();
    watched(JobsGrpc.newBlockingStub(channel), job, new ArrayList<>());
    URI page = URI.create("http://localhost:" + server.metricsPort().orElseThrow() + "/metrics");
    String text =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    assertThat(text)
        .contains("lakatos_verdicts_total{kind=\"verify\",of=\"job\",verdict=\"proved\"} 2.0")
        .contains("lakatos_problems_queued 0.0")
        .contains("lakatos_submit_to_verdict_seconds{quantile=\"0.99\"}")
        .contains("lakatos_lean_started_total");
  }
}
