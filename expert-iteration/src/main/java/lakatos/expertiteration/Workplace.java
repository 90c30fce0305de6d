package lakatos.expertiteration;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.PoolOptions;
import lakatos.leanbridge.Verifier;
import lakatos.prover.Closers;
import lakatos.prover.model.LanguageModel;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks of an executor share for its life: one Lean pool, and one model until a stage
 * needs another. Thread-safe.
 *
 * <p>Spark hands tasks to a JVM and nothing that lives longer than a task, so this is the one place
 * with a static that changes. It ends with the JVM.
 */
final class Workplace implements AutoCloseable {
  private static final Object LOCK = new Object();

  @GuardedBy("LOCK")
  private static @Nullable Workplace present;

  private final LeanSetup lean;
  private final LeanPool pool;
  private final Verifier verifier;
  private final Closers closers = Closers.standard();
  private final Map<String, Lemmas> libraries = new ConcurrentHashMap<>();
  private final Semaphore searches;

  @GuardedBy("LOCK")
  private @Nullable ModelSetup loaded;

  @GuardedBy("LOCK")
  private @Nullable LanguageModel model;

  private Workplace(LeanSetup lean) {
    this.lean = lean;
    this.searches = new Semaphore(lean.workers());
    this.pool =
        new LeanPool(
            lean.toolchain(),
            PoolOptions.forThisMachine(lean.toolchain()).withSize(lean.workers()));
    this.verifier = new Verifier(pool);
  }

  /**
   * Returns this JVM's, made at the first call.
   *
   * @throws lakatos.leanbridge.LeanException {@code UNAVAILABLE} if there is no Lean here
   */
  static Workplace of(LeanSetup lean) {
    synchronized (LOCK) {
      Workplace found = present;
      if (found != null && found.lean.equals(lean)) {
        return found;
      }
      if (found == null) {
        Runtime.getRuntime().addShutdownHook(new Thread(Workplace::closePresent, "end-workplace"));
      } else {
        found.close();
      }
      Workplace made = new Workplace(lean);
      present = made;
      return made;
    }
  }

  /** Ends this JVM's, if there is one; the next call makes another. */
  static void closePresent() {
    synchronized (LOCK) {
      Workplace found = present;
      present = null;
      if (found != null) {
        found.close();
      }
    }
  }

  LeanPool pool() {
    return pool;
  }

  Verifier verifier() {
    return verifier;
  }

  Closers closers() {
    return closers;
  }

  /**
   * Does a search that takes a process for all of its time: as many at once as there are processes,
   * for its time runs while it waits for one.
   */
  <T> T searching(Supplier<T> search) {
    searches.acquireUninterruptibly();
    try {
      return search.get();
    } finally {
      searches.release();
    }
  }

  /** The theorems of a library, read when they are first wanted; none of no file. */
  Lemmas lemmas(String file) {
    return file.isEmpty()
        ? Lemmas.NONE
        : libraries.computeIfAbsent(file, name -> Lemmas.read(Path.of(name)));
  }

  /** The model, loaded if the last stage had another. */
  LanguageModel model(ModelSetup setup) {
    synchronized (LOCK) {
      LanguageModel found = model;
      if (found != null && setup.equals(loaded)) {
        return found;
      }
      if (found != null && !(loaded != null && sameWeights(setup, loaded))) {
        found.close();
        model = null;
      }
      LanguageModel opened = model != null ? model : setup.open();
      model = opened;
      loaded = setup;
      return opened;
    }
  }

  /** Sampling is said with each request; what is loaded does not depend on it. */
  private static boolean sameWeights(ModelSetup a, ModelSetup b) {
    return a.name().equals(b.name()) && a.device().equals(b.device()) && a.batch() == b.batch();
  }

  @Override
  public void close() {
    synchronized (LOCK) {
      LanguageModel found = model;
      model = null;
      loaded = null;
      if (found != null) {
        found.close();
      }
    }
    verifier.close();
    pool.close();
  }
}
