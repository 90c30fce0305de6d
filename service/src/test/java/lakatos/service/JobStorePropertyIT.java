package lakatos.service;

import static lakatos.service.TestJobs.counts;
import static lakatos.service.TestJobs.problems;
import static lakatos.service.TestJobs.proved;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import lakatos.service.JobStore.Task;
import lakatos.v1.Job;
import lakatos.v1.JobResult;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

final class JobStorePropertyIT {
  private static final Map<StoreKind, JobStore> STORES = new EnumMap<>(StoreKind.class);
  private static final Path FOLDER = folder();

  private static Path folder() {
    try {
      return Files.createTempDirectory("stores");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @AfterContainer
  static void close() throws IOException {
    STORES.values().forEach(JobStore::close);
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(FOLDER);
  }

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
    JobStore store = STORES.computeIfAbsent(kind, some -> JobStore.open(some.fresh(FOLDER), 2));
    Job job = store.submit("ada", TestJobs.SPEC, problems(count)).job();
    List<Task> tasks = new ArrayList<>();
    for (Step step : steps) {
      take(step, store, job, tasks);
      assertCounted(store, job);
    }
    finish(store);
    List<JobResult> results = store.results(job.getId(), 0, count + 1);
    assertThat(results).extracting(result -> result.getResult().getId()).doesNotHaveDuplicates();
    assertThat(results)
        .extracting(JobResult::getCursor)
        .isEqualTo(LongStream.rangeClosed(1, count).boxed().toList());
    assertThat(store.get(job.getId()).orElseThrow().hasEnded()).isTrue();
  }

  private static void take(Step step, JobStore store, Job job, List<Task> tasks) {
    switch (step) {
      case CLAIM -> tasks.addAll(store.claim("here", 2, Duration.ofMinutes(10)));
      case CLAIM_FOR_NO_TIME -> tasks.addAll(store.claim("here", 2, Duration.ZERO));
      case DECIDE ->
          tasks.stream()
              .skip(tasks.size() / 2)
              .findFirst()
              .ifPresent(task -> store.decide(task, proved(task)));
      case DECIDE_OLDEST ->
          tasks.stream().findFirst().ifPresent(task -> store.decide(task, proved(task)));
      case RENEW -> tasks.retainAll(store.renew(tasks, Duration.ofMinutes(10)));
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

  /** All servers have died; a new one does what they left. */
  private static void finish(JobStore store) {
    Job job = store.list(java.util.Optional.empty(), 1, "").jobs().get(0);
    if (!job.hasEnded()) {
      List<Task> tasks = store.claim("new", 10, Duration.ofMinutes(10));
      tasks.forEach(task -> store.decide(task, proved(task)));
    }
    store.cancel(job.getId(), "their leases last longer than the test");
  }
}
