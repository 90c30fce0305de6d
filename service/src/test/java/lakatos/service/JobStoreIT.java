package lakatos.service;

import static lakatos.service.TestJobs.SPEC;
import static lakatos.service.TestJobs.counts;
import static lakatos.service.TestJobs.key;
import static lakatos.service.TestJobs.priority;
import static lakatos.service.TestJobs.problem;
import static lakatos.service.TestJobs.problems;
import static lakatos.service.TestJobs.proved;
import static lakatos.service.TestJobs.result;
import static lakatos.service.TestJobs.tokens;
import static lakatos.service.TestJobs.wall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lakatos.service.JobStore.Load;
import lakatos.service.JobStore.Page;
import lakatos.service.JobStore.Submitted;
import lakatos.service.JobStore.Task;
import lakatos.v1.Job;
import lakatos.v1.JobResult;
import lakatos.v1.JobState;
import lakatos.v1.Problem;
import lakatos.v1.Result;
import lakatos.v1.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a store promises to clients, of either kind. */
@ParameterizedClass
@EnumSource(StoreKind.class)
@Timeout(60)
final class JobStoreIT {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final JobStore store;

  JobStoreIT(StoreKind kind) {
    store = SharedStore.of(kind);
  }

  @AfterEach
  void empty() {
    SharedStore.empty(store);
  }

  private Job submit(int problems) {
    return store.submit("ada", SPEC, problems(problems)).job();
  }

  private Job get(Job job) {
    return store.get(job.getId()).orElseThrow();
  }

  private List<Task> claim(int most) {
    return store.claim("here", most, LONG);
  }

  private List<JobResult> results(Job job) {
    return store.results(job.getId(), 0, 100_000);
  }

  @Test
  void submit_job_canBeHad() {
    Submitted submitted = store.submit("ada", priority(3), problems(5));
    Job job = submitted.job();
    assertThat(submitted.existing()).isFalse();
    assertThat(get(job)).isEqualTo(job);
    assertThat(job.getOwner()).isEqualTo("ada");
    assertThat(job.getSpec()).isEqualTo(priority(3));
    assertThat(job.getState()).isEqualTo(JobState.JOB_STATE_QUEUED);
    assertThat(job.getTotal()).isEqualTo(5);
    assertThat(job.hasCreated()).isTrue();
    assertThat(job.hasStarted()).isFalse();
    assertThat(job.hasEnded()).isFalse();
    assertThat(job.getVerdictsList()).isEmpty();
  }

  @Test
  void submit_sameClientKey_addsNothing() {
    Job first = store.submit("ada", key("k"), problems(2)).job();
    assertThat(store.submit("ada", key("k"), problems(7))).isEqualTo(new Submitted(first, true));
    assertThat(store.submit("bob", key("k"), problems(1)).existing()).isFalse();
    assertThat(store.submit("ada", SPEC, problems(1)).existing()).isFalse();
    assertThat(store.submit("ada", SPEC, problems(1)).existing()).isFalse();
    assertThat(store.load()).isEqualTo(new Load(4, 5, 0));
  }

  @Test
  void submit_noProblems_isDone() {
    Job job = submit(0);
    assertThat(job.getState()).isEqualTo(JobState.JOB_STATE_DONE);
    assertThat(job.hasEnded()).isTrue();
    assertThat(claim(1)).isEmpty();
  }

  @Test
  void submit_largeProblems_comeBackAsTheyWere() {
    Problem large = problem(0).toBuilder().setInformal("∀ 𝔽 \u0000 ".repeat(500_000)).build();
    store.submit("ada", SPEC, List.of(large, problem(1)));
    assertThat(claim(2)).extracting(Task::problem).containsExactly(large, problem(1));
  }

