package lakatos.benchmarks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import lakatos.benchmarks.Problems.Problem;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.PoolOptions;
import lakatos.leanbridge.ProofSession;
import lakatos.leanbridge.Verdict;
import lakatos.leanbridge.Verifier;
import lakatos.prover.Auto;
import lakatos.prover.Budget;
import lakatos.prover.Closers;
import lakatos.prover.Portfolio;
import lakatos.prover.ProofResult;
import lakatos.prover.model.Completion;
import lakatos.prover.model.EmbeddedModel;
import lakatos.prover.model.Extraction;
import lakatos.prover.model.Generation;
import lakatos.prover.model.LanguageModel;
import lakatos.prover.model.LocalOptions;
import lakatos.prover.model.ModelException;
import lakatos.prover.model.Profile;
import lakatos.prover.model.Prompt;
import lakatos.prover.model.Request;
import lakatos.prover.text.NormalForm;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * What the embedded model adds to the portfolio when both arms have the same time T of Lean's for
 * each statement: the portfolio alone with all of it, and the portfolio with its share and then
 * texts of the model with the rest.
 *
 * <p>One search of the portfolio serves both arms: a proof that it found within its share counts
 * for both, a later one for the portfolio alone. A proof is found when the last tactic before it
 * was tried; verifying and shortening it come after that, and are counted in Lean's seconds only.
 * The portfolio waits for one process all the time, so its time is Lean's.
 *
 * <p>What was not decided within the share the model then writes proofs for, all of them before
 * Lean checks the first, so that neither takes the other's processors and the model's time can be
 * told by itself. Lean checks the texts of a statement one after the other until the rest of T is
 * spent. The product checks while it writes, so it is no slower than this.
 */
@Command(
    name = "embedded",
    mixinStandardHelpOptions = true,
    description = {
      "Proves each statement of files by the portfolio, then by the embedded model too.",
      "Baseline: the portfolio alone, with the same time of Lean's for each statement."
    },
    footer = {
      "",
      "Problems: {\"id\",\"formal\"|\"statement\"[,\"header\",\"preamble\"]} a line.",
      "Ends with 1 if fewer are proved with the model than without it.",
      "Example: lakatos bench embedded held-out.jsonl --sample 200 --budget 10s --k 8"
    })
final class EmbeddedBenchmark implements Callable<Integer> {
  private static final Duration POLL = Duration.ofSeconds(1);

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Problems, a JSON object a line.")
  private List<Path> files = List.of();

  @Option(names = "--sample", description = "Take this many of a larger file; default 500.")
  private int sample = 500;

