package lakatos.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lakatos.benchmarks.Sections.Section;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.PoolOptions;
import lakatos.leanbridge.PoolStats;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Toolchain;
import lakatos.leanbridge.Verdict;
import lakatos.leanbridge.Verifier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether honest checks come out right in bad company. */
@Command(
    name = "robustness",
    mixinStandardHelpOptions = true,
    description = {
      "Runs many checks, one in twenty of them hostile: endless, crashing, flooding, greedy.",
      "Baseline: honest checks alone, in the same pool before."
    },
    footer = {"", "Example: lakatos bench robustness --checks 200"})
final class RobustnessBenchmark implements Callable<Integer> {
  private static final int ONE_IN = 20;
  private static final String FALSE = "theorem hostile : 1 = 2";
  private static final Limits HONEST = Limits.DEFAULT.withWall(Duration.ofSeconds(30));
  private static final Limits HOSTILE = Limits.DEFAULT.withWall(Duration.ofSeconds(3));

  @Option(names = "--checks", description = "How many; default 2000.")
  private int checks = 2_000;

  @Option(names = "--workers", description = "Lean processes; default 2.")
  private int workers = 2;

  @Option(names = "--strict", description = "Decide in the strict tier.")
  private boolean strict;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  private final Report report = new Report("robustness");
  private final Processes processes = new Processes();
  private final Map<String, Map<String, Integer>> hostileEnds = new TreeMap<>();
  private int honest;
  private int right;
  private int delivered;

  /** A check to run; one that is hostile may end in any way but one. */
  private record Job(Check check, boolean hostile) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Toolchain toolchain = processes.marked(Benchmarks.toolchain());
    Path folder = Files.createTempDirectory("lakatos-bench");
    Path mark = folder.resolve("owned");
    PoolOptions options = PoolOptions.DEFAULT.withSize(workers);
    ExecutorService executor = Executors.newFixedThreadPool(2 * workers);
    try (LeanPool pool = new LeanPool(toolchain, options);
        Verifier verifier = new Verifier(pool)) {
      List<Job> warmup = honestJobs(new Mix(1, "warm").mixed(Math.min(100, checks / 10) * workers));
      run(warmup, verifier, executor);
      int alone = Math.max(20, checks / 4);
      double seconds = run(honestJobs(new Mix(2, "alone").mixed(alone)), verifier, executor);
      double memory = Processes.mostResident(pool.pids());
      PoolStats before = pool.stats();
      List<Job> jobs = jobs(mark);
      honest = 0;
      right = 0;
      delivered = 0;
      double company = run(jobs, verifier, executor);
      summarize(jobs.size(), pool, before, options, memory);
      report.add(
          Figure.of("checks a second, beside honest ones alone", jobs.size() / company)
              .against(alone / seconds));
    } finally {
      executor.shutdownNow();
    }
    report.add(Figure.count("processes left", processes.left(5)).atMost(0));
    report.add(Figure.count("files written", Files.exists(mark) ? 1 : 0).atMost(0));
    Files.deleteIfExists(mark);
    Files.delete(folder);
    hostileTable();
    return report.print(json);
  }

  private static List<Job> honestJobs(List<Check> checks) {
    return checks.stream().map(check -> new Job(check, false)).toList();
  }

  private List<Job> jobs(Path mark) {
    List<Section> sections = Sections.read("hostile.lean");
    Mix mix = new Mix(3, "honest");
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < checks; i++) {
      if (i % ONE_IN == ONE_IN / 2) {
        Section section = sections.get(i / ONE_IN % sections.size());
        String text = section.text().replace("MARK", mark.toString());
        // the number keeps the verdict on one from serving the next
        String candidate = "-- " + i + "\n" + text + FALSE + " := by decide";
        Statement statement = section.statement(FALSE);
        jobs.add(new Job(new Check(section.kind(), statement, candidate, "failed"), true));
      } else {
        jobs.addAll(honestJobs(mix.mixed(1)));
      }
    }
    return jobs;
  }

  private double run(List<Job> jobs, Verifier verifier, ExecutorService executor)
      throws InterruptedException {
    Stopwatch watch = new Stopwatch();
    List<Future<Verdict>> futures = new ArrayList<>();
    for (Job job : jobs) {
      Limits limits = job.hostile() ? HOSTILE : HONEST;
      Check check = job.check();
      futures.add(
          executor.submit(
              () -> verifier.verify(check.statement(), check.candidate(), limits, strict)));
    }
    Progress progress = new Progress("checks", jobs.size());
    for (int i = 0; i < jobs.size(); i++) {
      judge(jobs.get(i), verdict(jobs.get(i), futures.get(i)));
      progress.step();
    }
    return watch.seconds();
  }

  private @Nullable Verdict verdict(Job job, Future<Verdict> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      report.fault("no verdict on " + job.check().kind() + ": " + e.getCause());
      return null;
    }
  }

  private void judge(Job job, @Nullable Verdict verdict) {
    delivered += verdict == null ? 0 : 1;
    if (job.hostile()) {
      String end = verdict == null ? "nothing" : verdict.word();
      hostileEnds
          .computeIfAbsent(job.check().kind(), k -> new TreeMap<>())
          .merge(end, 1, Integer::sum);
      if (end.equals("proved")) {
        report.fault("a falsehood was proved by " + job.check().kind());
      }
      return;
    }
    honest++;
    if (verdict != null && job.check().rightly(verdict)) {
      right++;
    } else {
      report.fault(job.check().kind() + " was to be " + job.check().expected() + ": " + verdict);
    }
  }

  private void summarize(
      int jobs, LeanPool pool, PoolStats before, PoolOptions options, double memory) {
    PoolStats after = pool.stats();
    report.add(Figure.of("verdicts, of checks", delivered).against(jobs).ratioAtLeast(1));
    report.add(Figure.of("right ones, of honest checks", right).against(honest).ratioAtLeast(1));
    int expected = workers + (strict ? 1 : 0);
    report.add(
        Figure.count("processes at the end, of workers", processes.count())
            .against(expected)
            .ratioAtMost(1));
    report.add(
        Figure.of("resident at the end, largest worker MB", Processes.mostResident(pool.pids()))
            .against(memory)
            .atMost(options.memory() / 1e6));
    report.add(Figure.count("workers that died", after.died() - before.died()));
    report.add(Figure.count("workers killed", after.killed() - before.killed()));
    report.add(Figure.count("workers recycled", after.recycled() - before.recycled()));
  }

  private void hostileTable() {
    Table table = new Table("hostile kind", "verdicts");
    hostileEnds.forEach(
        (kind, ends) -> {
          table.row(kind, ends.toString());
          var node = report.details("hostile").addObject().put("kind", kind);
          ends.forEach(node::put);
        });
    report.table(table);
  }
}
