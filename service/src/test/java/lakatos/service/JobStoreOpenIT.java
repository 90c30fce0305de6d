package lakatos.service;

import static lakatos.service.TestJobs.SPEC;
import static lakatos.service.TestJobs.counts;
import static lakatos.service.TestJobs.problems;
import static lakatos.service.TestJobs.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lakatos.service.StoreException.Reason;
import lakatos.v1.Job;
import lakatos.v1.Verdict;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class JobStoreOpenIT {
  @TempDir Path folder;

  private static StoreException failure(String where) {
    StoreException thrown =
        catchThrowableOfType(StoreException.class, () -> JobStore.open(where, 2, end -> {}));
    assertThat(thrown.getMessage()).doesNotContain("\n").doesNotContain("hush");
    return thrown;
  }

  private static void execute(String where, String sql) throws SQLException {
    boolean file = StoreLocation.of(where).embedded();
    try (Connection connection =
            DriverManager.getConnection(StoreLocation.of(where).url(), file ? "sa" : null, "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      if (file) {
        statement.execute("shutdown");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void open_again_hasTheJobs(StoreKind kind) {
    String where = kind.fresh(folder);
    String job;
    try (JobStore store = JobStore.open(where, 2, end -> {})) {
      job = store.submit("ada", SPEC, problems(1)).job().getId();
    }
    try (JobStore store = JobStore.open(where, 2, end -> {})) {
      assertThat(store.get(job)).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void open_newerSchema_isRefusedInOneSentence(StoreKind kind) throws SQLException {
    String where = kind.fresh(folder);
    JobStore.open(where, 2, end -> {}).close();
    execute(
        where,
        "insert into \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\","
            + " \"type\", \"script\", \"checksum\", \"installed_by\", \"execution_time\", \"success\")"
            + " values (99, '7', 'later', 'SQL', 'V7__later.sql', 1, 'somebody', 1, true)");
    StoreException thrown = failure(where);
    assertThat(thrown.reason()).isEqualTo(Reason.NEWER_SCHEMA);
    assertThat(thrown)
        .hasMessage(
            "the store %s has schema 7, but this server knows no later one than 2; start a newer one",
            StoreLocation.of(where).shown());
  }

  /** As a server left it that could not formalize yet. */
  private static void makeFirstSchema(String where) throws SQLException {
    StoreLocation location = StoreLocation.of(where);
    Flyway.configure()
        .dataSource(location.url(), location.embedded() ? "sa" : null, "")
        .locations("classpath:lakatos/service/db")
        .placeholders(Map.of("stored", location.embedded() ? "" : "stored"))
        .load()
        .migrate();
    execute(
        where,
        "insert into job (id, owner, spec, priority, state, total, queued, running, proved)"
            + " select 'old', 'ada', cast('' as "
            + (location.embedded() ? "varbinary" : "bytea")
            + "), 0, 3, 1, 0, 0, 1");
  }

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void open_firstSchema_keepsItsJobsAndCountsTheNewVerdicts(StoreKind kind) throws SQLException {
    String where = kind.fresh(folder);
    makeFirstSchema(where);
    try (JobStore store = JobStore.open(where, 2, end -> {})) {
      assertThat(counts(store.get("old").orElseThrow()))
          .isEqualTo(Map.of(Verdict.VERDICT_PROVED, 1));
      Job job = store.submit("ada", SPEC, problems(1)).job();
      JobStore.Task task = store.claim("here", 1, Duration.ofMinutes(1)).get(0);
      assertThat(store.decide(task, result(task, Verdict.VERDICT_DOUBTFUL))).isTrue();
      assertThat(counts(store.get(job.getId()).orElseThrow()))
          .isEqualTo(Map.of(Verdict.VERDICT_DOUBTFUL, 1));
    }
  }

  @Test
  void open_databaseOfSomethingElse_isLeftAlone() throws SQLException {
    String where = StoreKind.POSTGRESQL.fresh(folder);
    execute(where, "create table theirs (id int)");
    assertThat(failure(where).reason()).isEqualTo(Reason.UNUSABLE);
  }

  @Test
  void open_byManyServersAtOnce_succeeds() {
    String where = StoreKind.POSTGRESQL.fresh(folder);
    List<JobStore> stores =
        IntStream.range(0, 6).parallel().mapToObj(i -> JobStore.open(where, 2, end -> {})).toList();
    stores.get(0).submit("ada", SPEC, problems(1));
    assertThat(stores).allMatch(store -> store.load().jobs() == 1);
    stores.forEach(JobStore::close);
  }

  @Test
  void get_afterConnectionsWereLost_succeeds() {
    try (JobStore store = JobStore.open(StoreKind.POSTGRESQL.fresh(folder), 4, end -> {})) {
      String job = store.submit("ada", SPEC, problems(1)).job().getId();
      SharedPostgres.dropConnections();
      assertThat(store.get(job)).isPresent();
      SharedPostgres.dropConnections();
      assertThat(store.claim("here", 1, Duration.ofMinutes(1))).hasSize(1);
    }
  }

  @Test
  void open_nobodyListens_isUnavailable() throws IOException {
    String where = "jdbc:postgresql://localhost:" + freePort() + "/jobs?user=ada&password=hush";
    StoreException thrown = failure(where);
    assertThat(thrown.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(thrown.getMessage())
        .startsWith("the store jdbc:postgresql://localhost:")
        .contains("refused")
        .endsWith("; try again");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void open_noSuchDatabase_isUnusable() {
    String where = StoreKind.POSTGRESQL.fresh(folder).replaceFirst("/store\\d+", "/nowhere");
    StoreException thrown = failure(where + "&password=hush");
    assertThat(thrown.reason()).isEqualTo(Reason.UNUSABLE);
    assertThat(thrown.getMessage()).contains("database \"nowhere\" does not exist");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://ada:hush@localhost:port/jobs",
        "jdbc:mysql://localhost/jobs?password=hush",
        "jdbc:h2:mem:jobs",
        "jobs;INIT=drop all objects",
        ""
      })
  void open_noPlaceForAStore_isUnusable(String where) {
    assertThat(failure(where).reason()).isEqualTo(Reason.UNUSABLE);
  }

  @Test
  void open_fileOfSomethingElse_isUnusable() throws IOException {
    Files.writeString(folder.resolve("text.mv.db"), "theorem t : True".repeat(1000));
    StoreException thrown = failure(folder.resolve("text").toString());
    assertThat(thrown.reason()).isEqualTo(Reason.UNUSABLE);
    assertThat(folder.resolve("text.mv.db")).hasContent("theorem t : True".repeat(1000));
  }

  @Test
  void open_folderThatIsAFile_isUnusable() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    assertThat(failure(folder.resolve("file/jobs").toString()).reason()).isEqualTo(Reason.UNUSABLE);
  }
}
