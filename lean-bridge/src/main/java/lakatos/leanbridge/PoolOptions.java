package lakatos.leanbridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How many Lean processes there may be, and when one is replaced.
 *
 * @param size most processes at once
 * @param queue most requests waiting for one; more are refused
 * @param requests served before a process is replaced
 * @param age after which a process is replaced
 * @param memory resident bytes above which a process is replaced
 * @param residue resident bytes above those of a fresh process at which it is replaced
 */
public record PoolOptions(
    int size, int queue, long requests, Duration age, long memory, long residue) {
  private static final long GIB = 1L << 30;

  /** What a worker of the npm toolchain takes while it works, with room for a large proof. */
  static final long WASM_WORKER = 1_100L << 20;

  /** What a native worker takes with Init and Std; with Mathlib it is six times as much. */
  static final long NATIVE_WORKER = GIB;

  private static final long MATHLIB_WORKER = 6 * GIB;

  public static final PoolOptions DEFAULT =
      new PoolOptions(2, 10_000, 20_000, Duration.ofHours(6), 1_400L << 20, 512L << 20);

  public PoolOptions {
    require(size > 0, "pool size must be positive: " + size);
    require(queue > 0, "queue must be positive: " + queue);
    require(requests > 0, "requests must be positive: " + requests);
    require(!age.isNegative() && !age.isZero(), "age must be positive: " + age);
    require(memory > 0 && residue > 0, "memory must be positive");
  }

  private static void require(boolean condition, String text) {
    if (!condition) {
      throw new IllegalArgumentException(text);
    }
  }

  public PoolOptions withSize(int newSize) {
    return new PoolOptions(newSize, queue, requests, age, memory, residue);
  }

  /** Returns options that fit this machine's cores and the memory that is free on it now. */
  public static PoolOptions forThisMachine(Toolchain toolchain) {
    long worker = workerBytes(toolchain);
    int cores = Runtime.getRuntime().availableProcessors();
    long fitting = Math.max(1, availableBytes() * 7 / 10 / worker);
    long memory = Math.max(DEFAULT.memory, worker + GIB / 2);
    return new PoolOptions(
        (int) Math.min(cores, fitting),
        DEFAULT.queue,
        DEFAULT.requests,
        DEFAULT.age,
        memory,
        DEFAULT.residue);
  }

  /** Returns the memory to reckon with for one process of this toolchain, in bytes. */
  public static long workerBytes(Toolchain toolchain) {
    if (toolchain.startsFast()) {
      return WASM_WORKER;
    }
    return toolchain.command().contains("lake") ? MATHLIB_WORKER : NATIVE_WORKER;
  }

  /** Returns the memory that is free on this machine, in bytes. */
  public static long availableBytes() {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/meminfo"));
      for (String line : lines) {
        if (line.startsWith("MemAvailable:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
        }
      }
    } catch (IOException e) {
      // not Linux: the guess below is small enough for any machine of today
    }
    return 8 * GIB;
  }
}
