package lakatos.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A JSONL file of results that grows line by line and can be continued: what is in it is decided. A
 * line that was cut off by a crash is dropped when the file is opened again. Thread-safe.
 */
final class ResultsFile implements AutoCloseable {
  private final Path file;
  private final BufferedWriter writer;
  private final Set<String> decided = new HashSet<>();

  /**
   * Opens a file for more results.
   *
   * @throws Trouble if it cannot be written, or holds something else than results
   */
  ResultsFile(Path file) {
    this.file = file;
    try {
      if (Files.exists(file)) {
        keepWholeLines();
      }
      this.writer =
          Files.newBufferedWriter(
              file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  private static Trouble cannotWrite(Path file, IOException e) {
    return new Trouble(
        "cannot write " + file + " (" + e.getClass().getSimpleName() + "); choose another --out",
        e);
  }

  private void keepWholeLines() throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    List<String> whole = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank()) {
        continue;
      }
      try {
        ObjectNode result = Json.parse(line);
        if (!result.path("verdict").asText().equals("error")) {
          decided.add(JsonLines.id(result));
          whole.add(line);
        }
      } catch (IllegalArgumentException e) {
        if (i + 1 < lines.size()) {
          throw new Trouble(
              file
                  + " line "
                  + (i + 1)
                  + " is not a result; --out names a file of results or a new one",
              e);
        }
      }
    }
    if (whole.size() < lines.size()) {
      replace(file, String.join("\n", whole) + (whole.isEmpty() ? "" : "\n"));
    }
  }

  /** Writes a file beside its place and moves it there, so that nobody sees half of it. */
  static void replace(Path file, String text) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    Path beside = Files.createTempFile(parent, "." + file.getFileName(), ".new");
    try {
      Files.writeString(beside, text);
      try {
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  boolean isDecided(String id) {
    return decided.contains(id);
  }

  int decided() {
    return decided.size();
  }

  synchronized void add(ObjectNode result) {
    try {
      writer.write(result + "\n");
      writer.flush();
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }
}
