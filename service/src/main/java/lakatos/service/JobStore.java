package lakatos.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import lakatos.service.JobTable.Lock;
import lakatos.service.JobTable.Row;
import lakatos.v1.Job;
import lakatos.v1.JobResult;
import lakatos.v1.JobSpec;
import lakatos.v1.Problem;
import lakatos.v1.Result;
import lakatos.v1.Verdict;

/**
 * The jobs, on disk. Thread-safe, and where it is a PostgreSQL server, shared with other processes.
 *
 * <ul>
 *   <li>What a method has done when it returns survives the end of any process.
 *   <li>Every problem of a job has one result in the end, however many work on it: who leased a
 *       problem may decide it as long as nobody else has, the job has not ended, and the lease has
 *       not been taken back.
 *   <li>Results of a job are numbered in the order of decisions, from 1 and without gaps.
 *   <li>Leases are timed by the database's clock, so those of servers need not agree.
 * </ul>
 *
 * <p>All methods throw {@link StoreException} if the database does not do its part; once the cause
 * is gone they work again. They return in bounded time, and an interrupt does not shorten it.
 */
final class JobStore implements AutoCloseable {
  private static final int ROUNDS = 3;
  private static final int TOKEN_RADIX = Character.MAX_RADIX;

  private final Database database;

  /** What became of a submission: a new job, or the one of an earlier submission. */
  record Submitted(Job job, boolean existing) {}

  /**
   * Some of a list of jobs.
   *
   * @param next what to ask for the next ones with; empty if there are none
   */
  record Page(List<Job> jobs, Optional<String> next) {
    Page {
      jobs = List.copyOf(jobs);
    }
  }

  /**
   * A problem that somebody works on.
   *
   * @param index its place in the job, from 0
   * @param lease tells it from earlier and later leases of the same problem
   * @param lost how many of these ran out
   */
  record Task(String job, int index, long lease, int lost, JobSpec spec, Problem problem) {}

  /**
   * What there is to do, of all jobs that have not ended.
   *
   * @param queued problems that nobody works on
   * @param running problems that somebody works on
   */
  record Load(long jobs, long queued, long running) {}

  private JobStore(Database database) {
    this.database = database;
  }

  /**
   * Opens a store, makes it if there is none, and brings its tables up to date. Leases that a dead
   * process had on problems in a file are taken back at once.
   *
   * @param where a PostgreSQL database, {@code jdbc:postgresql://HOST/DATABASE?user=…}, whose
   *     password may also be where PostgreSQL's own programs look for it; or a file's path, to
   *     which {@code .mv.db} is added
   * @param connections at most; at least 2
   * @param whenOver told once if a file could not be written: nothing more can be done with it in
   *     this process, and who owns that had better end it
   */
  static JobStore open(String where, int connections, Consumer<StoreException> whenOver) {
    if (connections < 2) {
      throw new IllegalArgumentException("connections must be at least 2: " + connections);
    }
    JobStore store = new JobStore(new Database(StoreLocation.of(where), connections, whenOver));
    try {
      store.endStaleLeases();
      return store;
    } catch (StoreException e) {
      store.close();
      throw e;
    }
  }

  private void endStaleLeases() {
    if (database.embedded()) {
      database.write(WorkTable::endLeases);
      expire();
    }
  }

  @Override
  public void close() {
    database.close();
  }

  // --- for clients ---------------------------------------------------------------------------

  /**
   * Makes a job. With a client key that its owner has used before, the first job is returned and
   * nothing is added.
   *
   * @param problems with ids that differ; if there are none, the job is done
   */
  Submitted submit(String owner, JobSpec spec, List<Problem> problems) {
    List<byte[]> bodies = problems.stream().map(Problem::toByteArray).toList();
    String id = UUID.randomUUID().toString();
    return database.write(
        session -> {
          Optional<Row> earlier = JobTable.ofClientKey(session, owner, spec.getClientKey());
          if (earlier.isPresent()) {
            return new Submitted(earlier.get().job(), true);
          }
          LockedJob job = LockedJob.insert(session, id, owner, spec, bodies);
          return new Submitted(job.job(), false);
        });
  }

  /** Returns the job that an owner submitted with a client key; none for an empty key. */
  Optional<Job> find(String owner, String clientKey) {
    return database.read(session -> JobTable.ofClientKey(session, owner, clientKey)).map(Row::job);
  }

  Optional<Job> get(String job) {
    return database.read(session -> JobTable.find(session, job)).map(Row::job);
  }

  /**
   * Lists jobs, newest first. Jobs that are made meanwhile do not move others to another page.
   *
   * @param owner whose jobs; empty for all
   * @param size most jobs of a page
   * @param pageToken what the page before told; empty for the first
   * @throws IllegalArgumentException if no page told it
   */
  Page list(Optional<String> owner, int size, String pageToken) {
    long before = before(pageToken);
    List<Row> rows =
        database.read(session -> JobTable.list(session, owner, before, Math.addExact(size, 1)));
    List<Job> jobs = rows.stream().limit(size).map(Row::job).toList();
    return rows.size() <= size
        ? new Page(jobs, Optional.empty())
        : new Page(jobs, Optional.of(Long.toString(rows.get(size - 1).seq(), TOKEN_RADIX)));
  }

  private static long before(String pageToken) {
    try {
      return pageToken.isEmpty() ? Long.MAX_VALUE : Long.parseLong(pageToken, TOKEN_RADIX);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no page has told this token: " + pageToken, e);
    }
  }

