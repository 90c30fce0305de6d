package lakatos.expertiteration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** How long the stages of a round took, added up over however many starts there were. */
final class StageTimes {
  private final Path file;

  StageTimes(Path file) {
    this.file = file;
  }

  /** Does a stage, and adds its time. */
  <T> T of(String stage, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    ObjectNode times = json();
    double seconds = times.path(stage).asDouble(0) + (System.nanoTime() - start) / 1e9;
    times.put(stage, Math.rint(seconds * 1000) / 1000);
    Jsonl.writeText(file, Stream.of(Json.pretty(times)));
    return result;
  }

  /** Seconds by stage. */
  ObjectNode json() {
    try {
      return Files.isRegularFile(file) ? Json.parse(Files.readString(file)) : Json.object();
    } catch (IOException | IllegalArgumentException e) {
      return Json.object(); // times are not worth a run
    }
  }
}
