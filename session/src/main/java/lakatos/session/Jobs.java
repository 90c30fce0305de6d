package lakatos.session;

import static lakatos.session.SessionException.refused;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import lakatos.prover.Budget;

/**
 * Searches in the background, a bounded number at once; more wait. Each writes its end into the
 * journal, a cancelled one too. Thread-safe; closing cancels what runs.
 */
public final class Jobs implements AutoCloseable {
  private final Session session;
  private final Engine engine;
  private final ExecutorService threads;

  @GuardedBy("this")
  private final Map<String, Future<Line>> running = new LinkedHashMap<>();

  /** Makes a place for {@code size} searches at once. */
  public Jobs(Session session, Engine engine, int size) {
    this.session = session;
    this.engine = engine;
    this.threads = Executors.newFixedThreadPool(size);
  }

  /** Begins to look for a proof of a node. */
  public void prove(String name, Budget budget) {
    begin(name, budget, false);
  }

  /** Begins to look for a refutation of a node. */
  public void refute(String name, Budget budget) {
    begin(name, budget, true);
  }

  private synchronized void begin(String name, Budget budget, boolean refuting) {
    session.requireLocks();
    session.node(name);
    if (isRunning(name)) {
      throw refused(name + " is being worked on; 'cancel " + name + "' ends that");
    }
    running.put(
        name,
        threads.submit(
            () -> {
              Search search = new Search(session, engine, name);
              return refuting ? search.refute(budget) : search.prove(budget);
            }));
  }

  private synchronized boolean isRunning(String name) {
    Future<Line> job = running.get(name);
    return job != null && !job.isDone();
  }

  /** The nodes that are being worked on or wait for it. */
  public synchronized List<String> running() {
    return running.entrySet().stream()
        .filter(job -> !job.getValue().isDone())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Ends the search for a node. */
  public void cancel(String name) {
    Future<Line> job;
    synchronized (this) {
      job = running.get(name);
    }
    if (job == null || job.isDone()) {
      throw refused("nothing is being done about " + name);
    }
    job.cancel(true);
  }

  /**
   * Waits until nothing runs.
   *
   * @throws InterruptedException if the caller is to do something else; the searches go on
   */
  public void await() throws InterruptedException {
    for (String name : running()) {
      await(name);
    }
  }

  /** Waits for one node's search; what went wrong in it is thrown here. */
  private void await(String name) throws InterruptedException {
    Future<Line> job;
    synchronized (this) {
      job = running.get(name);
    }
    if (job == null) {
      return;
    }
    try {
      job.get();
    } catch (CancellationException e) {
      // its end is in the journal
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    boolean interrupted = false;
    while (true) {
      try {
        if (threads.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
