package lakatos.service;

import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lakatos.v1.Job;
import lakatos.v1.JobSpec;
import lakatos.v1.JobState;
import lakatos.v1.Verdict;
import lakatos.v1.VerdictCount;
import org.jspecify.annotations.Nullable;

/** The rows of jobs. */
final class JobTable {
  private static final List<Verdict> VERDICTS =
      Arrays.stream(Verdict.values())
          .filter(v -> v != Verdict.VERDICT_UNSPECIFIED && v != Verdict.UNRECOGNIZED)
          .toList();

  private static final long NANOS = 1_000_000_000;

  private static final String SELECT =
      "select job.*, coalesce(deadline <= current_timestamp, false) as overdue from job ";

  /** Those whose problems are not all decided. */
  private static final String UNDECIDED =
      "state in (%d, %d)"
          .formatted(JobState.JOB_STATE_QUEUED_VALUE, JobState.JOB_STATE_RUNNING_VALUE);

  private JobTable() {}

  /** What to do when another transaction has the lock. */
  enum Lock {
    WAIT(" for update"),
    SKIP(" for update skip locked");

    private final String clause;

    Lock(String clause) {
      this.clause = clause;
    }
  }

  /**
   * One of them.
   *
   * @param seq by which other tables know it
   * @param queued how many of its problems nobody works on
   * @param overdue whether its time is over, though it has not ended
   */
  record Row(long seq, int queued, boolean overdue, Job job) {

    int undecided() {
      return queued + job.getRunning();
    }

    int decided() {
      return job.getTotal() - undecided();
    }

    boolean ended() {
      JobState state = job.getState();
      return state == JobState.JOB_STATE_DONE || state == JobState.JOB_STATE_CANCELLED;
    }
  }

  /** Returns the number of a new row, for a job without problems so far undecided. */
  static long insert(Session session, String id, String owner, JobSpec spec, int total)
      throws SQLException {
    String sql =
        "insert into job (id, owner, client_key, spec, priority, state, total, queued, running)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, 0)";
    return session.insert(
        "seq",
        sql,
        id,
        owner,
        spec.getClientKey().isEmpty() ? null : spec.getClientKey(),
        spec.toByteArray(),
        spec.getPriority(),
        JobState.JOB_STATE_QUEUED_VALUE,
        total,
        total);
  }

  static Optional<Row> find(Session session, String id) throws SQLException {
    return session.first(SELECT + "where id = ?", JobTable::row, id);
  }

  static Optional<Row> ofClientKey(Session session, String owner, String key) throws SQLException {
    return session.first(SELECT + "where owner = ? and client_key = ?", JobTable::row, owner, key);
  }

  static Optional<Row> lock(Session session, String id, Lock lock) throws SQLException {
    return session.first(SELECT + "where id = ?" + lock.clause, JobTable::row, id);
  }

  /** Returns jobs from new to old, all younger ones than {@code before} left out. */
  static List<Row> list(Session session, Optional<String> owner, long before, int most)
      throws SQLException {
    String order = " order by seq desc limit ?";
    if (owner.isEmpty()) {
      return session.list(SELECT + "where seq < ?" + order, JobTable::row, before, most);
    }
    return session.list(
        SELECT + "where owner = ? and seq < ?" + order, JobTable::row, owner.get(), before, most);
  }

  /** Returns those whose turn it is next. */
  static List<Shares.Waiting> waiting(Session session, int most) throws SQLException {
    return session.list(
        "select id, seq, priority, running, queued from job where waiting = true"
            + " order by waiting, priority desc, running, seq limit ?",
        row ->
            new Shares.Waiting(
                row.getString("id"),
                row.getLong("seq"),
                row.getInt("priority"),
                row.getInt("running"),
                row.getInt("queued")),
        most);
  }

  /** Returns those whose time is over, or that have leases whose time is. */
  static List<String> due(Session session) throws SQLException {
    return session.list(
        "select id from job where deadline <= current_timestamp"
            + " union select (select id from job where seq = lapsed.job)"
            + " from (select distinct job from work where until <= current_timestamp) lapsed",
        row -> row.getString(1));
  }

