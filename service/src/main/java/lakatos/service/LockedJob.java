package lakatos.service;

import com.google.protobuf.Duration;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import lakatos.service.JobStore.Task;
import lakatos.service.JobTable.Lock;
import lakatos.service.JobTable.Row;
import lakatos.v1.Job;
import lakatos.v1.JobBudget;
import lakatos.v1.JobSpec;
import lakatos.v1.JobState;
import lakatos.v1.Result;
import lakatos.v1.Verdict;
import org.jspecify.annotations.Nullable;

/** A job that no other transaction changes before this one ends. */
final class LockedJob {

  /*
   * An undecided problem has a row of work and no result; a decided one has a result and no row of
   * work. What moves it from the one to the other also counts it, in the same transaction and with
   * the job's row locked. So cursors have no gaps, and of all who decide a problem one is the first.
   */

  /** A problem that so many servers died over is not given to another. */
  private static final int MOST_LOST = 5;

  /** Some thirty years, which databases can add to any date. */
  private static final double LONGEST_WALL = 1e9;

  private final Session session;
  private Row row;

  private LockedJob(Session session, Row row) {
    this.session = session;
    this.row = row;
  }

  /** Returns nothing if there is no such job, or another transaction has it and may be skipped. */
  static Optional<LockedJob> of(Session session, String id, Lock lock) throws SQLException {
    return JobTable.lock(session, id, lock).map(row -> new LockedJob(session, row));
  }

  /**
   * Makes a job.
   *
   * @param problems as they are stored
   */
  static LockedJob insert(
      Session session, String id, String owner, JobSpec spec, List<byte[]> problems)
      throws SQLException {
    long seq = JobTable.insert(session, id, owner, spec, problems.size());
    WorkTable.insert(session, seq, problems);
    LockedJob job = new LockedJob(session, JobTable.find(session, id).orElseThrow());
    job.endIfDone();
    return job;
  }

  Job job() {
    return row.job();
  }

  /** Leases problems, unless the job's time is over. */
  List<Task> lease(String server, int most, java.time.Duration lease) throws SQLException {
    if (endIfSpent() || row.queued() == 0) {
      return List.of();
    }
    List<Task> tasks = WorkTable.lease(session, row, server, most, lease);
    JobTable.begin(session, row, tasks.size(), wallSeconds());
    return tasks;
  }

  private @Nullable Double wallSeconds() {
    JobBudget budget = row.job().getSpec().getBudget();
    return budget.hasWall() ? Math.min(seconds(budget.getWall()), LONGEST_WALL) : null;
  }

  private static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNanos() / 1e9;
  }

  /** Returns those of the tasks whose leases are still their own; they last longer now. */
  List<Task> renew(Collection<Task> tasks, java.time.Duration lease) throws SQLException {
    List<Task> ours = new ArrayList<>();
    for (Task task : tasks) {
      if (WorkTable.renew(session, row, task, lease)) {
        ours.add(task);
      }
    }
    return ours;
  }

  /** Puts those of the tasks back into the queue whose leases are still their own. */
  void release(Collection<Task> tasks) throws SQLException {
    int released = 0;
    for (Task task : tasks) {
      released += WorkTable.release(session, row, task) ? 1 : 0;
    }
    JobTable.giveBack(session, row, released);
  }

  /** Returns whether the lease was still the task's own, so that the result counts. */
  boolean decide(Task task, Result result) throws SQLException {
    if (!WorkTable.remove(session, row, task)) {
      return false;
    }
    record(task.index(), result);
    endIfSpent();
    return true;
  }

  private void record(int index, Result result) throws SQLException {
    ResultTable.insert(session, row, index, result);
    JobTable.decide(
        session,
        row,
        result.getVerdict(),
        result.getEffort().getTokens(),
        result.getEffort().getLean());
    reread();
    endIfDone();
  }

  private void reread() throws SQLException {
    row = JobTable.find(session, row.job().getId()).orElseThrow();
  }

  private void endIfDone() throws SQLException {
    if (row.undecided() == 0) {
      JobTable.end(session, row, JobState.JOB_STATE_DONE, null);
      reread();
    }
  }

  /** Takes problems from servers that let their leases run out, or ends the job if it is time. */
  void expire() throws SQLException {
    if (endIfSpent()) {
      return;
    }
    int takenBack = 0;
    for (WorkTable.Lapsed lapsed : WorkTable.lapsed(session, row)) {
      if (lapsed.lost() + 1 < MOST_LOST) {
        WorkTable.takeBack(session, row, lapsed);
        takenBack++;
      } else {
        giveUp(lapsed.index());
      }
    }
    JobTable.giveBack(session, row, takenBack);
  }

  private void giveUp(int index) throws SQLException {
    WorkTable.remove(session, row, index);
    Result result =
        Result.newBuilder()
            .setId(WorkTable.problem(session, row, index).getId())
            .setVerdict(Verdict.VERDICT_ERROR)
            .setError(MOST_LOST + " servers that worked on it died or fell silent")
            .build();
    record(index, result);
  }

  /** Ends the job, unless it has ended. */
  void cancel(String note) throws SQLException {
    if (row.ended()) {
      return;
    }
    ResultTable.cancelUndecided(session, row);
    WorkTable.removeAll(session, row);
    JobTable.end(session, row, JobState.JOB_STATE_CANCELLED, note);
    reread();
  }

  private boolean endIfSpent() throws SQLException {
    JobBudget budget = row.job().getSpec().getBudget();
    if (row.overdue()) {
      BigDecimal seconds = BigDecimal.valueOf(seconds(budget.getWall())).stripTrailingZeros();
      cancel("its budget of " + seconds.toPlainString() + " s is spent");
    } else if (budget.getTokens() > 0 && row.job().getTokens() >= budget.getTokens()) {
      cancel("its budget of " + budget.getTokens() + " tokens is spent");
    }
    return row.ended();
  }

  /**
   * Forgets the job.
   *
   * @throws IllegalStateException if it has not ended
   */
  void delete() throws SQLException {
    if (!row.ended()) {
      throw new IllegalStateException(
          "job " + row.job().getId() + " has not ended; cancel it first");
    }
    JobTable.delete(session, row);
  }
}
