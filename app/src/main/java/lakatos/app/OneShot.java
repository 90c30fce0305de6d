package lakatos.app;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.LogOutputStream;
import org.apache.commons.exec.PumpStreamHandler;

/** Programs that run once, their output shown as it comes. */
final class OneShot {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

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

  /** Asks them to end, so that they can clean up, and makes those end that do not. */
  private static void endChildren() {
    List<ProcessHandle> children = ProcessHandle.current().descendants().toList();
    children.forEach(ProcessHandle::destroy);
    CompletableFuture.allOf(
            children.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
        .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
