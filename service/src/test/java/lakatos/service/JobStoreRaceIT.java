package lakatos.service;

import static lakatos.service.TestJobs.SPEC;
import static lakatos.service.TestJobs.counts;
import static lakatos.service.TestJobs.key;
import static lakatos.service.TestJobs.problems;
import static lakatos.service.TestJobs.proved;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import lakatos.service.JobStore.Submitted;
import lakatos.service.JobStore.Task;
import lakatos.v1.Job;
import lakatos.v1.JobResult;
import lakatos.v1.JobState;
import lakatos.v1.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a store promises however many use it at once; servers share it where they can. */
@ParameterizedClass
@EnumSource(StoreKind.class)
@Timeout(120)
final class JobStoreRaceIT {
  private static final int THREADS = 16;
  private static final Duration LONG = Duration.ofMinutes(10);

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final List<JobStore> servers = new ArrayList<>();

  JobStoreRaceIT(StoreKind kind, @TempDir Path folder) {
    String where = kind.fresh(folder);
    servers.add(JobStore.open(where, 4, end -> {}));
    servers.add(kind == StoreKind.FILE ? servers.get(0) : JobStore.open(where, 4, end -> {}));
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    servers.forEach(JobStore::close);
  }

  private JobStore server(int thread) {
    return servers.get(thread % servers.size());
  }

  private interface Part<T> {
    T of(int thread) throws Exception;
  }

  private <T> List<T> inAllThreads(Part<T> part) throws Exception {
    List<Callable<T>> parts = new ArrayList<>();
    IntStream.range(0, THREADS).forEach(thread -> parts.add(() -> part.of(thread)));
    List<T> values = new ArrayList<>();
    for (Future<T> value : threads.invokeAll(parts)) {
      values.add(value.get());
    }
    return values;
  }

  private Job get(Job job) {
    return servers.get(0).get(job.getId()).orElseThrow();
  }

  /** Every problem has one result, and cursors have no gaps. */
  private void assertDecidedOnce(Job job) {
    List<JobResult> results = servers.get(0).results(job.getId(), 0, job.getTotal() + 1);
    assertThat(results)
        .extracting(JobResult::getCursor)
        .isEqualTo(LongStream.rangeClosed(1, job.getTotal()).boxed().toList());
    assertThat(results)
        .extracting(result -> result.getResult().getId())
        .containsExactlyInAnyOrderElementsOf(
            problems(job.getTotal()).stream().map(problem -> problem.getId()).toList());
    assertThat(counts(results)).isEqualTo(counts(get(job)));
    assertThat(get(job).getRunning()).isZero();
  }

  @Test
  void submit_sameKeyFromAllSides_makesOneJob() throws Exception {
    List<Submitted> submitted =
        inAllThreads(thread -> server(thread).submit("ada", key("k"), problems(20)));
    assertThat(submitted).filteredOn(one -> !one.existing()).hasSize(1);
    assertThat(submitted)
        .extracting(one -> one.job().getId())
        .containsOnly(get(submitted.get(0).job()).getId());
    assertThat(servers.get(0).load().queued()).isEqualTo(20);
  }

