package lakatos.leanbridge;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Drains a process's standard error and keeps its last words. */
final class ErrorTail {
  private static final int KEPT = 4_096;

  private final InputStream in;

  @GuardedBy("this")
  private String tail = "";

  /** Begins to read. */
  ErrorTail(InputStream in, String name) {
    this.in = in;
    Thread reader = new Thread(this::read, name);
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    byte[] buffer = new byte[KEPT];
    try (in) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        append(new String(buffer, 0, n, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      append(""); // the process is gone; what it said last is kept
    }
  }

  private synchronized void append(String text) {
    String all = tail + text;
    tail = all.substring(Math.max(0, all.length() - KEPT));
  }

  /** Returns the last line that says something, with a colon in front, or nothing. */
  synchronized String lastWords() {
    String last =
        tail.lines()
            .filter(line -> !line.isBlank() && !line.startsWith("[DEBUG"))
            .reduce("", (before, after) -> after);
    return last.isEmpty() ? "" : ": " + last.strip();
  }
}
