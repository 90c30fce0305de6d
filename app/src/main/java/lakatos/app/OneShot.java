package lakatos.app;

import java.io.IOException;
import java.util.List;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.PumpStreamHandler;

/** Programs that run once, their output shown as it comes. */
final class OneShot {
  private OneShot() {}

  /** Runs a command, its output on standard error, and returns its exit code. */
  static int run(List<String> command) {
    CommandLine line = new CommandLine(command.get(0));
    command.stream().skip(1).forEach(word -> line.addArgument(word, false));
    DefaultExecutor executor = DefaultExecutor.builder().get();
    executor.setStreamHandler(new PumpStreamHandler(System.err, System.err));
    try {
      return executor.execute(line);
    } catch (ExecuteException e) {
      return e.getExitValue();
    } catch (IOException e) {
      throw new Trouble("cannot run " + command.get(0) + ": " + e.getMessage(), e);
    }
  }
}
