package lakatos.service;

import com.google.protobuf.InvalidProtocolBufferException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import lakatos.v1.JobResult;
import lakatos.v1.Result;
import lakatos.v1.Verdict;
import org.jspecify.annotations.Nullable;

/** The rows of results. */
final class ResultTable {
  private ResultTable() {}

  /** Adds the result that comes next in its job. */
  static void insert(Session session, JobTable.Row job, int index, Result result)
      throws SQLException {
    session.update(
        "insert into result (job, place, idx, body) values (?, ?, ?, ?)",
        job.seq(),
        job.decided() + 1,
        index,
        result.toByteArray());
  }

  /** Adds a result for each problem that is undecided, in their order. */
  static void cancelUndecided(Session session, JobTable.Row job) throws SQLException {
    session.update(
        "insert into result (job, place, idx)"
            + " select job, cast(? as int) + row_number() over (order by idx), idx"
            + " from work where job = ?",
        job.decided(),
        job.seq());
  }

  /**
   * Returns results in their order.
   *
   * @param problems whether each comes with its problem
   */
  static List<JobResult> list(Session session, String job, long after, int most, boolean problems)
      throws SQLException {
    String problem =
        problems ? "problem.body" : "case when result.body is null then problem.body end";
    return session.list(
        "select result.place, result.body, "
            + problem
            + " as problem, job.note from job join result on result.job = job.seq"
            + " join problem on problem.job = result.job and problem.idx = result.idx"
            + " where job.id = ? and result.place > ? order by result.job, result.place limit ?",
        row -> problems ? withProblem(row) : result(row).build(),
        job,
        after,
        most);
  }

  private static JobResult withProblem(ResultSet row) throws SQLException {
    return result(row).setProblem(WorkTable.problem(row.getBytes("problem"))).build();
  }

  private static JobResult.Builder result(ResultSet row) throws SQLException {
    byte @Nullable [] body = row.getBytes("body");
    Result result = body == null ? cancelled(row) : parse(body);
    return JobResult.newBuilder().setCursor(row.getLong("place")).setResult(result);
  }

  private static Result cancelled(ResultSet row) throws SQLException {
    return Result.newBuilder()
        .setId(WorkTable.problem(row.getBytes("problem")).getId())
        .setVerdict(Verdict.VERDICT_CANCELLED)
        .setError(row.getString("note"))
        .build();
  }

  private static Result parse(byte[] body) throws SQLException {
    try {
      return Result.parseFrom(body);
    } catch (InvalidProtocolBufferException e) {
      throw new SQLException("a result is garbled", e);
    }
  }
}
