package lakatos.service;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;

/**
 * A bounded number of connections to one database, and transactions on them. Thread-safe.
 *
 * <ul>
 *   <li>A transaction that has returned survives the end of this process, and as far as the
 *       database can a loss of power.
 *   <li>One that failed before its commit because of another, or of a connection that is no more,
 *       is tried again a few times.
 *   <li>Once the cause of a failure is gone, later transactions succeed.
 * </ul>
 */
final class Database implements AutoCloseable {

  /*
   * Fewer may write than there are connections, so that readers never wait for writers that wait for
   * each other. To an H2 file one writes at a time: its commits are one after the other anyway, and
   * one that comes while another finds the disk full would be told that it has succeeded.
   *
   * H2 closes itself when it cannot write. Its connections stay where they are and look healthy, so
   * they are all exchanged after a failure; the first new one opens the file again as it was at the
   * last commit.
   */

  private static final Logger LOG = System.getLogger(Database.class.getName());
  private static final int TRIES = 5;

  private final StoreLocation location;
  private final StoreFailures failures;
  private final HikariDataSource pool;
  private final int writing;
  private final Semaphore writers;

  /** What is done in one transaction; it may be done more than once, if it fails at first. */
  interface Work<T> {
    T in(Session session) throws SQLException;
  }

  /**
   * Connects, and brings the tables up to date.
   *
   * @param connections at most, at least 2
   * @throws StoreException if it cannot
   */
  Database(StoreLocation location, int connections) {
    this.location = location;
    this.failures = new StoreFailures(location);
    this.writing = location.embedded() ? 1 : connections - Math.max(1, connections / 4);
    this.writers = new Semaphore(writing, true);
    this.pool = connect(location.pool(connections));
    try {
      new Schema(location, failures).migrate(pool);
    } catch (StoreException e) {
      pool.close();
      throw e;
    }
  }

  private HikariDataSource connect(HikariConfig config) {
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      throw e.getCause() instanceof SQLException cause ? failures.of(cause) : unusable();
    } catch (RuntimeException e) { // of a URL that the driver does not understand
      throw unusable();
    }
  }

  private StoreException unusable() {
    String text = "the store " + location.shown() + " cannot be used; correct its URL";
    return new StoreException(StoreException.Reason.UNUSABLE, text);
  }

  boolean embedded() {
    return location.embedded();
  }

  /** Does what is one statement and changes nothing. */
  <T> T read(Work<T> work) {
    return tried(connection -> work.in(new Session(connection)));
  }

  /** Does it all, or nothing if it throws. */
  <T> T write(Work<T> work) {
    writers.acquireUninterruptibly(); // every transaction ends in bounded time
    try {
      return tried(connection -> transaction(connection, work));
    } finally {
      writers.release();
    }
  }

  private interface Use<T> {
    T of(Connection connection) throws SQLException;
  }

  private <T> T tried(Use<T> use) {
    for (int left = TRIES; ; left--) {
      try (Connection connection = connection()) {
        return use.of(connection);
      } catch (SQLException e) {
        renewConnections();
        if (left == 1 || !StoreFailures.isPassing(e)) {
          throw failures.of(e);
        }
      }
    }
  }

  /** Waits for a connection in bounded time; an interrupt does not shorten it. */
  private Connection connection() {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return pool.getConnection();
        } catch (SQLException e) {
          if (!(e.getCause() instanceof InterruptedException)) {
            throw failures.of(e);
          }
          interrupted = true;
          Thread.interrupted(); // the pool restores it
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private <T> T transaction(Connection connection, Work<T> work) throws SQLException {
    connection.setAutoCommit(false);
    T result;
    try {
      result = work.in(new Session(connection));
    } catch (SQLException | RuntimeException e) {
      rollBack(connection, e);
      throw e;
    }
    commit(connection);
    return result;
  }

  private static void rollBack(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) { // so there is nothing to take back
      cause.addSuppressed(e);
    }
  }

  private void commit(Connection connection) {
    try {
      connection.commit();
      if (location.embedded()) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("checkpoint sync");
        }
      }
    } catch (SQLException e) {
      renewConnections();
      throw failures.inDoubt(e);
    }
  }

  private void renewConnections() {
    if (location.embedded()) {
      pool.getHikariPoolMXBean().softEvictConnections();
    }
  }

  /** Waits for those who write, and ends all connections. */
  @Override
  public void close() {
    writers.acquireUninterruptibly(writing);
    try {
      shutDown();
      pool.close();
    } finally {
      writers.release(writing);
    }
  }

  private void shutDown() {
    if (!location.embedded() || pool.isClosed()) {
      return;
    }
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("shutdown");
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "not closed in order, though all is on disk: {0}", e.getMessage());
    }
  }
}
