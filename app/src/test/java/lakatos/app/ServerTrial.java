package lakatos.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import lakatos.leanbridge.SharedLean;
import lakatos.prover.Closers;
import lakatos.service.Engine;
import lakatos.service.ProvingServer;
import lakatos.service.ServerOptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Servers of one test, on real ports and on the shared Lean; closed after it. */
final class ServerTrial implements AfterEachCallback {
  private final List<AutoCloseable> open = new ArrayList<>();

  /** Starts a server that keeps no jobs beyond the test, and says where it is. */
  String server() {
    return address(started(options(temporary().resolve("jobs"))));
  }

  /** For a server on any port. */
  static ServerOptions options(Path store) {
    return ServerOptions.keepingJobsIn(store.toString())
        .withPort(0)
        .withDrain(Duration.ofSeconds(1));
  }

  ProvingServer started(ServerOptions options) {
    Engine engine =
        new Engine(SharedLean.pool(), SharedLean.verifier(), Closers.standard(), List.of());
    return keep(new ProvingServer(engine, options));
  }

  private Path temporary() {
    try {
      Path folder = Files.createTempDirectory("server");
      open.add(() -> delete(folder));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  static String address(ProvingServer server) {
    return "localhost:" + server.port();
  }

  <T extends AutoCloseable> T keep(T closeable) {
    open.add(closeable);
    return closeable;
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    Collections.reverse(open);
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
    open.clear();
  }
}