  /** Returns results in the order of decisions, from that after the cursor on. */
  List<JobResult> results(String job, long afterCursor, int most) {
    return database.read(session -> ResultTable.list(session, job, afterCursor, most, false));
  }

  /** The same, each with its problem. */
  List<JobResult> resultsWithProblems(String job, long afterCursor, int most) {
    return database.read(session -> ResultTable.list(session, job, afterCursor, most, true));
  }

  /**
   * Ends a job, unless it has ended. What is undecided is cancelled, whoever works on it.
   *
   * @param note why, in one sentence
   * @return the job as it is now; nothing if there is none
   */
  Optional<Job> cancel(String job, String note) {
    return database.write(
        session -> {
          Optional<LockedJob> locked = LockedJob.of(session, job, Lock.WAIT);
          if (locked.isPresent()) {
            locked.get().cancel(note);
          }
          return locked.map(LockedJob::job);
        });
  }

  /**
   * Forgets a job with its results.
   *
   * @return whether there was one
   * @throws IllegalStateException if it has not ended
   */
  boolean delete(String job) {
    return database.write(
        session -> {
          Optional<LockedJob> locked = LockedJob.of(session, job, Lock.WAIT);
          if (locked.isPresent()) {
            locked.get().delete();
          }
          return locked.isPresent();
        });
  }

  // --- for those who work --------------------------------------------------------------------

  /**
   * Leases problems: of jobs of the highest priority that have any, of all these in equal shares.
   *
   * @param server who will work on them; for people
   * @param most of all jobs together
   * @param lease after which they are taken back, unless it is renewed
   * @return none if there are none; fewer than there are if others ask at the same time
   */
  List<Task> claim(String server, int most, Duration lease) {
    expire();
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, Integer> shares =
          Shares.deal(database.read(session -> JobTable.waiting(session, most)), most);
      if (shares.isEmpty()) {
        return List.of();
      }
      for (Lock lock : List.of(Lock.SKIP, Lock.WAIT)) { // waits only if others are at all of them
        List<Task> tasks = lease(shares, lock, server, lease);
        if (!tasks.isEmpty()) {
          return tasks;
        }
      }
    }
    return List.of();
  }

  private List<Task> lease(Map<String, Integer> shares, Lock lock, String server, Duration lease) {
    List<Task> tasks = new ArrayList<>();
    try {
      shares.forEach((job, most) -> tasks.addAll(lease(job, lock, server, most, lease)));
    } catch (StoreException e) {
      if (tasks.isEmpty()) { // else these are leased, and somebody has to know
        throw e;
      }
    }
    return tasks;
  }

  private List<Task> lease(String job, Lock lock, String server, int most, Duration lease) {
    return database.write(
        session -> {
          Optional<LockedJob> locked = LockedJob.of(session, job, lock);
          return locked.isPresent() ? locked.get().lease(server, most, lease) : List.of();
        });
  }

  /**
   * Makes leases last for so long from now.
   *
   * @return those whose leases are still their own; work on the others is of no use
   */
  Set<Task> renew(Collection<Task> tasks, Duration lease) {
    Set<Task> ours = new HashSet<>();
    byJob(tasks).forEach((job, some) -> ours.addAll(renew(job, some, lease)));
    return ours;
  }

  private List<Task> renew(String job, List<Task> tasks, Duration lease) {
    return database.write(
        session -> {
          Optional<LockedJob> locked = LockedJob.of(session, job, Lock.WAIT);
          return locked.isPresent() ? locked.get().renew(tasks, lease) : List.of();
        });
  }

  private static Map<String, List<Task>> byJob(Collection<Task> tasks) {
    return tasks.stream().collect(Collectors.groupingBy(Task::job));
  }

  /**
   * Tells what came of a problem.
   *
   * @return whether it counts; if not, another result does, or will
   */
  boolean decide(Task task, Result result) {
    Verdict verdict = result.getVerdict();
    if (verdict == Verdict.VERDICT_UNSPECIFIED || verdict == Verdict.UNRECOGNIZED) {
      throw new IllegalArgumentException("a result must have a verdict: " + result.getId());
    }
    return database.write(
        session -> {
          Optional<LockedJob> locked = LockedJob.of(session, task.job(), Lock.WAIT);
          return locked.isPresent() && locked.get().decide(task, result);
        });
  }

  /** Puts problems back into the queue, as if they had not been leased. */
  void release(Collection<Task> tasks) {
    byJob(tasks).forEach(this::release);
  }

  private void release(String job, List<Task> tasks) {
    database.write(
        session -> {
          Optional<LockedJob> locked = LockedJob.of(session, job, Lock.WAIT);
          if (locked.isPresent()) {
            locked.get().release(tasks);
          }
          return locked;
        });
  }

  /**
   * Ends jobs whose wall-clock budget is spent, and takes back problems whose leases ran out. To be
   * called every second or so.
   */
  void expire() {
    for (String job : database.read(JobTable::due)) {
      database.write(
          session -> {
            Optional<LockedJob> locked = LockedJob.of(session, job, Lock.SKIP);
            if (locked.isPresent()) {
              locked.get().expire();
            }
            return locked;
          });
    }
  }

  // --- for those who watch -------------------------------------------------------------------

  /** Returns how many problems of an owner's jobs are undecided. */
  long undecided(String owner) {
    return database.read(session -> JobTable.undecided(session, owner));
  }

  Load load() {
    return database.read(JobTable::load);
  }
}
