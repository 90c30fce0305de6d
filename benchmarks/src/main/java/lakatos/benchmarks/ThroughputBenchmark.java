package lakatos.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.PoolOptions;
import lakatos.leanbridge.Toolchain;
import lakatos.leanbridge.Verdict;
import lakatos.leanbridge.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the bridge adds to Lean's own time, and what a second worker brings. */
@Command(
    name = "throughput",
    mixinStandardHelpOptions = true,
    description = {
      "Checks small theorems with one worker, with two, and in the strict tier.",
      "Baselines: the same request lines piped straight into a worker; Lean's own times; one",
      "worker; the normal tier."
    },
    footer = {"", "Example: lakatos bench throughput --items 400"})
final class ThroughputBenchmark implements Callable<Integer> {

  /*
   * All contenders are warmed alike and take turns, a block of the same theorems each, in an order
   * that rotates; so what else the machine does strikes them alike.
   */

  private static final int BLOCK = 50;
  private static final double MOST_OVERHEAD = 1.10;
  private static final double LEAST_SPEEDUP = 1.6;

  @Option(names = "--items", description = "Theorems to check; default 400.")
  private int items = 400;

  @Option(names = "--warmup", description = "Theorems that each worker checks before; default 100.")
  private int warmup = 100;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  private final Report report = new Report("throughput");
  private final Processes processes = new Processes();

  /** One way to have checks done. */
  private interface Contender {
    /** Does them all and returns the seconds that it took. */
    double seconds(List<Check> checks) throws IOException, InterruptedException;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Toolchain toolchain = processes.marked(Benchmarks.toolchain());
    bridge(toolchain);
    workers(toolchain);
    report.add(Figure.count("processes left", processes.left(5)).atMost(0));
    return report.print(json);
  }

  private void bridge(Toolchain toolchain) throws IOException, InterruptedException {
    try (LeanPool pool = new LeanPool(toolchain, PoolOptions.DEFAULT.withSize(1));
        Verifier verifier = new Verifier(pool);
        PipedWorker piped = new PipedWorker(toolchain)) {
      Contender normal = checks -> inTurn(checks, verifier, false);
      Contender strict = checks -> inTurn(checks, verifier, true);
      List<Contender> contenders = List.of(normal, piped::seconds, strict);
      race(contenders, new Mix(1, "warm").arithmetic(warmup));
      piped.seconds(new Mix(7, "even").arithmetic(warmup)); // both tiers have warmed the other one
      long before = pool.stats().leanMillis();
      double[] seconds = race(contenders.subList(0, 2), new Mix(2, "item").arithmetic(items));
      double inLean = (pool.stats().leanMillis() - before) / 1e3;
      report.add(
          Figure.of(items + " checks, s, beside the same lines piped in", seconds[0])
              .against(seconds[1])
              .ratioAtMost(MOST_OVERHEAD));
      report.add(
          Figure.of("the same beside the sum of Lean's own times", seconds[0])
              .against(inLean)
              .ratioAtMost(MOST_OVERHEAD));
      report.add(
          Figure.of("checks a second, beside the same", items / seconds[0])
              .against(items / seconds[1]));
      double[] tiers =
          race(List.of(normal, strict), new Mix(3, "tier").arithmetic(Math.min(items, 200)));
      report.add(Figure.of("strict tier, s, beside normal tier", tiers[1]).against(tiers[0]));
    }
  }

  private void workers(Toolchain toolchain) throws IOException, InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try (LeanPool one = new LeanPool(toolchain, PoolOptions.DEFAULT.withSize(1));
        LeanPool two = new LeanPool(toolchain, PoolOptions.DEFAULT.withSize(2));
        Verifier ofOne = new Verifier(one);
        Verifier ofTwo = new Verifier(two)) {
      Contender alone = checks -> inTurn(checks, ofOne, false);
      Contender both = checks -> atOnce(checks, ofTwo, executor);
      race(List.of(alone), new Mix(4, "one").arithmetic(warmup));
      race(List.of(both), new Mix(5, "two").arithmetic(2 * warmup));
      double[] seconds = race(List.of(both, alone), new Mix(6, "work").arithmetic(items));
      report.add(
          Figure.of("two workers, checks a second, beside one", items / seconds[0])
              .against(items / seconds[1])
              .ratioAtLeast(LEAST_SPEEDUP));
    } finally {
      executor.shutdownNow();
    }
  }

  private static double[] race(List<Contender> contenders, List<Check> checks)
      throws IOException, InterruptedException {
    double[] seconds = new double[contenders.size()];
    for (int block = 0; block * BLOCK < checks.size(); block++) {
      List<Check> part =
          checks.subList(block * BLOCK, Math.min(checks.size(), (block + 1) * BLOCK));
      for (int turn = 0; turn < contenders.size(); turn++) {
        int i = (block + turn) % contenders.size();
        seconds[i] += contenders.get(i).seconds(part);
      }
    }
    return seconds;
  }

  private double inTurn(List<Check> checks, Verifier verifier, boolean strict) {
    Stopwatch watch = new Stopwatch();
    List<Verdict> verdicts = new ArrayList<>();
    for (Check check : checks) {
      verdicts.add(verifier.verify(check.statement(), check.candidate(), Limits.DEFAULT, strict));
    }
    double seconds = watch.seconds();
    require(checks, verdicts);
    return seconds;
  }

  private double atOnce(List<Check> checks, Verifier verifier, ExecutorService executor)
      throws InterruptedException {
    Stopwatch watch = new Stopwatch();
    List<Future<Verdict>> futures = new ArrayList<>();
    for (Check check : checks) {
      futures.add(
          executor.submit(
              () -> verifier.verify(check.statement(), check.candidate(), Limits.DEFAULT, false)));
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (Future<Verdict> future : futures) {
      try {
        verdicts.add(future.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a check gave no verdict: " + e.getMessage(), e);
      }
    }
    double seconds = watch.seconds();
    require(checks, verdicts);
    return seconds;
  }

  private void require(List<Check> checks, List<Verdict> verdicts) {
    for (int i = 0; i < checks.size(); i++) {
      Check check = checks.get(i);
      if (!check.rightly(verdicts.get(i))) {
        report.fault(check.kind() + " was to be " + check.expected() + ": " + verdicts.get(i));
      }
    }
  }
}
