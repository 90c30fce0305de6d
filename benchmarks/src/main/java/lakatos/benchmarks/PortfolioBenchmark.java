package lakatos.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import lakatos.benchmarks.Problems.Problem;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.PoolOptions;
import lakatos.leanbridge.Verifier;
import lakatos.prover.Budget;
import lakatos.prover.Closers;
import lakatos.prover.Portfolio;
import lakatos.prover.ProofResult;
import lakatos.prover.Tried;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How many statements the portfolio decides, beside what single tactics decide. */
@Command(
    name = "portfolio",
    mixinStandardHelpOptions = true,
    description = "Proves or refutes each statement of a file; compares with single tactics.")
final class PortfolioBenchmark implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Problems, a JSON object a line.")
  private List<Path> files = List.of();

  @Option(names = "--sample", description = "Take this many of a larger file; default 500.")
  private int sample = 500;

  @Option(names = "--budget", description = "Seconds for each problem; default 30.")
  private int budget = 30;

  @Option(names = "--workers", description = "Lean processes; default 2.")
  private int workers = 2;

  @Option(
      names = "--verbose",
      description = "Show every problem and the tactics that took longest.")
  private boolean verbose;

  @Option(names = "--only", description = "Only problems whose id contains this.")
  private String only = "";

  private record Outcome(Problem problem, String verdict, ProofResult.Effort effort, String text) {}

  @Override
  public Integer call() throws Exception {
    try (LeanPool pool =
            new LeanPool(Benchmarks.toolchain(), PoolOptions.DEFAULT.withSize(workers));
        Verifier verifier = new Verifier(pool)) {
      System.out.printf(
          "%-24s %8s %8s %8s %10s %10s%n", "set", "solved", "refuted", "of", "median ms", "Lean s");
      for (Path file : files) {
        List<Problem> problems =
            Problems.sample(Problems.read(file), sample, 0).stream()
                .filter(p -> p.id().contains(only))
                .toList();
        report(file, solve(problems, pool, verifier));
      }
    }
    return 0;
  }

  private List<Outcome> solve(List<Problem> problems, LeanPool pool, Verifier verifier)
      throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(workers);
    try {
      List<Future<Outcome>> futures = new ArrayList<>();
      for (Problem problem : problems) {
        futures.add(executor.submit(() -> solve(problem, pool, verifier)));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> future : futures) {
        Outcome outcome = future.get();
        outcomes.add(outcome);
        if (verbose) {
          System.out.printf(
              "%-40s %-8s %6d ms %5d attempts %s%n",
              outcome.problem().id(),
              outcome.verdict(),
              outcome.effort().wall().toMillis(),
              outcome.effort().attempts(),
              outcome.text());
        }
      }
      return outcomes;
    } finally {
      executor.shutdownNow();
    }
  }

  private Outcome solve(Problem problem, LeanPool pool, Verifier verifier) {
    ConcurrentLinkedQueue<Tried> tried = new ConcurrentLinkedQueue<>();
    Portfolio portfolio = new Portfolio(pool, verifier, Closers.standard(), tried::add);
    try {
      ProofResult result =
          portfolio.prove(problem.statement(), new Budget(Duration.ofSeconds(budget)));
      String text = "";
      if (result instanceof ProofResult.Proved proved) {
        text = proved.proof().replaceAll("\\s*\\n\\s*", "; ");
        return new Outcome(problem, "proved", result.effort(), text);
      }
      if (result instanceof ProofResult.Refuted refuted) {
        return new Outcome(problem, "refuted", result.effort(), refuted.witness());
      }
      return new Outcome(problem, "open", result.effort(), slowest(tried));
    } catch (LeanException e) {
      ProofResult.Effort none = new ProofResult.Effort(0, Duration.ZERO, Duration.ZERO);
      return new Outcome(problem, "error", none, e.getMessage());
    }
  }

  private static String slowest(ConcurrentLinkedQueue<Tried> tried) {
    StringBuilder text = new StringBuilder();
    tried.stream()
        .sorted((a, b) -> b.wall().compareTo(a.wall()))
        .limit(5)
        .forEach(
            t ->
                text.append(t.wall().toMillis())
                    .append("ms ")
                    .append(
                        t.tactic().replaceAll("\\s*\\n\\s*", "; "),
                        0,
                        Math.min(60, t.tactic().replaceAll("\\s*\\n\\s*", "; ").length()))
                    .append(" | "));
    return text.toString();
  }

  private static void report(Path file, List<Outcome> outcomes) {
    List<Long> millis = new ArrayList<>();
    long lean = 0;
    int proved = 0;
    int refuted = 0;
    for (Outcome outcome : outcomes) {
      lean += outcome.effort().lean().toMillis();
      if (outcome.verdict().equals("proved")) {
        proved++;
        millis.add(outcome.effort().wall().toMillis());
      } else if (outcome.verdict().equals("refuted")) {
        refuted++;
      }
    }
    Collections.sort(millis);
    long median = millis.isEmpty() ? 0 : millis.get(millis.size() / 2);
    System.out.printf(
        "%-24s %8d %8d %8d %10d %10d%n",
        file.getFileName(),
        proved,
        refuted,
        outcomes.size(),
        median,
        TimeUnit.MILLISECONDS.toSeconds(lean));
  }
}
