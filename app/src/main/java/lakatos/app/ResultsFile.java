package lakatos.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSONL file of results that grows line by line and can be continued: what is in it is decided. A
 * line that was cut off by a crash is dropped when the file is opened again, and so are errors:
 * they may not come again. Thread-safe.
 */
final class ResultsFile implements AutoCloseable {
  private final Path file;
  private final Map<String, String> decided;
  private final OutputStream lines;

  @GuardedBy("this")
  private boolean closed;

  /**
   * Opens a file for more results.
   *
   * @throws Trouble if it cannot be written, or holds something else than results
   */
  ResultsFile(Path file) {
    this.file = file;
    try {
      this.decided = Map.copyOf(Files.exists(file) ? keepWholeLines(file) : Map.of());
      this.lines =
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  private static Trouble cannotWrite(Path file, IOException e) {
    String reason = "cannot write " + file;
    if (Files.isDirectory(file)) {
      reason += ", which is a folder";
    } else if (e instanceof NoSuchFileException) {
      reason += ", for there is no such folder";
    } else if (e instanceof AccessDeniedException) {
      reason += ", which you may not";
    } else {
      reason += " (" + e.getMessage() + ")";
    }
    return new Trouble(reason + "; choose another --out", e);
  }

  private static Map<String, String> keepWholeLines(Path file) throws IOException {
    // decoded leniently: a line may have been cut within a character
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    List<String> written = text.lines().toList();
    Map<String, String> decided = new LinkedHashMap<>();
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      String line = written.get(i);
      if (line.isBlank()) {
        continue;
      }
      try {
        ObjectNode result = Json.parse(line);
        String verdict = Json.text(result, "verdict");
        if (!verdict.equals("error")) {
          decided.put(JsonLines.id(result), verdict);
          kept.add(line);
        }
      } catch (IllegalArgumentException e) {
        boolean cutOff = i + 1 == written.size() && !text.endsWith("\n") && line.startsWith("{");
        if (!cutOff) {
          throw new Trouble(
              file + " line " + (i + 1) + " is not a result; let --out name results or a new file",
              e);
        }
      }
    }
    String whole = String.join("", kept.stream().map(line -> line + "\n").toList());
    if (!whole.equals(text)) {
      replace(file, whole);
    }
    return decided;
  }

  /**
   * Writes a file beside its place and moves it there, so that nobody sees half of it. A link stays
   * a link, and permissions stay.
   */
  static void replace(Path file, String text) throws IOException {
    Path place = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path beside = beside(place);
    try {
      Files.writeString(beside, text, StandardOpenOption.CREATE_NEW);
      if (Files.exists(place)) {
        keepPermissions(place, beside);
      }
      try {
        Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(beside, place, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static Path beside(Path place) {
    return place.resolveSibling(
        "." + place.getFileName() + "." + ProcessHandle.current().pid() + ".new");
  }

  private static void keepPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView old = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    if (old != null) {
      Files.setPosixFilePermissions(to, old.readAttributes().permissions());
    }
  }

  /**
   * Sees to it that {@link #replace} will not fail after hours of work.
   *
   * @throws Trouble if it would
   */
  static void requireReplaceable(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new IOException("a folder");
      }
      Path place = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      Files.delete(Files.createFile(beside(place)));
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  /** Returns the verdict on a problem, if it was decided when the file was opened. */
  Optional<String> verdict(String id) {
    return Optional.ofNullable(decided.get(id));
  }

  /** Adds a result, unless the file is closed: what is decided while all ends may be wrong. */
  synchronized void add(ObjectNode result) {
    if (closed) {
      return;
    }
    try {
      lines.write((result + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      lines.close();
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }
}
