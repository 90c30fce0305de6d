package lakatos.app;

import java.io.PrintWriter;
import java.util.List;

/**
 * Lines at the bottom of a terminal that are written again and again; nothing where nobody watches.
 * Not thread-safe.
 */
final class Panel implements AutoCloseable {
  /** Narrower than any terminal: a line that is wrapped would be counted wrong. */
  private static final int WIDTH = 79;

  private final PrintWriter terminal;
  private final boolean watched;
  private int drawn;

  Panel(PrintWriter terminal, boolean watched) {
    this.terminal = terminal;
    this.watched = watched;
  }

  /** Writes lines where the ones before are. */
  void show(List<String> lines) {
    if (!watched) {
      return;
    }
    StringBuilder text = new StringBuilder(back());
    for (String line : lines) {
      text.append(cut(Terminal.harmless(line.replace('\n', ' ')))).append('\n');
    }
    drawn = lines.size();
    terminal.print(text);
    terminal.flush();
  }

  /** Up to the first line, and everything from there on is gone. */
  private String back() {
    return drawn == 0 ? "" : "\033[" + drawn + "A\r\033[J";
  }

  private static String cut(String line) {
    return line.codePointCount(0, line.length()) <= WIDTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, WIDTH - 1)) + "…";
  }

  /** Takes the lines away. */
  @Override
  public void close() {
    if (watched) {
      terminal.print(back());
      terminal.flush();
      drawn = 0;
    }
  }
}
