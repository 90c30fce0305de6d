package lakatos.app;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBarConsumer;

/** One line of a terminal that is written again and again. */
final class TerminalLine implements ProgressBarConsumer {
  private static final int WIDTH = 100;

  private final PrintStream terminal;

  TerminalLine(PrintStream terminal) {
    this.terminal = terminal;
  }

  @Override
  public int getMaxRenderedLength() {
    return WIDTH;
  }

  @Override
  public void accept(String rendered) {
    terminal.print('\r' + rendered);
    terminal.flush();
  }

  @Override
  public void close() {
    terminal.println();
  }
}
