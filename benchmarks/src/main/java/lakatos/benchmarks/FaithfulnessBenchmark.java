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
import lakatos.autoformalizer.ControlledLanguage;
import lakatos.autoformalizer.Equivalence;
import lakatos.autoformalizer.Finding;
import lakatos.autoformalizer.Probes;
import lakatos.autoformalizer.Translation;
import lakatos.autoformalizer.Vocabulary;
import lakatos.benchmarks.FaithfulnessReport.Judged;
import lakatos.benchmarks.FaithfulnessReport.Translated;
import lakatos.benchmarks.Formalizations.Formalization;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.PoolOptions;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * How many wrong formalizations the probes flag, and how many right ones; and how much of the words
 * the controlled language reads.
 */
@Command(
    name = "faithfulness",
    mixinStandardHelpOptions = true,
    description = {
      "Has Lean's probes judge right and wrong formalizations by words and statement alone.",
      "No model takes part, and what is right is not shown to them. Then the controlled language",
      "reads the words, and what it writes is compared with the reference."
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
        List<Formalization> judged = formalizations(file);
        solver.each(set, judged, f -> judge(probes, f)).forEach(report::add);
        List<Formalization> references = judged.stream().filter(f -> f.wrong().isEmpty()).toList();
        Equivalence equivalence = new Equivalence(pool, verifier);
        solver.each(set, references, f -> translate(equivalence, f)).forEach(report::add);
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

  /** What the controlled language makes of the words, beside the reference. */
  private Translated translate(Equivalence equivalence, Formalization reference) {
    Translation translation =
        new ControlledLanguage().translate(reference.words(), Vocabulary.CORE);
    if (translation instanceof Translation.NotUnderstood not) {
      return new Translated(reference, Translated.Outcome.NOT_UNDERSTOOD, not.phrase());
    }
    Statement ours = ((Translation.Translated) translation).statement();
    try {
      Equivalence.Result result =
          equivalence.of(ours, reference.statement(), Duration.ofSeconds(budget));
      return new Translated(reference, Translated.Outcome.of(result), ours.text());
    } catch (LeanException e) {
      if (e.reason() == LeanException.Reason.UNUSABLE) {
        return new Translated(reference, Translated.Outcome.DOES_NOT_ELABORATE, ours.text());
      }
      throw e;
    }
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
