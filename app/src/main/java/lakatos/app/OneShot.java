package lakatos.app;

import java.io.IOException;
import java.util.List;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.LogOutputStream;
import org.apache.commons.exec.PumpStreamHandler;

/** Programs that run once, their output shown as it comes. */
final class OneShot {
  private OneShot() {}

  /**
   * How a program ended.
   *
   * @param lastWords its last line; not shown if it failed, for then that is what to explain
   */
  record Result(int code, String lastWords) {}

  /** Shows each line when the next one is there. */
  private static final class AllButLast extends LogOutputStream {
    private String last = "";

    @Override
    protected void processLine(String line, int level) {
      show();
      last = line;
    }

    void show() {
      if (!last.isEmpty()) {
        System.err.println(last);
      }
    }
  }

  /** Runs a command, its output on standard error; it ends with the JVM, and so do its children. */
  static Result run(List<String> command) {
    CommandLine line = new CommandLine(command.get(0));
    command.stream().skip(1).forEach(word -> line.addArgument(word, false));
    DefaultExecutor executor = DefaultExecutor.builder().get();
    OnShutdown hook = new OnShutdown("end-program", OneShot::endChildren);
    try (AllButLast output = new AllButLast()) {
      executor.setStreamHandler(new PumpStreamHandler(output, output));
      int code = code(executor, line);
      output.flush();
      if (code == 0) {
        output.show();
      }
      return new Result(code, output.last);
    } catch (IOException e) {
      throw new Trouble("cannot run " + command.get(0) + ": " + e.getMessage(), e);
    } finally {
      hook.close();
    }
  }

  private static int code(DefaultExecutor executor, CommandLine line) throws IOException {
    try {
      return executor.execute(line);
    } catch (ExecuteException e) {
      return e.getExitValue();
    }
  }

  private static void endChildren() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
  }
}
