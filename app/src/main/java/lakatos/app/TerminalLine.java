package lakatos.app;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBarConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One line of a terminal that is written again and again, or nothing where there is no terminal.
 */
final class TerminalLine implements ProgressBarConsumer {
  private static final int WIDTH = 100;

  private final @Nullable PrintStream terminal;

  TerminalLine(@Nullable PrintStream terminal) {
    this.terminal = terminal;
  }

  @Override
  public int getMaxRenderedLength() {
    return WIDTH;
  }

  @Override
  public void accept(String rendered) {
    if (terminal != null) {
      terminal.print('\r' + rendered);
      terminal.flush();
    }
  }

  @Override
  public void close() {
    if (terminal != null) {
      terminal.println();
    }
  }
}
