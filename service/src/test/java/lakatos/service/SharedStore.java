package lakatos.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lakatos.v1.Job;

/** The one store of each kind of a test run, for tests that leave nothing in it. */
final class SharedStore {
  private static final Map<StoreKind, JobStore> STORES = new EnumMap<>(StoreKind.class);
  private static final Path FOLDER = folder();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(SharedStore::close, "close-shared-stores"));
  }

  private SharedStore() {}

  private static Path folder() {
    try {
      return Files.createTempDirectory("stores");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static synchronized JobStore of(StoreKind kind) {
    return STORES.computeIfAbsent(kind, some -> JobStore.open(some.fresh(FOLDER), 4, end -> {}));
  }

  /** Leaves nothing in a store. */
  static void empty(JobStore store) {
    for (Job job : store.list(Optional.empty(), 1000, "").jobs()) {
      store.cancel(job.getId(), "the test is over");
      store.delete(job.getId());
    }
  }

  private static synchronized void close() {
    STORES.values().forEach(JobStore::close);
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(FOLDER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
