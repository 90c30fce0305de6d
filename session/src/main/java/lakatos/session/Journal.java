package lakatos.session;

import static lakatos.session.SessionException.Reason.DAMAGED;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The file that a session is rebuilt from, a JSON object a line. An entry is on disk before {@link
 * #append} returns. Not thread-safe.
 */
final class Journal implements AutoCloseable {
  private final Path file;
  private final RandomAccessFile out; // not a channel: an interrupt would close that
  private final List<Line> found;
  private final String cut;

  /**
   * Opens a journal, making one if there is none. What follows the last line break was never
   * announced; it is cut off.
   *
   * @throws SessionException {@code DAMAGED} if a line before it cannot be read
   */
  Journal(Path file) {
    this.file = file;
    try {
      byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
      int end = wholeLines(bytes);
      this.cut = new String(bytes, end, bytes.length - end, StandardCharsets.UTF_8);
      this.found = read(file, new String(bytes, 0, end, StandardCharsets.UTF_8));
      this.out = new RandomAccessFile(file.toFile(), "rw");
      out.setLength(end);
      out.seek(end);
    } catch (IOException e) {
      throw cannot("open", file, e);
    }
  }

  private static SessionException cannot(String what, Path file, IOException e) {
    return new SessionException(
        DAMAGED, "cannot " + what + " " + file + " (" + e.getMessage() + ")", e);
  }

  private static int wholeLines(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private static List<Line> read(Path file, String text) {
    List<Line> lines = new ArrayList<>();
    for (String json : text.lines().toList()) {
      int number = lines.size() + 1;
      try {
        Line line = LineJson.read(json);
        if (line.number() != number) {
          throw new IllegalArgumentException("it has the number " + line.number());
        }
        lines.add(line);
      } catch (IllegalArgumentException e) {
        throw new SessionException(
            DAMAGED,
            file + " line " + number + " is no entry (" + e.getMessage() + "); restore the file",
            e);
      }
    }
    return lines;
  }

  /** What was in the file when it was opened. */
  List<Line> found() {
    return List.copyOf(found);
  }

  /** What was cut off, empty if nothing. */
  String cut() {
    return cut;
  }

  /** Writes a line, and waits until it is on disk. */
  void append(Line line) {
    try {
      out.write((LineJson.write(line) + "\n").getBytes(StandardCharsets.UTF_8));
      out.getFD().sync();
    } catch (IOException e) {
      throw cannot("write", file, e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw cannot("close", file, e);
    }
  }
}
