package lakatos.app;

import java.util.Optional;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.PoolOptions;
import lakatos.leanbridge.ProofSession;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Toolchain;
import lakatos.leanbridge.Verifier;

/** The Lean processes of one command. They end with it, and with the JVM however that ends. */
final class Lean implements AutoCloseable {
  private final LeanPool pool;
  private final Verifier verifier;
  private final OnShutdown hook;
  private volatile Runnable first = () -> {};

  Lean(Toolchain toolchain, PoolOptions options) {
    this.pool = new LeanPool(toolchain, options);
    this.verifier = new Verifier(pool);
    this.hook = new OnShutdown("end-lean", this::endWithTheJvm);
  }

  LeanPool pool() {
    return pool;
  }

  Verifier verifier() {
    return verifier;
  }

  /** How many processes there may be, and so how many threads can keep them busy. */
  int size() {
    return pool.options().size();
  }

  /** What results name the toolchain by. */
  String toolchain() {
    return pool.id().toString();
  }

  /** Whether this Lean can say that something is proved. */
  boolean replays() {
    return pool.toolchain().protocol() == Toolchain.Protocol.LINES;
  }

  /** Waits until a process is there, so that its start is not counted to a search's time. */
  void await(Statement statement) {
    ProofSession.start(pool, statement, Optional.empty()).close();
  }

  /** If the JVM is told to end, this is done while there are still processes to finish it with. */
  void endsAfter(Runnable action) {
    first = action;
  }

  private void endWithTheJvm() {
    first.run();
    end();
  }

  private void end() {
    verifier.close();
    pool.close();
  }

  @Override
  public void close() {
    hook.close();
    end();
  }
}