  @Test
  void submit_nulInTexts_isNoTrouble() {
    Job job = store.submit("a\0da", key("\0"), problems(1)).job();
    assertThat(store.submit("a\0da", key("\0"), problems(1)).job()).isEqualTo(job);
    assertThat(store.get("\0")).isEmpty();
    assertThat(store.cancel(job.getId(), "\0").orElseThrow().hasEnded()).isTrue();
  }

  @Test
  void get_unknownJob_isNothing() {
    assertThat(store.get("no such job")).isEmpty();
    assertThat(store.cancel("no such job", "why not")).isEmpty();
    assertThat(store.delete("no such job")).isFalse();
    assertThat(store.results("no such job", 0, 10)).isEmpty();
  }

  @Test
  void list_whileJobsAreMade_showsEachOnceFromNewToOld() {
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      jobs.add(0, submit(1));
    }
    List<Job> listed = new ArrayList<>();
    Page page = store.list(Optional.empty(), 3, "");
    listed.addAll(page.jobs());
    while (page.next().isPresent()) {
      submit(1);
      page = store.list(Optional.empty(), 3, page.next().get());
      listed.addAll(page.jobs());
    }
    assertThat(listed).isEqualTo(jobs);
  }

  @Test
  void list_ofAnOwner_showsNoOthers() {
    Job ada = submit(1);
    Job bob = store.submit("bob", SPEC, problems(1)).job();
    assertThat(store.list(Optional.of("ada"), 10, "").jobs()).containsExactly(ada);
    assertThat(store.list(Optional.of("bob"), 1, ""))
        .isEqualTo(new Page(List.of(bob), Optional.empty()));
    assertThat(store.list(Optional.of("eve"), 10, "").jobs()).isEmpty();
  }

  @Test
  void list_tokenThatNoPageTold_isRefused() {
    assertThatThrownBy(() -> store.list(Optional.empty(), 1, "what?"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no page has told this token: what?");
  }

  @Test
  void results_afterACursor_areThoseDecidedLater() {
    Job job = submit(4);
    List<Task> tasks = claim(4);
    for (int index : List.of(2, 0, 3)) {
      store.decide(tasks.get(index), proved(tasks.get(index)));
    }
    assertThat(results(job))
        .extracting(JobResult::getCursor, result -> result.getResult().getId())
        .containsExactly(tuple(1L, "p2"), tuple(2L, "p0"), tuple(3L, "p3"));
    assertThat(store.results(job.getId(), 1, 1)).isEqualTo(results(job).subList(1, 2));
    assertThat(store.results(job.getId(), 3, 10)).isEmpty();
  }

  @Test
  void delete_jobThatHasEnded_forgetsIt() {
    Job job = submit(3);
    store.cancel(job.getId(), "enough");
    assertThat(store.delete(job.getId())).isTrue();
    assertThat(store.get(job.getId())).isEmpty();
    assertThat(results(job)).isEmpty();
  }

  @Test
  void delete_jobThatHasNotEnded_isRefused() {
    Job job = submit(1);
    assertThatThrownBy(() -> store.delete(job.getId()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("job " + job.getId() + " has not ended; cancel it first");
    assertThat(get(job)).isEqualTo(job);
  }

  @Test
  void cancel_job_decidesWhatIsUndecided() {
    Job job = submit(5);
    List<Task> tasks = claim(3);
    store.decide(tasks.get(1), proved(tasks.get(1)));
    Job cancelled = store.cancel(job.getId(), "enough is known").orElseThrow();

    assertThat(cancelled.getState()).isEqualTo(JobState.JOB_STATE_CANCELLED);
    assertThat(cancelled.getNote()).isEqualTo("enough is known");
    assertThat(cancelled.getRunning()).isZero();
    assertThat(cancelled.hasEnded()).isTrue();
    assertThat(counts(cancelled))
        .isEqualTo(Map.of(Verdict.VERDICT_PROVED, 1, Verdict.VERDICT_CANCELLED, 4));
    assertThat(store.decide(tasks.get(0), proved(tasks.get(0)))).isFalse();
    assertThat(store.renew(tasks, LONG)).isEmpty();
    assertThat(claim(5)).isEmpty();
    assertThat(results(job))
        .extracting(JobResult::getCursor, result -> result.getResult().getId())
        .containsExactly(
            tuple(1L, "p1"), tuple(2L, "p0"), tuple(3L, "p2"), tuple(4L, "p3"), tuple(5L, "p4"));
    assertThat(results(job).get(4).getResult())
        .isEqualTo(
            Result.newBuilder()
                .setId("p4")
                .setVerdict(Verdict.VERDICT_CANCELLED)
                .setError("enough is known")
                .build());
  }

  @Test
  void cancel_jobThatHasEnded_changesNothing() {
    Job job = submit(1);
    Job cancelled = store.cancel(job.getId(), "once").orElseThrow();
    assertThat(store.cancel(job.getId(), "twice")).contains(cancelled);
    Job done = submit(0);
    assertThat(store.cancel(done.getId(), "too late")).contains(done);
  }

  @Test
  void decide_lastTokenOfTheBudget_endsTheJob() {
    Job job = store.submit("ada", tokens(20), problems(5)).job();
    List<Task> tasks = claim(3);
    store.decide(tasks.get(0), proved(tasks.get(0)));
    assertThat(get(job).getState()).isEqualTo(JobState.JOB_STATE_RUNNING);
    store.decide(tasks.get(1), proved(tasks.get(1)));
    assertThat(get(job).getState()).isEqualTo(JobState.JOB_STATE_CANCELLED);
    assertThat(get(job).getNote()).isEqualTo("its budget of 20 tokens is spent");
    assertThat(counts(get(job)))
        .isEqualTo(Map.of(Verdict.VERDICT_PROVED, 2, Verdict.VERDICT_CANCELLED, 3));
  }

  @Test
  void decide_lastProblemSpendsTheBudget_isDoneAllTheSame() {
    Job job = store.submit("ada", tokens(10), problems(1)).job();
    Task task = claim(1).get(0);
    store.decide(task, proved(task));
    assertThat(get(job).getState()).isEqualTo(JobState.JOB_STATE_DONE);
  }

  @Test
  void expire_timeIsOver_endsTheJob() {
    Job job = store.submit("ada", wall(1), problems(3)).job();
    store.expire();
    assertThat(get(job)).isEqualTo(job); // its time begins with its first problem
    claim(1);
    while (get(job).getState() == JobState.JOB_STATE_RUNNING) {
      store.expire();
    }
    assertThat(get(job).getState()).isEqualTo(JobState.JOB_STATE_CANCELLED);
    assertThat(get(job).getNote()).isEqualTo("its budget of 0.001 s is spent");
    assertThat(counts(get(job))).isEqualTo(Map.of(Verdict.VERDICT_CANCELLED, 3));
  }

  @Test
  void expire_timeIsNotOver_leavesTheJobAlone() {
    Job job = store.submit("ada", wall(600_000), problems(2)).job();
    claim(1);
    Job running = get(job);
    store.expire();
    assertThat(get(job)).isEqualTo(running);
  }

  @Test
  void undecided_countsWhatAnOwnerHasInTheQueueAndInWork() {
    submit(5);
    store.submit("bob", SPEC, problems(7));
    List<Task> tasks = claim(4);
    Task bobs = tasks.stream().filter(task -> isOf("bob", task)).findFirst().orElseThrow();
    store.decide(bobs, proved(bobs));
    assertThat(store.undecided("ada")).isEqualTo(5);
    assertThat(store.undecided("bob")).isEqualTo(6);
    assertThat(store.undecided("eve")).isZero();
    assertThat(store.load()).isEqualTo(new Load(2, 8, 3));
  }

  private boolean isOf(String owner, Task task) {
    return store.get(task.job()).orElseThrow().getOwner().equals(owner);
  }
}
