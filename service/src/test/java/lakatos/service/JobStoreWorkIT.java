package lakatos.service;

import static lakatos.service.TestJobs.SPEC;
import static lakatos.service.TestJobs.counts;
import static lakatos.service.TestJobs.priority;
import static lakatos.service.TestJobs.problems;
import static lakatos.service.TestJobs.proved;
import static lakatos.service.TestJobs.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lakatos.service.JobStore.Task;
import lakatos.v1.Job;
import lakatos.v1.JobResult;
import lakatos.v1.JobState;
import lakatos.v1.Result;
import lakatos.v1.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a store promises to those who work, of either kind. */
@ParameterizedClass
@EnumSource(StoreKind.class)
@Timeout(60)
final class JobStoreWorkIT {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration OVER_AT_ONCE = Duration.ZERO;

  private final JobStore store;

  JobStoreWorkIT(StoreKind kind) {
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

  private static List<String> ids(List<Task> tasks) {
    return tasks.stream().map(task -> task.problem().getId()).toList();
  }

  @Test
  void decide_everyProblem_endsTheJob() {
    Job job = submit(3);
    List<Task> tasks = claim(10);
    assertThat(ids(tasks)).containsExactly("p0", "p1", "p2");
    assertThat(get(job).getState()).isEqualTo(JobState.JOB_STATE_RUNNING);
    assertThat(get(job).getRunning()).isEqualTo(3);
    assertThat(get(job).hasStarted()).isTrue();

    assertThat(store.decide(tasks.get(0), proved(tasks.get(0)))).isTrue();
    assertThat(store.decide(tasks.get(1), result(tasks.get(1), Verdict.VERDICT_OPEN))).isTrue();
    assertThat(get(job).getState()).isEqualTo(JobState.JOB_STATE_RUNNING);
    assertThat(store.decide(tasks.get(2), proved(tasks.get(2)))).isTrue();

    Job done = get(job);
    assertThat(done.getState()).isEqualTo(JobState.JOB_STATE_DONE);
    assertThat(done.getRunning()).isZero();
    assertThat(counts(done)).isEqualTo(Map.of(Verdict.VERDICT_PROVED, 2, Verdict.VERDICT_OPEN, 1));
    assertThat(done.getTokens()).isEqualTo(30);
    assertThat(done.getLean()).isEqualTo(Durations.fromMillis(4500));
    assertThat(done.hasEnded()).isTrue();
    assertThat(done.getNote()).isEmpty();
    assertThat(counts(results(job))).isEqualTo(counts(done));
  }

  @Test
  void decide_anyVerdict_isCountedAndComesBackAsItWas() {
    List<Verdict> verdicts =
        List.of(Verdict.values()).subList(1, Verdict.values().length - 1); // but not unset, unknown
    Job job = submit(verdicts.size());
    List<Result> results = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      Task task = claim(1).get(0);
      results.add(result(task, verdict));
      store.decide(task, results.get(results.size() - 1));
    }
    assertThat(results(job)).extracting(JobResult::getResult).isEqualTo(results);
    assertThat(counts(get(job))).hasSize(verdicts.size()).doesNotContainValue(2);
  }

