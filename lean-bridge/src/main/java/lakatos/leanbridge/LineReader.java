package lakatos.leanbridge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads lines of bounded length from a pipe. Not thread-safe. */
final class LineReader {
  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[1 << 16];
  private int next;
  private int end;
  private boolean overflowed;

  LineReader(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** Returns the next line without its end, or null if there is none or it is too long. */
  @Nullable ByteArrayOutputStream next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      if (next == end) {
        next = 0;
        end = in.read(buffer);
        if (end < 0) {
          end = 0;
          return line.size() > 0 ? line : null;
        }
      }
      int stop = next;
      while (stop < end && buffer[stop] != '\n') {
        stop++;
      }
      line.write(buffer, next, stop - next);
      if (line.size() > longest) {
        overflowed = true;
        return null;
      }
      boolean complete = stop < end;
      next = complete ? stop + 1 : stop;
      if (complete) {
        return line;
      }
    }
  }

  /** Whether reading ended because a line was too long. */
  boolean overflowed() {
    return overflowed;
  }

  static boolean contains(byte[] line, byte[] mark) {
    for (int at = 0; at + mark.length <= line.length; at++) {
      int same = 0;
      while (same < mark.length && line[at + same] == mark[same]) {
        same++;
      }
      if (same == mark.length) {
        return true;
      }
    }
    return false;
  }
}