  static long undecided(Session session, String owner) throws SQLException {
    return session
        .first(
            "select sum(queued + running) from job where " + UNDECIDED + " and owner = ?",
            row -> row.getLong(1),
            owner)
        .orElse(0L);
  }

  static JobStore.Load load(Session session) throws SQLException {
    return session
        .first(
            "select count(*), sum(queued), sum(running) from job where " + UNDECIDED,
            row -> new JobStore.Load(row.getLong(1), row.getLong(2), row.getLong(3)))
        .orElseThrow();
  }

  /** So many of its problems are being worked on; its time begins with the first. */
  static void begin(Session session, Row row, int problems, @Nullable Double wallSeconds)
      throws SQLException {
    session.update(
        "update job set queued = queued - ?, running = running + ?, state = ?,"
            + " started = coalesce(started, current_timestamp), deadline = coalesce(deadline,"
            + " current_timestamp + interval '1' second * cast(? as double precision))"
            + " where seq = ?",
        problems,
        problems,
        JobState.JOB_STATE_RUNNING_VALUE,
        wallSeconds,
        row.seq());
  }

  /** So many of its problems are no longer worked on, and still undecided. */
  static void giveBack(Session session, Row row, int problems) throws SQLException {
    session.update(
        "update job set queued = queued + ?, running = running - ? where seq = ?",
        problems,
        problems,
        row.seq());
  }

  /** One of its problems that was worked on is decided. */
  static void decide(Session session, Row row, Verdict verdict, long tokens, Duration lean)
      throws SQLException {
    String count = column(verdict);
    session.update(
        "update job set running = running - 1, %s = %s + 1".formatted(count, count)
            + ", tokens = tokens + ?, lean_nanos = lean_nanos + ? where seq = ?",
        tokens,
        lean.getSeconds() * NANOS + lean.getNanos(),
        row.seq());
  }

  /** It ends, and what is undecided is cancelled. */
  static void end(Session session, Row row, JobState state, @Nullable String note)
      throws SQLException {
    session.update(
        "update job set cancelled = cancelled + queued + running, queued = 0, running = 0,"
            + " state = ?, note = ?, ended = current_timestamp, deadline = null where seq = ?",
        state.getNumber(),
        note,
        row.seq());
  }

  static void delete(Session session, Row row) throws SQLException {
    session.update("delete from job where seq = ?", row.seq());
  }

  // --- reading -------------------------------------------------------------------------------

  private static String column(Verdict verdict) {
    return verdict.name().substring("VERDICT_".length()).toLowerCase(Locale.ROOT);
  }

  private static Row row(ResultSet row) throws SQLException {
    Job.Builder job =
        Job.newBuilder()
            .setId(row.getString("id"))
            .setOwner(row.getString("owner"))
            .setSpec(spec(row.getBytes("spec")))
            .setStateValue(row.getInt("state"))
            .setTotal(row.getInt("total"))
            .setRunning(row.getInt("running"))
            .setTokens(row.getLong("tokens"))
            .setLean(duration(row.getLong("lean_nanos")));
    for (Verdict verdict : VERDICTS) {
      int count = row.getInt(column(verdict));
      if (count > 0) {
        job.addVerdicts(VerdictCount.newBuilder().setVerdict(verdict).setCount(count));
      }
    }
    time(row, "created").ifPresent(job::setCreated);
    time(row, "started").ifPresent(job::setStarted);
    time(row, "ended").ifPresent(job::setEnded);
    Optional.ofNullable(row.getString("note")).ifPresent(job::setNote);
    return new Row(
        row.getLong("seq"), row.getInt("queued"), row.getBoolean("overdue"), job.build());
  }

  private static JobSpec spec(byte[] bytes) throws SQLException {
    try {
      return JobSpec.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new SQLException("a job's specification is garbled", e);
    }
  }

  private static Duration duration(long nanos) {
    return Duration.newBuilder().setSeconds(nanos / NANOS).setNanos((int) (nanos % NANOS)).build();
  }

  private static Optional<Timestamp> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(
            time ->
                Timestamp.newBuilder()
                    .setSeconds(time.toEpochSecond())
                    .setNanos(time.getNano())
                    .build());
  }
}
