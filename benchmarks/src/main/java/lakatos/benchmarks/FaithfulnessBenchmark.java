package lakatos.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import lakatos.autoformalizer.Finding;
import lakatos.autoformalizer.Probes;
import lakatos.benchmarks.FaithfulnessReport.Judged;
import lakatos.benchmarks.Formalizations.Formalization;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.PoolOptions;
import lakatos.leanbridge.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How many wrong formalizations the probes flag, and how many right ones. */
@Command(
    name = "faithfulness",
    mixinStandardHelpOptions = true,
    description = {
      "Has Lean's probes judge right and wrong formalizations by words and statement alone.",
      "No model takes part, and what is right is not shown to them."
    },
    footer = {"", "Example: lakatos bench faithfulness data/nl-core.jsonl --verbose"})
final class FaithfulnessBenchmark implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Problems in words with formalizations, a JSON object a line.")
  private List<Path> files = List.of();

  @Option(names = "--budget", description = "Seconds for each statement; default 20.")
  private int budget = 20;

  @Option(names = "--workers", description = "Lean processes; default 1.")
  private int workers = 1;

  @Option(names = "--sample", description = "Take this many of a larger file; default 1000.")
  private int sample = 1000;

  @Option(names = "--seed", description = "Which ones; default 0.")
  private long seed;

  @Option(names = "--only", description = "Only problems whose id contains this.")
  private String only = "";

  @Option(names = "--verbose", description = "Show every statement and what was found.")
  private boolean verbose;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    FaithfulnessReport report = new FaithfulnessReport(verbose);
    try (LeanPool pool =
            new LeanPool(Benchmarks.toolchain(), PoolOptions.DEFAULT.withSize(workers));
        Verifier verifier = new Verifier(pool);
        Solver solver = new Solver(pool, verifier, workers)) {
      Probes probes = new Probes(pool, verifier);
      for (Path file : files) {
        String set = String.valueOf(file.getFileName());
        solver.each(set, formalizations(file), f -> judge(probes, f)).forEach(report::add);
      }
    }
    return report.print(json);
  }

  private List<Formalization> formalizations(Path file) throws IOException {
    List<Formalization> all =
        new ArrayList<>(
            Formalizations.read(file).stream().filter(f -> f.words().id().contains(only)).toList());
    if (all.size() > sample) {
      Collections.shuffle(all, new Random(seed));
    }
    return all.subList(0, Math.min(sample, all.size()));
  }

  private Judged judge(Probes probes, Formalization formalization) {
    Stopwatch watch = new Stopwatch();
    List<Finding> findings =
        probes.of(
            formalization.statement(),
            Optional.of(formalization.words()),
            Duration.ofSeconds(budget));
    return new Judged(
        formalization, findings, Duration.ofMillis(Math.round(watch.seconds() * 1e3)));
  }
}
