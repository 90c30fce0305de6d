package lakatos.service;

import static lakatos.service.TestJobs.counts;
import static lakatos.service.TestJobs.problems;
import static lakatos.service.TestJobs.proved;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import lakatos.service.JobStore.Task;
import lakatos.v1.Job;
import lakatos.v1.JobResult;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class JobStorePropertyIT {
  private static final Duration LONG = Duration.ofMinutes(10);

  /** What may be done while a job is worked on. */
  enum Step {
    CLAIM,
    CLAIM_FOR_NO_TIME,
    DECIDE,
    DECIDE_OLDEST,
    RENEW,
    RELEASE,
    EXPIRE,
    CANCEL_SELDOM
  }

  @Property(tries = 60)
  void anything_inAnyOrder_givesEachProblemOneResult(
      @ForAll StoreKind kind,
      @ForAll @IntRange(min = 1, max = 6) int count,
      @ForAll @Size(max = 40) List<Step> steps) {
    JobStore store = SharedStore.of(kind);
    Job job = store.submit("ada", TestJobs.SPEC, problems(count)).job();
    List<Task> tasks = new ArrayList<>();
    for (Step step : steps) {
      take(step, store, job, tasks);
      assertCounted(store, job);
    }
    store.claim("new", count, LONG).forEach(task -> store.decide(task, proved(task)));
    store.cancel(job.getId(), "some leases last longer than the test");
    List<JobResult> results = store.results(job.getId(), 0, count + 1);
    assertThat(results).extracting(result -> result.getResult().getId()).doesNotHaveDuplicates();
    assertThat(results)
        .extracting(JobResult::getCursor)
        .isEqualTo(LongStream.rangeClosed(1, count).boxed().toList());
    assertThat(store.get(job.getId()).orElseThrow().hasEnded()).isTrue();
    SharedStore.empty(store);
  }

  private static void take(Step step, JobStore store, Job job, List<Task> tasks) {
    switch (step) {
      case CLAIM -> tasks.addAll(store.claim("here", 2, LONG));
      case CLAIM_FOR_NO_TIME -> tasks.addAll(store.claim("here", 2, Duration.ZERO));
      case DECIDE ->
          tasks.stream()
              .skip(tasks.size() / 2)
              .findFirst()
              .ifPresent(task -> store.decide(task, proved(task)));
      case DECIDE_OLDEST ->
          tasks.stream().findFirst().ifPresent(task -> store.decide(task, proved(task)));
      case RENEW -> tasks.retainAll(store.renew(tasks, LONG));
      case RELEASE -> {
        store.release(tasks.subList(0, tasks.size() / 2));
        tasks.subList(0, tasks.size() / 2).clear();
      }
      case EXPIRE -> store.expire();
      case CANCEL_SELDOM -> {
        if (tasks.size() > 4) {
          store.cancel(job.getId(), "enough");
        }
      }
    }
  }

  /** What is counted is what is there. */
  private static void assertCounted(JobStore store, Job before) {
    Job job = store.get(before.getId()).orElseThrow();
    List<JobResult> results = store.results(job.getId(), 0, job.getTotal() + 1);
    assertThat(counts(results)).isEqualTo(counts(job));
    assertThat(store.undecided("ada")).isEqualTo(job.getTotal() - results.size());
    assertThat(store.load().running()).isEqualTo(job.getRunning());
  }
}