  @Option(names = "--seed", description = "Which ones; default 0.")
  private long seed;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = Time.class,
      description = "Lean's time for each statement, such as 10s; default 10s.")
  private Duration budget = Duration.ofSeconds(10);

  @Option(names = "--share", description = "The portfolio's, of that time; default 0.75.")
  private double share = 0.75;

  @Option(names = "--k", description = "Texts of the model for a statement; default 8.")
  private int k = 8;

  @Option(names = "--workers", description = "Lean processes; default 2.")
  private int workers = 2;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Another checkpoint than the embedded one, asked in the same way.")
  private @Nullable Path checkpoint;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  private final Profile profile = Profile.named(EmbeddedModel.PROFILE);

  /** Times as {@code 10s} or {@code 2m}. */
  static final class Time implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        Duration time = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
        if (time.isNegative() || time.isZero()) {
          throw new TypeConversionException("the time must be positive: " + text);
        }
        return time;
      } catch (DateTimeParseException e) {
        throw new TypeConversionException("not a time: " + text + " (say 10s or 2m)");
      }
    }
  }

  /**
   * What the portfolio made of a problem.
   *
   * @param decided when it had decided the problem, from the search's start; empty if it did not
   * @param proved whether it decided by a proof
   * @param lean Lean's time
   */
  private record Searched(
      Problem problem, Optional<Duration> decided, boolean proved, Duration lean) {
    boolean decidedWithin(Duration time) {
      return decided.isPresent() && decided.get().compareTo(time) <= 0;
    }

    /** What of Lean's time is spent if the search ends after {@code time}. */
    Duration leanWithin(Duration time) {
      return decidedWithin(time) ? lean : shorter(lean, time);
    }
  }

  /** What the model wrote for a problem, as candidates for Lean. */
  private record Written(Problem problem, List<String> candidates) {}

  /** What Lean said to that, and how long it took. */
  private record Checked(Problem problem, boolean proved, Duration lean) {}

  @Override
  public Integer call() throws InterruptedException {
    if (k < 1 || sample < 1 || workers < 1 || !(share > 0 && share < 1)) {
      throw new ParameterException(
          spec.commandLine(),
          "--k, --sample and --workers must be positive, and --share between 0 and 1");
    }
    List<Problem> problems =
        files.stream()
            .flatMap(file -> Problems.sample(Problems.read(file), sample, seed).stream())
            .toList();
    try (LeanPool pool =
            new LeanPool(Benchmarks.toolchain(), PoolOptions.DEFAULT.withSize(workers));
        Verifier verifier = new Verifier(pool);
        Solver solver = new Solver(pool, verifier, workers);
        LanguageModel model = open()) {
      verifier.warm();
      Duration first = budget.multipliedBy(Math.round(share * 1000)).dividedBy(1000);
      List<Optional<Searched>> searched =
          solver.each("the portfolio", problems, problem -> search(problem, pool, verifier));
      List<Searched> sound = searched.stream().flatMap(Optional::stream).toList();
      List<Problem> open =
          sound.stream().filter(it -> !it.decidedWithin(first)).map(Searched::problem).toList();
      Stopwatch watch = new Stopwatch();
      List<Written> written =
          solver.each("the model", open, problem -> new Written(problem, write(problem, model)));
      double writing = watch.seconds();
      Duration rest = budget.minus(first);
      List<Checked> checked =
          solver.each("the model's texts", written, texts -> check(texts, verifier, rest));
      return report(sound, checked, first, writing, problems.size() - sound.size()).print(json);
    }
  }

  private LanguageModel open() {
    EmbeddedModel embedded =
        checkpoint != null
            ? new EmbeddedModel(checkpoint)
            : EmbeddedModel.under(Path.of(System.getProperty("lakatos.root", ".")));
    try {
      return embedded.open(LocalOptions.DEFAULT);
    } catch (ModelException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Optional<Searched> search(Problem problem, LeanPool pool, Verifier verifier) {
    AtomicReference<Instant> last = new AtomicReference<>();
    Portfolio portfolio =
        new Portfolio(pool, verifier, Closers.standard(), tried -> last.set(Instant.now()));
    try {
      ProofSession.start(pool, problem.statement(), Optional.empty()).close();
      Instant start = Instant.now();
      last.set(start);
      ProofResult result = portfolio.prove(problem.statement(), new Budget(budget));
      boolean proved = result instanceof ProofResult.Proved;
      Duration spent = proved ? Duration.between(start, last.get()) : result.effort().wall();
      return Optional.of(
          new Searched(
              problem,
              result instanceof ProofResult.Open ? Optional.empty() : Optional.of(spent),
              proved,
              result.effort().lean()));
    } catch (LeanException e) {
      Progress.say(problem.id() + " is left out: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Different texts that can be proofs, in the order in which they were finished. */
  private List<String> write(Problem problem, LanguageModel model) {
    Prompt prompt = profile.prompt(problem.statement(), Optional.empty());
    List<String> candidates = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    try (Generation generation = model.generate(new Request(prompt, k, profile.sampling(), 0))) {
      while (!generation.isDone()) {
        Optional<Completion> next = generation.next(POLL);
        if (next.isPresent()
            && Extraction.of(profile, problem.statement(), prompt, next.get())
                instanceof Extraction.Candidate candidate
            && seen.add(NormalForm.of(candidate.text()))) {
          candidates.add(candidate.text());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ModelException e) {
      if (e.reason() != ModelException.Reason.TOO_LONG) {
        throw e;
      }
    }
    return candidates;
  }

  private static Checked check(Written written, Verifier verifier, Duration time) {
    Problem problem = written.problem();
    Duration spent = Duration.ZERO;
    for (String candidate : written.candidates()) {
      boolean strict = false;
      Verdict verdict;
      do { // the normal tier first; what passes it must pass the strict one too
        Duration left = time.minus(spent);
        if (left.toMillis() < 1) {
          return new Checked(problem, false, spent);
        }
        Limits limits = Limits.DEFAULT.withWall(shorter(left, Auto.Price.CHEAP.check()));
        try {
          verdict = verifier.verify(problem.statement(), candidate, limits, strict);
        } catch (LeanException e) {
          Progress.say(problem.id() + ": a text was not judged: " + e.getMessage());
          return new Checked(problem, false, spent);
        }
        spent = spent.plus(verdict.wall());
        if (verdict.isProved() && strict) {
          return new Checked(problem, true, spent);
        }
        strict = true;
      } while (verdict.isProved());
    }
    return new Checked(problem, false, spent);
  }

  private Report report(
      List<Searched> searched, List<Checked> checked, Duration first, double writing, int errors) {
    List<String> without =
        searched.stream().filter(Searched::proved).map(it -> it.problem().id()).toList();
    List<String> with = new ArrayList<>();
    searched.stream()
        .filter(it -> it.proved() && it.decidedWithin(first))
        .forEach(it -> with.add(it.problem().id()));
    checked.stream().filter(Checked::proved).forEach(it -> with.add(it.problem().id()));
    double leanWithout = seconds(searched.stream().map(Searched::lean).toList());
    double leanWith =
        seconds(searched.stream().map(it -> it.leanWithin(first)).toList())
            + seconds(checked.stream().map(Checked::lean).toList());
    List<String> gained = with.stream().filter(id -> !without.contains(id)).toList();
    List<String> lost = without.stream().filter(id -> !with.contains(id)).toList();

    Report report = new Report("embedded");
    Table ids = new Table("only one proves", "which");
    gained.forEach(id -> ids.row(id, "with the model"));
    lost.forEach(id -> ids.row(id, "the portfolio alone"));
    report.table(ids);
    ArrayNode onlyWith = report.details("only_with_the_model");
    gained.forEach(onlyWith::add);
    ArrayNode onlyWithout = report.details("only_the_portfolio");
    lost.forEach(onlyWithout::add);
    report.add(Figure.count("statements", searched.size()));
    report.add(Figure.count("statements that Lean does not take", errors));
    report.add(
        Figure.count("proved with the model, beside the portfolio alone", with.size())
            .against((double) without.size())
            .atLeast(without.size()));
    report.add(Figure.count("proved with the model only", gained.size()));
    report.add(Figure.count("proved by the portfolio alone only", lost.size()));
    report.add(Figure.of("Lean's seconds", leanWith).against(leanWithout));
    report.add(Figure.of("seconds that the model wrote", writing));
    report.add(Figure.count("statements that the model wrote for", checked.size()));
    return report;
  }

  private static double seconds(List<Duration> times) {
    return times.stream().mapToLong(Duration::toMillis).sum() / 1e3;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
