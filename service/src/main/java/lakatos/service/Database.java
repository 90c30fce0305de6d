package lakatos.service;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of connections to one database, and transactions on them. Thread-safe.
 *
 * <ul>
 *   <li>A transaction that has returned survives the end of this process, and as far as the
 *       database can a loss of power.
 *   <li>One that failed before its commit because of another, or of a connection that is no more,
 *       is tried again a few times.
 *   <li>Once the cause of a failure is gone, later transactions succeed; but a file that could not
 *       be written is over until it is opened again, by another process to be sure.
 * </ul>
 */
final class Database implements AutoCloseable {

  /*
   * Fewer may write than there are connections, so that readers never wait for writers that wait for
   * each other. To an H2 file one writes at a time: its commits are one after the other anyway, and
   * one that comes while another finds the disk full would be told that it has succeeded.
   *
   * H2 closes itself when it cannot write, and threads that meet it then may wait for ever, even to
   * roll back (MVStore.registerVersionUsage, 2.4.240). So it is not let come so far while there is
   * little room, and where it does, nothing more is asked of it and none of its connections closed:
   * whoever owns the process is told to end it. The next one opens the file as it was at the last
   * commit.
   */

  private static final Logger LOG = System.getLogger(Database.class.getName());
  private static final int TRIES = 5;

  /** To be left on the disk of a file, in bytes; more than one transaction writes. */
  private static final long RESERVE = 32L << 20;

  private final StoreLocation location;
  private final StoreFailures failures;
  private final HikariDataSource pool;
  private final int writing;
  private final Semaphore writers;
  private final Consumer<StoreException> whenOver;
  private volatile @Nullable StoreException over;

  /** What is done in one transaction; it may be done more than once, if it fails at first. */
  interface Work<T> {
    T in(Session session) throws SQLException;
  }

  /**
   * Connects, and brings the tables up to date.
   *
   * @param connections at most, at least 2
   * @param whenOver told once if nothing more can be done with it in this process
   * @throws StoreException if it cannot
   */
  Database(StoreLocation location, int connections, Consumer<StoreException> whenOver) {
    this.whenOver = whenOver;
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
    requireRoom();
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
      requireNotOver();
      Connection connection = connection();
      try {
        T result = use.of(connection);
        connection.close();
        return result;
      } catch (SQLException e) {
        StoreException failure = failures.of(e);
        if (endedBy(failure)) {
          throw failure;
        }
        giveUp(connection, e);
        if (left == 1 || !StoreFailures.isPassing(e)) {
          throw failure;
        }
      } catch (RuntimeException e) {
        if (over == null) {
          giveUp(connection, e);
        }
        throw e;
      }
    }
  }

  private void giveUp(Connection connection, Exception cause) {
    try {
      connection.close();
    } catch (SQLException e) { // so it is no more
      cause.addSuppressed(e);
    }
  }

  private void requireNotOver() {
    StoreException end = over;
    if (end != null) {
      throw new StoreException(end.reason(), end.getMessage(), end);
    }
  }

  /** Whether a failure is the last of a file. */
  private boolean endedBy(StoreException failure) {
    if (!location.embedded() || failure.reason() != StoreException.Reason.FULL) {
      return false;
    }
    boolean first;
    synchronized (this) {
      first = over == null;
      over = failure;
    }
    if (first) {
      whenOver.accept(failure);
    }
    return true;
  }

  private void requireRoom() {
    Optional<Path> folder = location.file().map(Path::getParent);
    if (folder.isPresent() && folder.get().toFile().getUsableSpace() < RESERVE) {
      throw failures.nearlyFull();
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
    } catch (SQLException e) {
      if (!endedBy(failures.of(e))) {
        rollBack(connection, e);
      }
      throw e;
    } catch (RuntimeException e) {
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
      StoreException failure = failures.inDoubt(e);
      boolean unused = endedBy(failure);
      throw failure;
    }
  }

  /** Waits for those who write, and ends all connections. */
  @Override
  public void close() {
    if (over != null) {
      return; // it has closed itself
    }
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
