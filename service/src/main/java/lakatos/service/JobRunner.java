package lakatos.service;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import lakatos.leanbridge.LeanException;
import lakatos.prover.model.ModelException;
import lakatos.service.JobStore.Task;
import lakatos.v1.JobSpec;
import lakatos.v1.Problem;
import lakatos.v1.Result;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works through the jobs of a store, beside other servers that do the same. What it works on is
 * leased; the leases are renewed while it lives, and what it must give up is interrupted.
 */
final class JobRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  /** How soon other servers' jobs are seen. */
  private static final Duration POLL = Duration.ofSeconds(1);

  /** After an interrupt. */
  private static final Duration TO_LET_GO = Duration.ofSeconds(5);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final JobStore store;
  private final Solver solver;
  private final Desk desk;
  private final Changes changes;
  private final Figures figures;
  private final String server;
  private final Duration lease;
  private final ExecutorService lanes;
  private final ScheduledExecutorService keeper;
  private final Map<Task, Thread> running = new ConcurrentHashMap<>();
  private volatile boolean ending;

  /**
   * Begins to work.
   *
   * @param figures told of what is decided
   */
  JobRunner(
      JobStore store, Solver solver, Desk desk, Changes changes, Figures figures, Leasing leasing) {
    this.store = store;
    this.solver = solver;
    this.desk = desk;
    this.changes = changes;
    this.figures = figures;
    this.server = leasing.server();
    this.lease = leasing.time();
    this.lanes = Executors.newFixedThreadPool(leasing.lanes(), task -> new Thread(task, "job"));
    this.keeper =
        Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "job-leases"));
    for (int i = 0; i < leasing.lanes(); i++) {
      lanes.execute(this::lane);
    }
    long period = lease.dividedBy(3).toMillis();
    var unused = keeper.scheduleWithFixedDelay(this::keep, period, period, TimeUnit.MILLISECONDS);
    var unusedToo = keeper.scheduleWithFixedDelay(this::expire, 1, 1, TimeUnit.SECONDS);
  }

  /**
   * What a server has in hand.
   *
   * @param server its name among those that share the store
   * @param lanes tasks that it works on at once
   * @param time how long a task stays with a server that is not heard of
   */
  record Leasing(String server, int lanes, Duration time) {}

  private void lane() {
    Duration pause = Duration.ZERO;
    while (!ending) {
      try {
        long seen = changes.version();
        pause = Duration.ZERO;
        if (!desk.whenQuiet(this::turn)) {
          changes.await(seen, POLL);
        }
      } catch (InterruptedException e) {
        // given up, or ending: the loop's condition tells
      } catch (RuntimeException e) { // the thread's edge: the next task may fare better
        pause = pause.isZero() ? POLL : pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        LOG.atWarn().addKeyValue("pause", pause).log("cannot work on jobs: {}", e.getMessage());
        rest(pause);
      }
    }
  }

  private void rest(Duration time) {
    try {
      changes.await(changes.version(), time);
    } catch (InterruptedException e) {
      // given up, or ending: the lane's condition tells
    }
  }

  /** Works on one task; false if there is none. */
  private boolean turn() throws InterruptedException {
    List<Task> claimed = store.claim(server, 1, lease);
    if (claimed.isEmpty()) {
      return false;
    }
    Task task = claimed.get(0);
    running.put(task, Thread.currentThread());
    changes.tell();
    try {
      Optional<Result> result = solve(task);
      if (result.isPresent()) {
        decide(task, result.get());
      } else {
        store.release(List.of(task));
      }
    } finally {
      running.remove(task);
      Thread.interrupted(); // meant for this task
    }
    return true;
  }

  /** What came of a task; nothing if that says more of this server than of the task. */
  private Optional<Result> solve(Task task) {
    try {
      Result result = solved(task.spec(), task.problem());
      return Thread.currentThread().isInterrupted() ? Optional.empty() : Optional.of(result);
    } catch (IllegalArgumentException e) {
      return Optional.of(Wire.error(task.problem(), e));
    } catch (LeanException e) {
      return given(task, e);
    } catch (ModelException e) {
      return switch (e.reason()) {
        case BAD_CHECKPOINT, UNAUTHORIZED, UNKNOWN_MODEL, TOO_LONG, REFUSED, GARBLED, TIMED_OUT ->
            Optional.of(Wire.error(task.problem().getId(), e.getMessage(), List.of()));
        case UNREACHABLE, FAILED, CLOSED -> given(task, e);
      };
    } catch (RuntimeException e) { // a defect of ours that need not stop the others
      LOG.atError()
          .addKeyValue("job", task.job())
          .log("this should not happen, please report it", e);
      return Optional.of(
          Wire.error(task.problem().getId(), "this should not happen: " + e, List.of()));
    }
  }

  private Result solved(JobSpec spec, Problem problem) {
    return switch (spec.getKind()) {
      case JOB_KIND_PROVE ->
          solver.prove(problem, spec.getSearch(), Optional.empty(), (attempts, what) -> {});
      case JOB_KIND_VERIFY -> solver.judge(problem, spec.getJudgement(), Optional.empty());
      case JOB_KIND_FORMALIZE ->
          solver.formalize(problem, spec.getDrafting(), Optional.empty(), stage -> {});
      case JOB_KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException(
              "the job is of a kind that this server does not know; a newer one took it in");
    };
  }

  private Optional<Result> given(Task task, RuntimeException e) {
    if (!ending && !Thread.currentThread().isInterrupted()) {
      LOG.atWarn()
          .addKeyValue("job", task.job())
          .addKeyValue("index", task.index())
          .log("put back into the queue: {}", e.getMessage());
      rest(POLL);
    }
    return Optional.empty();
  }

  /** What has been found is not lost because the store cannot be written for a while. */
  private void decide(Task task, Result result) throws InterruptedException {
    Duration pause = Duration.ofMillis(100);
    while (true) {
      try {
        if (store.decide(task, result)) {
          figures.decided(sinceSubmission(task), task.spec().getKind(), result);
          LOG.atInfo()
              .addKeyValue("job", task.job())
              .addKeyValue("index", task.index())
              .addKeyValue("verdict", result.getVerdict())
              .log("decided");
        }
        changes.tell();
        return;
      } catch (StoreException e) {
        LOG.atWarn().addKeyValue("job", task.job()).log("cannot keep a result: {}", e.getMessage());
        Thread.sleep(pause.toMillis());
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
      }
    }
  }

  private Duration sinceSubmission(Task task) {
    return store
        .get(task.job())
        .map(job -> Duration.between(Wire.instant(job.getCreated()), Instant.now()))
        .orElse(Duration.ZERO);
  }

  private void keep() {
    try {
      List<Task> tasks = new ArrayList<>(running.keySet());
      Set<Task> ours = tasks.isEmpty() ? Set.of() : store.renew(tasks, lease);
      tasks.stream().filter(task -> !ours.contains(task)).forEach(this::giveUp);
    } catch (RuntimeException e) { // the thread's edge: the next renewal may be in time
      LOG.warn("cannot renew leases: {}", e.getMessage());
    }
  }

  private void expire() {
    try {
      store.expire();
      changes.tell(); // jobs may have ended
    } catch (RuntimeException e) { // the thread's edge
      LOG.warn("cannot end jobs whose budget is spent: {}", e.getMessage());
    }
  }

  private void giveUp(Task task) {
    Thread thread = running.remove(task);
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** Gives up what belongs to a job that has been cancelled. */
  void drop(String job) {
    running.keySet().stream().filter(task -> task.job().equals(job)).forEach(this::giveUp);
  }

  /** What is being worked on may end. */
  void beginNothing() {
    ending = true;
    lanes.shutdown();
  }

  /** Waits for what is being worked on until then, and puts the rest back into the queue. */
  void endBy(Instant end) {
    beginNothing();
    Duration left = Duration.between(Instant.now(), end);
    if (!ended(left.isNegative() ? Duration.ZERO : left)) {
      lanes.shutdownNow();
      ended(TO_LET_GO);
    }
    keeper.shutdownNow();
  }

  private boolean ended(Duration within) {
    try {
      return lanes.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    endBy(Instant.now());
  }
}
