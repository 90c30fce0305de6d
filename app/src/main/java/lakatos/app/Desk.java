package lakatos.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import lakatos.session.Engine;
import lakatos.session.Entry;
import lakatos.session.Jobs;
import lakatos.session.Line;
import lakatos.session.Session;
import lakatos.session.SessionException;
import lakatos.session.Workshop;
import org.jspecify.annotations.Nullable;

/**
 * An open session, and what is needed to work on it; Lean is started when it is first needed.
 * Closing ends searches that still run.
 */
final class Desk implements AutoCloseable {
  private final Session session;
  private final Supplier<SessionEngine> engines;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Paint paint;
  private final boolean staying;
  private volatile Consumer<String> teller;
  private @Nullable SessionEngine engine;
  private @Nullable Jobs jobs;

  /**
   * Opens a session.
   *
   * @param staying whether more verbs follow, so that searches can go on in the background
   */
  Desk(
      Path folder,
      String author,
      Supplier<SessionEngine> engines,
      PrintWriter out,
      PrintWriter err,
      boolean staying) {
    this.engines = engines;
    this.out = out;
    this.err = err;
    this.paint = new Paint(Terminal.isWatched());
    this.staying = staying;
    this.teller =
        words -> {
          err.println(words);
          err.flush();
        };
    this.session = open(folder, author);
    session.remarks().forEach(remark -> err.println("lakatos: " + remark));
    session.listen(this::tell);
    err.flush();
  }

  private static Session open(Path folder, String author) {
    try {
      return Session.open(folder, author, Clock.systemUTC());
    } catch (SessionException e) {
      throw new Trouble(e.getMessage(), e);
    }
  }

  /** What comes of searches is told at once, whatever else is on the screen. */
  private void tell(Line line) {
    Entry entry = line.entry();
    if (entry instanceof Entry.Proved
        || entry instanceof Entry.Refuted
        || entry instanceof Entry.ProofBegun
        || entry instanceof Entry.ProofEnded) {
      teller.accept(paint.entry(line));
    }
  }

  /** Says what happens in the background in another way from now on. */
  void tellBy(Consumer<String> newTeller) {
    teller = newTeller;
  }

  Session session() {
    return session;
  }

  PrintWriter out() {
    return out;
  }

  PrintWriter err() {
    return err;
  }

  Paint paint() {
    return paint;
  }

  boolean isStaying() {
    return staying;
  }

  Workshop workshop() {
    return new Workshop(session, engine());
  }

  Engine engine() {
    return running().engine();
  }

  private SessionEngine running() {
    SessionEngine started = engine;
    if (started == null) {
      started = engines.get();
      engine = started;
    }
    return started;
  }

  Jobs jobs() {
    Jobs started = jobs;
    if (started == null) {
      started = new Jobs(session, engine(), running().size());
      jobs = started;
    }
    return started;
  }

  /** Searches that run, without starting anything. */
  List<String> atWork() {
    Jobs started = jobs;
    return started == null ? List.of() : started.running();
  }

  @Override
  public void close() {
    try {
      if (jobs != null) {
        jobs.close();
      }
      if (engine != null) {
        engine.close();
      }
    } finally {
      session.close();
    }
  }
}
