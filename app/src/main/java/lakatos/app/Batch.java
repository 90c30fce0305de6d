package lakatos.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.Message;
import lakatos.prover.model.ModelException;

/**
 * Many problems from one file, their results to another, several at once, with progress shown.
 *
 * @param <P> a problem, read from its line
 */
final class Batch<P> implements AutoCloseable {
  /** What a dying JVM makes of problems that are sound. */
  private static final Set<String> FAILURES = Set.of("error", "crashed");

  private static final Duration GRACE = Duration.ofMillis(500);

  private final CountDownLatch ending = new CountDownLatch(1);
  private final Path in;
  private final Path out;
  private final PrintWriter err;
  private final boolean quiet;
  private final ResultsFile results;
  private final List<Todo<P>> todo = new ArrayList<>();
  private int malformed;
  private int decidedBefore;

  @GuardedBy("verdicts")
  private final Map<String, Integer> verdicts = new TreeMap<>();

  /** A problem to be solved. */
  private record Todo<P>(int line, JsonNode id, P problem) {}

  /**
   * What came of a batch.
   *
   * @param verdicts how many problems of the input have each verdict, whenever it was reached
   * @param malformed lines that hold no problem
   * @param decidedBefore how many of the verdicts were there already
   */
  record Summary(Map<String, Integer> verdicts, int malformed, int decidedBefore) {
    int count(String verdict) {
      return verdicts.getOrDefault(verdict, 0);
    }

    int total() {
      return verdicts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * @param good the verdict that every problem ought to have
     */
    int exitCode(String good) {
      if (malformed > 0 || count("error") > 0) {
        return Exit.TROUBLE;
      }
      return count(good) == total() ? Exit.PROVED : Exit.NOT_PROVED;
    }

    ObjectNode json() {
      ObjectNode object = Json.object();
      verdicts.forEach(object::put);
      return object
          .put("total", total())
          .put("malformed", malformed)
          .put("decidedBefore", decidedBefore);
    }
  }

  /**
   * Reads problems and the results that are there already.
   *
   * @param read makes a problem of a line; an {@link IllegalArgumentException} says what is wrong
   * @param quiet whether to keep progress to itself
   * @throws Trouble if a file cannot be used
   */
  Batch(Path in, Path out, Function<ObjectNode, P> read, PrintWriter err, boolean quiet) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.quiet = quiet;
    List<JsonLines.Line> lines = JsonLines.read(in);
    requireTwoFiles(in, out);
    this.results = new ResultsFile(out);
    for (JsonLines.Line line : lines) {
      sort(line, read);
    }
    if (decidedBefore > 0) {
      say(decidedBefore + " of " + lines.size() + " are decided in " + out + " already");
    }
  }

  private static void requireTwoFiles(Path in, Path out) {
    try {
      if (Files.exists(out) && Files.isSameFile(in, out)) {
        throw new Trouble("--in and --out name the same file; choose another --out");
      }
    } catch (IOException e) {
      throw new Trouble("cannot read " + out + ": " + e.getMessage(), e);
    }
  }

  private void sort(JsonLines.Line line, Function<ObjectNode, P> read) {
    if (!line.isSound()) {
      fault(line.number(), line.fault());
      malformed++;
      return;
    }
    try {
      P problem = read.apply(line.object());
      results
          .verdict(JsonLines.id(line.object()))
          .ifPresentOrElse(
              this::countDecided,
              () -> todo.add(new Todo<>(line.number(), line.object().path("id"), problem)));
    } catch (IllegalArgumentException e) {
      fault(line.number(), String.valueOf(e.getMessage()));
      malformed++;
    }
  }

  private void countDecided(String verdict) {
    decidedBefore++;
    count(verdict);
  }

  private Map<String, Integer> count(String verdict) {
    synchronized (verdicts) {
      verdicts.merge(verdict, 1, Integer::sum);
      return new TreeMap<>(verdicts);
    }
  }

  /** Whether everything was decided before. */
  boolean isDone() {
    return todo.isEmpty();
  }

  Summary summary() {
    synchronized (verdicts) {
      return new Summary(new TreeMap<>(verdicts), malformed, decidedBefore);
    }
  }

  /**
   * Solves what is not decided yet, on {@code threads} threads.
   *
   * @param solve makes a result of a problem, a verdict included
   */
  void run(int threads, Function<P, ObjectNode> solve) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    OnShutdown hook = new OnShutdown("stop-batch", this::interrupted);
    try (Progress progress = new Progress(todo.size(), this::say, !quiet && Terminal.isWatched())) {
      List<Future<?>> futures = new ArrayList<>();
      for (Todo<P> item : todo) {
        futures.add(executor.submit(() -> progress.step(solve(item, solve))));
      }
      for (Future<?> future : futures) {
        result(future, "interrupted; what is decided is kept, and the same command goes on");
      }
    } finally {
      hook.close();
      executor.shutdownNow();
      awaitEnd(executor);
    }
  }

  private void interrupted() {
    ending.countDown();
    results.close();
    err.println(
        "lakatos: interrupted; "
            + summary().total()
            + " are decided in "
            + out
            + ", and the same command goes on from there");
    err.flush();
  }

  private Map<String, Integer> solve(Todo<P> item, Function<P, ObjectNode> solve) {
    ObjectNode outcome = outcome(item, solve);
    String verdict = outcome.path("verdict").asText();
    if (FAILURES.contains(verdict) && isEnding()) {
      return summary().verdicts();
    }
    if (verdict.equals("error")) {
      fault(item.line(), outcome.path("error").asText());
    }
    ObjectNode result = Json.object();
    result.set("id", item.id());
    result.setAll(outcome);
    results.add(result);
    return count(verdict);
  }

  /** Ctrl-C reaches Lean too: before its death counts, there is a moment to hear of the cause. */
  private boolean isEnding() {
    try {
      return ending.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /**
   * What goes wrong with one problem is its result; what would go wrong with all ends the batch.
   */
  private ObjectNode outcome(Todo<P> item, Function<P, ObjectNode> solve) {
    try {
      return solve.apply(item.problem());
    } catch (LeanException e) {
      return switch (e.reason()) {
        case BUSY, UNAVAILABLE, CLOSED -> throw e;
        case TIMED_OUT, DIED, UNUSABLE, REFUSED -> error(e);
      };
    } catch (ModelException e) {
      return switch (e.reason()) {
        case TOO_LONG, REFUSED, GARBLED, TIMED_OUT -> error(e.getMessage());
        case BAD_CHECKPOINT, UNREACHABLE, UNAUTHORIZED, UNKNOWN_MODEL, FAILED, CLOSED -> throw e;
      };
    } catch (IllegalStateException e) { // a defect of ours that need not stop the others
      return error(Main.defect(e));
    }
  }

  private static ObjectNode error(LeanException e) {
    String first =
        e.messages().stream()
            .filter(Message::isError)
            .findFirst()
            .map(message -> ": " + message)
            .orElse("");
    ObjectNode result = error(Explanation.sentence(e) + first);
    result.set("messages", Json.messages(e.messages()));
    return result;
  }

  private static ObjectNode error(String text) {
    return Results.error(text.lines().findFirst().orElse(""));
  }

  private void fault(int line, String sentence) {
    err.println("lakatos: " + in + " line " + line + ": " + sentence);
  }

  /**
   * Waits for what a thread makes; what it throws is thrown here.
   *
   * @throws Trouble with this sentence if the wait is interrupted
   */
  static <T> T result(Future<T> future, String interrupted) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(interrupted, e);
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

  @Override
  public void close() {
    results.close();
  }
}
