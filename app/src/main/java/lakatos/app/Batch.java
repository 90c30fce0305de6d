package lakatos.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import lakatos.leanbridge.LeanException;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Many problems from one file, their results to another, several at once, with progress shown. */
final class Batch {
  private static final Duration REPORT_EVERY = Duration.ofSeconds(10);

  private final int threads;
  private final PrintWriter err;
  private final boolean quiet;

  /** What came of a batch. */
  record Summary(Map<String, Integer> verdicts, int malformed, int skipped) {
    int count(String verdict) {
      return verdicts.getOrDefault(verdict, 0);
    }

    int total() {
      return verdicts.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** Makes a batch that works on {@code threads} problems at once. */
  Batch(int threads, PrintWriter err, boolean quiet) {
    this.threads = threads;
    this.err = err;
    this.quiet = quiet;
  }

  /**
   * Solves what is not decided yet.
   *
   * @param solve makes a result of a problem, a verdict included; an {@link
   *     IllegalArgumentException} says that the problem is at fault
   */
  Summary run(Path in, Path out, Function<ObjectNode, ObjectNode> solve) {
    List<JsonLines.Line> lines = JsonLines.read(in);
    try (ResultsFile results = new ResultsFile(out)) {
      List<JsonLines.Line> todo = new ArrayList<>();
      int malformed = 0;
      int skipped = 0;
      for (JsonLines.Line line : lines) {
        if (!line.isSound()) {
          malformed++;
          err.println("lakatos: " + in + " line " + line.number() + ": " + line.fault());
        } else if (results.isDecided(JsonLines.id(line.object()))) {
          skipped++;
        } else {
          todo.add(line);
        }
      }
      if (skipped > 0) {
        say(skipped + " of " + lines.size() + " are decided in " + out + " already");
      }
      return new Summary(work(todo, results, solve, in), malformed, skipped);
    }
  }

  private Map<String, Integer> work(
      List<JsonLines.Line> todo,
      ResultsFile results,
      Function<ObjectNode, ObjectNode> solve,
      Path in) {
    Map<String, Integer> verdicts = new TreeMap<>();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try (Progress progress = new Progress(todo.size())) {
      List<Future<?>> futures = new ArrayList<>();
      for (JsonLines.Line line : todo) {
        futures.add(
            executor.submit(
                () -> {
                  ObjectNode result = solve(line, solve, in);
                  results.add(result);
                  String verdict = result.path("verdict").asText();
                  synchronized (verdicts) {
                    verdicts.merge(verdict, 1, Integer::sum);
                    progress.step(verdicts);
                  }
                }));
      }
      for (Future<?> future : futures) {
        await(future);
      }
    } finally {
      executor.shutdownNow();
      awaitEnd(executor);
    }
    return verdicts;
  }

  private ObjectNode solve(JsonLines.Line line, Function<ObjectNode, ObjectNode> solve, Path in) {
    ObjectNode result = Json.object();
    result.set("id", line.object().path("id"));
    try {
      return result.setAll(solve.apply(line.object()));
    } catch (IllegalArgumentException e) {
      String fault = String.valueOf(e.getMessage());
      err.println("lakatos: " + in + " line " + line.number() + ": " + fault);
      return result.put("verdict", "error").put("error", fault);
    } catch (LeanException e) {
      if (e.reason() != LeanException.Reason.UNUSABLE) {
        throw e;
      }
      result.put("verdict", "error").put("error", e.getMessage());
      result.set("messages", Json.messages(e.messages()));
      return result;
    }
  }

  private static void await(Future<?> future) {
    try {
      future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("interrupted; what is decided is kept, and the same command goes on", e);
    }
  }

  private static void awaitEnd(ExecutorService executor) {
    try {
      executor.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void say(String text) {
    if (!quiet) {
      err.println("lakatos: " + text);
    }
  }

  /** A bar on a terminal, a line now and then elsewhere. */
  private final class Progress implements AutoCloseable {
    private final int total;
    private final Instant start = Instant.now();
    private final boolean terminal = Terminal.isWatched() && !quiet;
    private final ProgressBar bar;
    private Instant reported = Instant.now();
    private int done;

    Progress(int total) {
      this.total = total;
      this.bar =
          new ProgressBarBuilder()
              .setTaskName("lakatos")
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(terminal ? 250 : Integer.MAX_VALUE)
              .showSpeed()
              .setConsumer(terminal ? new TerminalLine(System.err) : new TerminalLine(null))
              .build();
    }

    void step(Map<String, Integer> verdicts) {
      done++;
      bar.step();
      bar.setExtraMessage(verdicts.toString());
      Instant now = Instant.now();
      if (!terminal && Duration.between(reported, now).compareTo(REPORT_EVERY) > 0) {
        reported = now;
        double seconds = Duration.between(start, now).toMillis() / 1000.0;
        double left = seconds / done * (total - done);
        say(
            "%d of %d, %.1f/s, %.0f s left, %s"
                .formatted(done, total, done / seconds, left, verdicts));
      }
    }

    @Override
    public void close() {
      bar.close();
    }
  }
}