  @Test
  void decide_withoutVerdict_isRefused() {
    submit(1);
    Task task = claim(1).get(0);
    assertThatThrownBy(() -> store.decide(task, Result.newBuilder().setId("p0").build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a result must have a verdict: p0");
  }

  @Test
  void decide_twice_countsOnce() {
    Job job = submit(2);
    Task task = claim(1).get(0);
    assertThat(store.decide(task, proved(task))).isTrue();
    assertThat(store.decide(task, result(task, Verdict.VERDICT_OPEN))).isFalse();
    assertThat(counts(get(job))).isEqualTo(Map.of(Verdict.VERDICT_PROVED, 1));
  }

  @Test
  void decide_jobForgotten_doesNotCount() {
    Job job = submit(1);
    Task task = claim(1).get(0);
    store.cancel(job.getId(), "enough");
    store.delete(job.getId());
    assertThat(store.decide(task, proved(task))).isFalse();
    assertThat(store.renew(List.of(task), LONG)).isEmpty();
    store.release(List.of(task));
  }

  @Test
  void release_putsBackWithoutCountingAsLost() {
    Job job = submit(2);
    Task task = claim(1).get(0);
    store.release(List.of(task));
    assertThat(get(job).getRunning()).isZero();
    assertThat(store.decide(task, proved(task))).isFalse();
    Task again = claim(1).get(0);
    assertThat(again.index()).isEqualTo(task.index());
    assertThat(again.lost()).isZero();
    assertThat(again.lease()).isGreaterThan(task.lease());
    store.release(List.of(task)); // which is no longer its own
    assertThat(store.decide(task, proved(task))).isFalse();
    assertThat(store.decide(again, proved(again))).isTrue();
  }

  @Test
  void claim_leaseThatRanOut_goesToAnotherAndOnlyThatCounts() {
    Job job = submit(1);
    Task slow = store.claim("slow", 1, OVER_AT_ONCE).get(0);
    Task quick = store.claim("quick", 1, LONG).get(0);
    assertThat(quick.problem()).isEqualTo(slow.problem());
    assertThat(quick.lost()).isEqualTo(1);
    assertThat(get(job).getRunning()).isEqualTo(1);
    assertThat(store.renew(List.of(slow, quick), LONG)).containsExactly(quick);
    assertThat(store.decide(slow, proved(slow))).isFalse();
    assertThat(store.decide(quick, proved(quick))).isTrue();
    assertThat(store.decide(slow, proved(slow))).isFalse();
    assertThat(results(job)).hasSize(1);
  }

  @Test
  void renew_beforeItIsTakenBack_keepsTheLease() {
    Job job = submit(2);
    List<Task> tasks = store.claim("here", 2, OVER_AT_ONCE);
    assertThat(store.renew(tasks.subList(0, 1), LONG)).containsExactly(tasks.get(0));
    store.expire();
    assertThat(get(job).getRunning()).isEqualTo(1);
    assertThat(store.renew(tasks, LONG)).containsExactly(tasks.get(0));
  }

  @Test
  void decide_lateButBeforeItIsTakenBack_counts() {
    submit(1);
    Task task = store.claim("here", 1, OVER_AT_ONCE).get(0);
    assertThat(store.decide(task, proved(task))).isTrue();
  }

  @Test
  void claim_problemThatServersDiedOverFiveTimes_isAnError() {
    Job job = submit(2);
    for (int lost = 0; lost < 5; lost++) {
      Task task = store.claim("here", 1, OVER_AT_ONCE).get(0);
      assertThat(task.index()).isZero();
      assertThat(task.lost()).isEqualTo(lost);
    }
    assertThat(ids(claim(2))).containsExactly("p1");
    Result error = results(job).get(0).getResult();
    assertThat(error.getId()).isEqualTo("p0");
    assertThat(error.getVerdict()).isEqualTo(Verdict.VERDICT_ERROR);
    assertThat(error.getError()).isEqualTo("5 servers that worked on it died or fell silent");
    assertThat(counts(get(job))).isEqualTo(Map.of(Verdict.VERDICT_ERROR, 1));
    assertThat(get(job).getRunning()).isEqualTo(1);
  }

  @Test
  void expire_lastProblemLostTooOften_endsTheJob() {
    Job job = submit(1);
    for (int lost = 0; lost < 5; lost++) {
      store.claim("here", 1, OVER_AT_ONCE);
    }
    store.expire();
    assertThat(get(job).getState()).isEqualTo(JobState.JOB_STATE_DONE);
  }

  @Test
  void claim_higherPriority_goesFirst() {
    submit(2);
    store.submit("ada", priority(5), problems(2));
    store.submit("ada", priority(-5), problems(2));
    assertThat(claim(5))
        .extracting(task -> task.spec().getPriority())
        .containsExactly(5, 5, 0, 0, -5);
  }

  @Test
  void claim_samePriority_sharesAndStarvesNobody() {
    Job large = submit(1_000);
    claim(6);
    Job small = submit(5);
    for (int i = 0; i < 5; i++) {
      assertThat(claim(1)).extracting(Task::job).containsExactly(small.getId());
    }
    Job late = submit(10);
    assertThat(claim(12)).extracting(Task::job).filteredOn(late.getId()::equals).hasSize(9);
    assertThat(get(large).getRunning()).isEqualTo(9);
  }

  @Test
  void claim_fromSeveralJobsAtOnce_dealsInTurn() {
    Job first = submit(3);
    Job second = submit(3);
    assertThat(claim(4)).hasSize(4);
    assertThat(get(first).getRunning()).isEqualTo(2);
    assertThat(get(second).getRunning()).isEqualTo(2);
  }
}
