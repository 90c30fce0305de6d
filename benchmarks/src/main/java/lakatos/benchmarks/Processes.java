package lakatos.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import lakatos.leanbridge.Toolchain;

/** What the system tells of Lean's processes. Without {@code /proc} it tells nothing. */
final class Processes {
  /** In the environment of the processes of one run, and so of whatever these start. */
  private static final String MARK = "LAKATOS_BENCH";

  private static final long PAGE_BYTES = 4_096;

  private final String mark = UUID.randomUUID().toString();

  /** Returns the toolchain with processes that can be told from all others. */
  Toolchain marked(Toolchain toolchain) {
    Map<String, String> environment = new HashMap<>(toolchain.environment());
    environment.put(MARK, mark);
    return new Toolchain(
        toolchain.command(),
        environment,
        toolchain.folder(),
        toolchain.protocol(),
        toolchain.confinement());
  }

  /** Returns how many marked processes there are, whoever their parents are now. */
  long count() {
    byte[] entry = (MARK + "=" + mark).getBytes(StandardCharsets.UTF_8);
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes.filter(process -> has(process.resolve("environ"), entry)).count();
    } catch (IOException e) {
      return ProcessHandle.current().descendants().count();
    }
  }

  private static boolean has(Path environment, byte[] entry) {
    try {
      String text = new String(Files.readAllBytes(environment), StandardCharsets.UTF_8);
      return List.of(text.split("\0", -1)).contains(new String(entry, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return false; // another user's, not a process, or gone by now
    }
  }

  /** Waits until no marked process is left; returns how many are, after that long. */
  long left(long seconds) throws InterruptedException {
    Stopwatch watch = new Stopwatch();
    long left = count();
    while (left > 0 && watch.seconds() < seconds) {
      Thread.sleep(20);
      left = count();
    }
    return left;
  }

  /** Returns the resident memory of the largest of these processes, in megabytes. */
  static double mostResident(Collection<Long> pids) {
    return pids.stream().mapToDouble(Processes::resident).max().orElse(0);
  }

  private static double resident(long pid) {
    try {
      String[] fields = Files.readString(Path.of("/proc/" + pid + "/statm")).split(" ", -1);
      return Long.parseLong(fields[1]) * PAGE_BYTES / 1e6;
    } catch (IOException e) {
      return 0;
    }
  }
}
