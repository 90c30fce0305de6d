package lakatos.service;

import com.google.protobuf.InvalidProtocolBufferException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lakatos.service.JobStore.Task;
import lakatos.v1.Problem;

/** The rows of problems, and of the work on those that are undecided. */
final class WorkTable {
  private static final String FROM_NOW =
      "current_timestamp + interval '1' second * cast(? as double precision)";
  private static final String OURS =
      " where job = ? and idx = ? and lease = ? and until is not null";

  private WorkTable() {}

  /** Work that was begun and not ended in time. */
  record Lapsed(int index, int lost) {}

  /** Puts a new job's problems into the queue. */
  static void insert(Session session, long job, List<byte[]> problems) throws SQLException {
    List<Integer> indices = IntStream.range(0, problems.size()).boxed().toList();
    session.updateAll(
        "insert into problem (job, idx, body) values (?, ?, ?)",
        indices.stream().map(index -> List.of(job, index, problems.get(index))).toList());
    session.updateAll(
        "insert into work (job, idx) values (?, ?)",
        indices.stream().map(index -> List.of(job, index)).toList());
  }

  /** Leases those next in the queue. */
  static List<Task> lease(
      Session session, JobTable.Row job, String server, int most, Duration lease)
      throws SQLException {
    List<Task> tasks = queued(session, job, most);
    List<List<?>> rows = new ArrayList<>();
    for (Task task : tasks) {
      rows.add(List.of(task.lease(), server, seconds(lease), job.seq(), task.index()));
    }
    session.updateAll(
        "update work set lease = ?, server = ?, until = " + FROM_NOW + " where job = ? and idx = ?",
        rows);
    return tasks;
  }

  private static List<Task> queued(Session session, JobTable.Row job, int most)
      throws SQLException {
    return session.list(
        "select work.idx, lease + 1, lost, body from work"
            + " join problem on problem.job = work.job and problem.idx = work.idx"
            + " where work.job = ? and queued = true order by work.job, queued, work.idx limit ?",
        row ->
            new Task(
                job.job().getId(),
                row.getInt(1),
                row.getLong(2),
                row.getInt(3),
                job.job().getSpec(),
                problem(row.getBytes(4))),
        job.seq(),
        most);
  }

  /** Returns whether the lease is still the problem's, and now lasts for so long. */
  static boolean renew(Session session, JobTable.Row job, Task task, Duration lease)
      throws SQLException {
    return session.update(
            "update work set until = " + FROM_NOW + OURS,
            seconds(lease),
            job.seq(),
            task.index(),
            task.lease())
        == 1;
  }

  /** Puts a problem back into the queue if the lease is still its own, and returns whether. */
  static boolean release(Session session, JobTable.Row job, Task task) throws SQLException {
    return session.update(
            "update work set until = null, server = null" + OURS,
            job.seq(),
            task.index(),
            task.lease())
        == 1;
  }

  /** Takes a problem off the list if the lease is still its own, and returns whether. */
  static boolean remove(Session session, JobTable.Row job, Task task) throws SQLException {
    return session.update("delete from work" + OURS, job.seq(), task.index(), task.lease()) == 1;
  }

  static List<Lapsed> lapsed(Session session, JobTable.Row job) throws SQLException {
    return session.list(
        "select idx, lost from work where job = ? and until <= current_timestamp order by idx",
        row -> new Lapsed(row.getInt(1), row.getInt(2)),
        job.seq());
  }

  /** Puts a problem back into the queue whose lease ran out. */
  static void takeBack(Session session, JobTable.Row job, Lapsed lapsed) throws SQLException {
    session.update(
        "update work set until = null, server = null, lost = lost + 1 where job = ? and idx = ?",
        job.seq(),
        lapsed.index());
  }

  /** Takes a problem off the list, whoever works on it. */
  static void remove(Session session, JobTable.Row job, int index) throws SQLException {
    session.update("delete from work where job = ? and idx = ?", job.seq(), index);
  }

  static void removeAll(Session session, JobTable.Row job) throws SQLException {
    session.update("delete from work where job = ?", job.seq());
  }

  /** Ends all leases, as none of those who had them lives. */
  static int endLeases(Session session) throws SQLException {
    return session.update(
        "update work set until = current_timestamp where until > current_timestamp");
  }

  static Problem problem(Session session, JobTable.Row job, int index) throws SQLException {
    return session
        .first(
            "select body from problem where job = ? and idx = ?",
            row -> problem(row.getBytes(1)),
            job.seq(),
            index)
        .orElseThrow();
  }

  static Problem problem(byte[] bytes) throws SQLException {
    try {
      return Problem.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new SQLException("a problem is garbled", e);
    }
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
