package lakatos.service;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** The one PostgreSQL server of a test run, started when it is first asked for; it ends with it. */
final class SharedPostgres {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final EmbeddedPostgres SERVER = start();

  private SharedPostgres() {}

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.start(); // also for root, whom PostgreSQL itself refuses
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns where a database is that nobody else uses. */
  static String freshDatabase() {
    String name = "store" + DATABASES.incrementAndGet();
    execute("create database " + name);
    return SERVER.getJdbcUrl("postgres", name);
  }

  /** Ends every connection, as a server does that is restarted. */
  static void dropConnections() {
    execute(
        "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where pid <> pg_backend_pid() and backend_type = 'client backend'");
  }

  private static void execute(String sql) {
    try (Connection connection = SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