  @Test
  void claim_fromAllSides_givesEachProblemToOne() throws Exception {
    Job job = servers.get(0).submit("ada", SPEC, problems(500)).job();
    List<List<Task>> claimed =
        inAllThreads(
            thread -> {
              List<Task> mine = new ArrayList<>();
              List<Task> tasks;
              do {
                tasks = server(thread).claim("s" + thread, 5, LONG);
                mine.addAll(tasks);
              } while (!tasks.isEmpty());
              return mine;
            });
    assertThat(claimed.stream().flatMap(List::stream).map(Task::index))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 500).boxed().toList());
    assertThat(get(job).getRunning()).isEqualTo(500);
  }

  @Test
  void decide_byServersSomeOfWhichAreSlow_decidesEachProblemOnce() throws Exception {
    List<Job> jobs =
        List.of(
            servers.get(0).submit("ada", SPEC, problems(150)).job(),
            servers.get(0).submit("bob", SPEC, problems(150)).job());
    LongAdder counted = new LongAdder();
    inAllThreads(
        thread -> {
          while (server(thread).load().jobs() > 0) {
            for (Task task : server(thread).claim("s" + thread, 3, sometimesTooShort())) {
              if (server(thread).decide(task, proved(task))) {
                counted.increment();
              }
            }
          }
          return thread;
        });
    jobs.forEach(this::assertDecidedOnce);
    jobs.forEach(job -> assertThat(get(job).getState()).isEqualTo(JobState.JOB_STATE_DONE));
    long proved =
        jobs.stream().mapToLong(job -> counts(get(job)).get(Verdict.VERDICT_PROVED)).sum();
    assertThat(counted.sum()).isEqualTo(proved);
  }

  private static Duration sometimesTooShort() {
    return ThreadLocalRandom.current().nextInt(5) == 0 ? Duration.ZERO : LONG;
  }

  @Test
  void cancel_whileAllWork_decidesEachProblemOnce() throws Exception {
    Job job = servers.get(0).submit("ada", SPEC, problems(400)).job();
    AtomicInteger counted = new AtomicInteger();
    inAllThreads(
        thread -> {
          while (server(thread).load().jobs() > 0) {
            List<Task> tasks = server(thread).claim("s" + thread, 2, LONG);
            for (Task task : server(thread).renew(tasks, LONG)) {
              counted.addAndGet(server(thread).decide(task, proved(task)) ? 1 : 0);
            }
            if (counted.get() >= 100 && thread < 4) {
              server(thread).cancel(job.getId(), "enough");
            }
          }
          return thread;
        });
    assertDecidedOnce(job);
    assertThat(get(job).getState()).isEqualTo(JobState.JOB_STATE_CANCELLED);
    assertThat(counts(get(job)))
        .isEqualTo(
            Map.of(
                Verdict.VERDICT_PROVED,
                counted.get(),
                Verdict.VERDICT_CANCELLED,
                400 - counted.get()));
  }

  @Test
  void decide_withTheLastTokens_endsTheJobOnce() throws Exception {
    Job job = servers.get(0).submit("ada", TestJobs.tokens(500), problems(200)).job();
    List<Integer> counted =
        inAllThreads(
            thread -> {
              int mine = 0;
              while (server(thread).load().jobs() > 0) {
                for (Task task : server(thread).claim("s" + thread, 4, LONG)) {
                  mine += server(thread).decide(task, proved(task)) ? 1 : 0;
                }
              }
              return mine;
            });
    assertDecidedOnce(job);
    assertThat(counted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(50);
    assertThat(get(job).getTokens()).isEqualTo(500);
  }

  @Test
  void everything_inThreadsThatAreInterrupted_isDone() throws Exception {
    List<Job> jobs =
        inAllThreads(
            thread -> {
              Thread.currentThread().interrupt();
              JobStore server = server(thread);
              Job job = server.submit("ada", SPEC, problems(3)).job();
              Thread.currentThread().interrupt();
              for (Task task : server.claim("s" + thread, 3, LONG)) {
                Thread.currentThread().interrupt();
                server.decide(task, proved(task));
              }
              boolean stillInterrupted = Thread.interrupted();
              assertThat(stillInterrupted).isTrue();
              return job;
            });
    List<Task> rest = servers.get(0).claim("last", 100, LONG);
    rest.forEach(task -> servers.get(0).decide(task, proved(task)));
    jobs.forEach(this::assertDecidedOnce);
  }

  @Test
  void list_whileJobsComeAndGo_neverShowsOneTwice() throws Exception {
    inAllThreads(
        thread -> {
          for (int i = 0; i < 10; i++) {
            Job job = server(thread).submit("ada", SPEC, problems(1)).job();
            List<String> seen = listed(server(thread));
            assertThat(seen).doesNotHaveDuplicates().contains(job.getId());
            if (i % 2 == 0) {
              server(thread).cancel(job.getId(), "enough");
              server(thread).delete(job.getId());
            }
          }
          return thread;
        });
    assertThat(listed(servers.get(0))).hasSize(5 * THREADS);
  }

  private static List<String> listed(JobStore store) {
    List<Job> jobs = new ArrayList<>();
    Optional<String> next = Optional.of("");
    while (next.isPresent()) {
      JobStore.Page page = store.list(Optional.of("ada"), 7, next.get());
      jobs.addAll(page.jobs());
      next = page.next();
    }
    return jobs.stream().map(Job::getId).collect(Collectors.toList());
  }
}
