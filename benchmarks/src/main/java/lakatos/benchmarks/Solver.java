package lakatos.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import lakatos.benchmarks.Outcome.End;
import lakatos.benchmarks.Problems.Problem;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verifier;
import lakatos.prover.Budget;
import lakatos.prover.Closers;
import lakatos.prover.Portfolio;
import lakatos.prover.ProofResult;
import lakatos.prover.ProofResult.Effort;
import lakatos.prover.Tried;

/** Puts problems to the portfolio, or to single tactics, several at once. */
final class Solver implements AutoCloseable {
  private static final Limits ALONE = Limits.DEFAULT.withWall(Duration.ofSeconds(10));
  private static final int SHOWN = 5;
  private static final int SHOWN_LENGTH = 60;

  private final LeanPool pool;
  private final Verifier verifier;
  private final ExecutorService executor;
  private final LongAdder late = new LongAdder();

  Solver(LeanPool pool, Verifier verifier, int threads) {
    this.pool = pool;
    this.verifier = verifier;
    this.executor = Executors.newFixedThreadPool(threads);
  }

  /** Does something to each problem and returns what came of it, in their order. */
  <P, T> List<T> each(String what, List<P> problems, Function<P, T> work)
      throws InterruptedException {
    Progress progress = new Progress(what, problems.size());
    List<Future<T>> futures = new ArrayList<>();
    for (P problem : problems) {
      futures.add(executor.submit(() -> work.apply(problem)));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
      progress.step();
    }
    return results;
  }

  /** Gives a problem to the portfolio. */
  Outcome solve(Problem problem, Closers closers, Duration budget) {
    ConcurrentLinkedQueue<Tried> tried = new ConcurrentLinkedQueue<>();
    Portfolio portfolio = new Portfolio(pool, verifier, closers, tried::add);
    try {
      ProofResult result = portfolio.prove(problem.statement(), new Budget(budget));
      if (result instanceof ProofResult.Proved proved) {
        return new Outcome(problem, End.PROVED, result.effort(), oneLine(proved.source()));
      }
      if (result instanceof ProofResult.Refuted refuted) {
        return new Outcome(problem, End.REFUTED, result.effort(), refuted.witness());
      }
      return new Outcome(problem, End.OPEN, result.effort(), slowest(tried));
    } catch (LeanException e) {
      Effort none = new Effort("", 0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO);
      return new Outcome(problem, End.ERROR, none, e.getMessage());
    } finally {
      late.add(tried.stream().filter(Tried::late).count());
    }
  }

  /** Tactics of the portfolio that ran out of time so far. */
  long late() {
    return late.sum();
  }

  /** Returns which of the tactics prove a problem, each by itself. */
  List<Boolean> alone(Problem problem, List<String> tactics) {
    return tactics.stream().map(tactic -> proves(problem.statement(), tactic)).toList();
  }

  private boolean proves(Statement statement, String tactic) {
    try {
      String candidate = statement.text() + " := by\n  " + tactic;
      return verifier.verify(statement, candidate, ALONE, false).isProved();
    } catch (LeanException e) {
      return false; // the portfolio's own outcome on this problem tells of the error
    }
  }

  private static String slowest(ConcurrentLinkedQueue<Tried> tried) {
    return tried.stream()
        .sorted(Comparator.comparing(Tried::wall).reversed())
        .limit(SHOWN)
        .map(t -> t.wall().toMillis() + " ms " + shortened(oneLine(t.tactic())))
        .collect(Collectors.joining(" | "));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\n\\s*", "; ");
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(SHOWN_LENGTH, text.length()));
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
