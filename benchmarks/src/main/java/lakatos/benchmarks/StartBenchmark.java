package lakatos.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.PoolOptions;
import lakatos.leanbridge.PoolStats;
import lakatos.leanbridge.Toolchain;
import lakatos.leanbridge.Verdict;
import lakatos.leanbridge.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long a worker takes to its first verdict, and what it weighs then and much later. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = {
      "Times workers from their launch to their first verdict.",
      "Baseline: the same Lean without its memory image, which elaborates the REPL's source."
    },
    footer = {"", "Example: lakatos bench start --checks 5000"})
final class StartBenchmark implements Callable<Integer> {
  private static final double MOST_SECONDS = 6;
  private static final double MOST_MEGABYTES = 1_300;
  private static final double MOST_MEGABYTES_LATER = 1_500;
  private static final int SAMPLES = 20;
  private static final PoolOptions ONE = PoolOptions.DEFAULT.withSize(1);

  @Option(names = "--starts", description = "Workers to start; default 5.")
  private int starts = 5;

  @Option(names = "--baselines", description = "Starts without an image among them; default 3.")
  private int baselines = 3;

  @Option(names = "--checks", description = "Checks to serve then on one worker; default none.")
  private int checks;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  private final Report report = new Report("start");
  private final Processes processes = new Processes();

  /** The starts of one kind of worker. */
  private static final class Starts {
    final Samples seconds = new Samples();
    final Samples megabytes = new Samples();
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Toolchain image = processes.marked(Benchmarks.toolchain());
    Optional<Toolchain> source = Benchmarks.fromSource().map(processes::marked);
    Starts measured = new Starts();
    Starts baseline = new Starts();
    start(image, new Starts()); // fetches from disk what the measured starts find in memory
    for (int i = 0; i < starts; i++) {
      start(image, measured);
      if (source.isPresent() && i < baselines) {
        startFromSource(source.get(), baseline);
      }
      Progress.say("start " + (i + 1) + " of " + starts);
    }
    add(
        Figure.of("launch to first verdict, median s", measured.seconds.median())
            .atMost(MOST_SECONDS),
        baseline.seconds.median(),
        source);
    add(
        Figure.of("the same, slowest s", measured.seconds.most()).atMost(MOST_SECONDS),
        baseline.seconds.most(),
        source);
    add(
        Figure.of("resident then, most MB", measured.megabytes.most()).atMost(MOST_MEGABYTES),
        baseline.megabytes.most(),
        source);
    if (checks > 0) {
      serve(image);
    }
    report.add(Figure.count("processes left", processes.left(5)).atMost(0));
    return report.print(json);
  }

  private void add(Figure figure, double baseline, Optional<Toolchain> source) {
    report.add(source.isPresent() && baselines > 0 ? figure.against(baseline) : figure);
  }

  private void start(Toolchain toolchain, Starts starts) {
    Check first = new Mix(1, "start").arithmetic(1).get(0);
    Stopwatch watch = new Stopwatch();
    try (LeanPool pool = new LeanPool(toolchain, ONE);
        Verifier verifier = new Verifier(pool)) {
      Verdict verdict =
          verifier.verify(first.statement(), first.candidate(), Limits.DEFAULT, false);
      starts.seconds.add(watch.seconds());
      starts.megabytes.add(Processes.mostResident(pool.pids()));
      require(first, verdict);
    }
  }

  /** Without the bridge, whose patience a busy machine would wear out. */
  private static void startFromSource(Toolchain toolchain, Starts starts) throws IOException {
    List<Check> first = new Mix(1, "start").arithmetic(1);
    Stopwatch watch = new Stopwatch();
    try (PipedWorker worker = new PipedWorker(toolchain)) {
      worker.seconds(first);
      starts.seconds.add(watch.seconds());
      starts.megabytes.add(Processes.mostResident(List.of(worker.pid())));
    }
  }

  /** Many checks on one worker, to see whether it grows. */
  private void serve(Toolchain toolchain) {
    List<Check> mix = new Mix(2, "soak").mixed(checks);
    Table table = new Table("checks", "resident MB", "workers so far", "Lean s");
    double first = 0;
    double most = 0;
    double last = 0;
    try (LeanPool pool = new LeanPool(toolchain, ONE);
        Verifier verifier = new Verifier(pool)) {
      Progress progress = new Progress("checks", checks);
      for (int i = 0; i < checks; i++) {
        Check check = mix.get(i);
        require(
            check, verifier.verify(check.statement(), check.candidate(), Limits.DEFAULT, false));
        last = Processes.mostResident(pool.pids());
        most = Math.max(most, last);
        first = i == 0 ? last : first;
        if (i == 0 || (i + 1) % Math.max(1, checks / SAMPLES) == 0) {
          PoolStats stats = pool.stats();
          table.row(i + 1, last, stats.started(), stats.leanMillis() / 1e3);
          report
              .details("growth")
              .addObject()
              .put("checks", i + 1)
              .put("megabytes", last)
              .put("workers", stats.started());
        }
        progress.step();
      }
      report.table(table);
      String after = " after " + checks + " checks, MB";
      report.add(Figure.of("resident" + after, last).against(first).atMost(MOST_MEGABYTES_LATER));
      report.add(
          Figure.of("most between any two of them, MB", most)
              .against(first)
              .atMost(MOST_MEGABYTES_LATER));
      report.add(Figure.count("workers recycled over them", pool.stats().recycled()));
      report.add(
          Figure.count("workers lost over them", pool.stats().died() + pool.stats().killed()));
    }
  }

  private void require(Check check, Verdict verdict) {
    if (!check.rightly(verdict)) {
      report.fault(check.kind() + " was to be " + check.expected() + ": " + verdict);
    }
  }
}
