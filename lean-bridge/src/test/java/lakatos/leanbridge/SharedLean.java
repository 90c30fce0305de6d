package lakatos.leanbridge;

import java.nio.file.Path;
import java.util.Optional;

/** The one Lean pool of a test run: a worker costs a second and a gigabyte. */
public final class SharedLean {
  private static final LeanPool POOL =
      new LeanPool(toolchain(), PoolOptions.forThisMachine(toolchain()).withSize(1));
  private static final Verifier VERIFIER = new Verifier(POOL);

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(SharedLean::close, "close-shared-lean"));
  }

  private SharedLean() {}

  /** The toolchain that {@code lean-project/provision} found before the tests. */
  public static Toolchain toolchain() {
    Path root = Path.of(System.getProperty("lakatos.root", ".."));
    return Toolchain.provisioned(root.resolve("lean-project/.toolchain"), Optional.empty());
  }

  public static LeanPool pool() {
    return POOL;
  }

  public static Verifier verifier() {
    return VERIFIER;
  }

  private static void close() {
    VERIFIER.close();
    POOL.close();
  }
}
