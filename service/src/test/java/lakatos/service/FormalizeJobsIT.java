package lakatos.service;

import static lakatos.service.JobsServiceIT.refused;
import static lakatos.service.JobsServiceIT.submit;
import static lakatos.service.JobsServiceIT.watched;
import static lakatos.service.ServerTrial.OPTIONS;
import static lakatos.service.ServerTrial.STRANGE_WORDS;
import static lakatos.service.ServerTrial.TRUE;
import static lakatos.service.ServerTrial.WORDS;
import static lakatos.service.ServerTrial.WRONG_WORDS;
import static lakatos.service.ServerTrial.problem;
import static lakatos.service.ServerTrial.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lakatos.v1.CancelRequest;
import lakatos.v1.Drafting;
import lakatos.v1.Job;
import lakatos.v1.JobBudget;
import lakatos.v1.JobKind;
import lakatos.v1.JobResult;
import lakatos.v1.JobSpec;
import lakatos.v1.JobState;
import lakatos.v1.JobsGrpc;
import lakatos.v1.Rejection;
import lakatos.v1.ResultsRequest;
import lakatos.v1.SubmitResponse;
import lakatos.v1.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs that make statements of words, over the wire. */
@Timeout(180)
final class FormalizeJobsIT {
  private static final JobSpec FORMALIZE =
      JobSpec.newBuilder().setKind(JobKind.JOB_KIND_FORMALIZE).build();
  private static final String DRAFT = "```lean4\ntheorem x (n : ℕ) : n ≤ n ^ 2 := by sorry\n```";

  @RegisterExtension final ServerTrial trial = new ServerTrial();
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void watch_words_areFormalizedDoubtfulOrOpen_andKeptInAnyStore(StoreKind kind) {
    ServerOptions options =
        OPTIONS.withJobs(new JobOptions(kind.fresh(folder), Duration.ofSeconds(30), 100));
    ManagedChannel channel = trial.channel(trial.server(options));
    SubmitResponse submitted =
        submit(
            channel,
            FORMALIZE,
            List.of(words("a", WORDS), words("b", WRONG_WORDS), words("c", STRANGE_WORDS)));
    List<JobResult> results = new ArrayList<>();
    Job end = watched(JobsGrpc.newBlockingStub(channel), submitted.getJob().getId(), results);
    assertThat(end.getState()).isEqualTo(JobState.JOB_STATE_DONE);
    assertThat(TestJobs.counts(end))
        .isEqualTo(
            Map.of(
                Verdict.VERDICT_FORMALIZED,
                1,
                Verdict.VERDICT_DOUBTFUL,
                1,
                Verdict.VERDICT_OPEN,
                1));
    List<JobResult> kept = new ArrayList<>();
    JobsGrpc.newBlockingStub(channel)
        .results(ResultsRequest.newBuilder().setJob(end.getId()).build())
        .forEachRemaining(kept::add);
    assertThat(kept).isEqualTo(results);
    assertThat(kept)
        .filteredOn(result -> result.getResult().getId().equals("a"))
        .extracting(r -> r.getResult().getFormalization().getCandidates(0).getStatement().getText())
        .singleElement()
        .asString()
        .startsWith("theorem a (n : Nat)");
  }

  @Test
  void submit_whatIsNoProblemInWords_isRejectedOneByOne() {
    ManagedChannel channel = trial.channel(trial.server(OPTIONS));
    SubmitResponse response =
        submit(
            channel,
            FORMALIZE,
            List.of(
                words("a", WORDS),
                problem("b", TRUE),
                words("c", ""),
                words("d", "Show that {n = n."),
                words("a", WORDS)));
    assertThat(response.getRejectedList())
        .extracting(Rejection::getIndex, Rejection::getReason)
        .containsExactly(
            tuple(1, "the problem has a statement; there is nothing to formalize"),
            tuple(2, "the problem is empty; say in words what is to be proved"),
            tuple(3, "{ at character 11 is not closed"),
            tuple(4, "problem 0 has the same id"));
    JobSpec hasty = FORMALIZE.toBuilder().setDrafting(Drafting.newBuilder().setRounds(-1)).build();
    assertThat(refused(channel, hasty, List.of(words("a", WORDS))))
        .hasMessageContaining("rounds must not be negative: -1");
    cancel(channel, response.getJob());
  }

  private static Job cancel(ManagedChannel channel, Job job) {
    return JobsGrpc.newBlockingStub(channel)
        .cancel(CancelRequest.newBuilder().setJob(job.getId()).build());
  }

  @Test
  void budgetOfTokens_whenAModelHasDrawnIt_endsTheJob() {
    Formalizers formalizers = trial.formalizers((chat, seed) -> DRAFT);
    ManagedChannel channel = trial.channel(trial.server(OPTIONS, formalizers));
    JobSpec spec = FORMALIZE.toBuilder().setBudget(JobBudget.newBuilder().setTokens(10)).build();
    Job job =
        submit(channel, spec, List.of(words("a", STRANGE_WORDS), words("b", STRANGE_WORDS)))
            .getJob();
    Job end = watched(JobsGrpc.newBlockingStub(channel), job.getId(), new ArrayList<>());
    assertThat(end.getNote()).isEqualTo("its budget of 10 tokens is spent");
    assertThat(end.getTokens()).isEqualTo(10);
    assertThat(TestJobs.counts(end))
        .isEqualTo(Map.of(Verdict.VERDICT_FORMALIZED, 1, Verdict.VERDICT_CANCELLED, 1));
  }

  @Test
  void cancel_whileAModelWrites_endsTheJobAndTheWork() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    Formalizers formalizers =
        trial.formalizers(
            (chat, seed) -> {
              asked.countDown();
              new CountDownLatch(1).await();
              return "";
            });
    ManagedChannel channel =
        trial.channel(trial.server(OPTIONS.withDrain(Duration.ZERO), formalizers));
    Job job = submit(channel, FORMALIZE, List.of(words("a", STRANGE_WORDS))).getJob();
    assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(cancel(channel, job).getState()).isEqualTo(JobState.JOB_STATE_CANCELLED);
    JobSpec verify = JobSpec.newBuilder().setKind(JobKind.JOB_KIND_VERIFY).build();
    Job next =
        submit(channel, verify, List.of(ServerTrial.candidate("b", TRUE, "by omega"))).getJob();
    Job end = watched(JobsGrpc.newBlockingStub(channel), next.getId(), new ArrayList<>());
    assertThat(TestJobs.counts(end)).isEqualTo(Map.of(Verdict.VERDICT_PROVED, 1));
  }
}
