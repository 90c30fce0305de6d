package lakatos.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import lakatos.benchmarks.Sections.Section;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.PoolOptions;
import lakatos.leanbridge.Toolchain;
import lakatos.leanbridge.Verdict;
import lakatos.leanbridge.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How requests end that exceed their limit. */
@Command(
    name = "timeouts",
    mixinStandardHelpOptions = true,
    description = {
      "Asks for what takes too long, in many ways, and sees how and when each request ends.",
      "The share counts tactics; programs of a candidate's own cannot be cancelled, only killed.",
      "Baseline: the next verdict after a worker had to be killed."
    },
    footer = {"", "Example: lakatos bench timeouts --rounds 1 --only simp"})
final class TimeoutsBenchmark implements Callable<Integer> {
  private static final String THEOREM = "theorem trivial_after : True";
  private static final double LEAST_CANCELLED = 0.95;
  private static final double MOST_LATENESS = 2;

  @Option(names = "--rounds", description = "Times that each kind is asked for; default 5.")
  private int rounds = 5;

  @Option(names = "--limit", description = "Seconds for each request; default 2.")
  private double limit = 2;

  @Option(names = "--only", description = "Only kinds whose name contains this.")
  private String only = "";

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  private final Report report = new Report("timeouts");
  private final Processes processes = new Processes();
  private final Samples lateness = new Samples();
  private final Samples afterCancelling = new Samples();
  private final Samples afterKilling = new Samples();
  private final Mix mix = new Mix(1, "next");
  private int kept;

  /** What became of the requests of one kind. */
  private static final class Ends {
    final Samples lateness = new Samples();
    int cancelled;
    int replaced;
    int killed;
    int early;
    String earlyEnd = "";
  }

  @Override
  public Integer call() throws InterruptedException {
    Toolchain toolchain = processes.marked(Benchmarks.toolchain());
    List<Section> sections =
        Sections.read("slow.lean").stream().filter(s -> s.kind().contains(only)).toList();
    List<Ends> ends = new ArrayList<>();
    sections.forEach(section -> ends.add(new Ends()));
    try (LeanPool pool = new LeanPool(toolchain, PoolOptions.DEFAULT.withSize(1));
        Verifier verifier = new Verifier(pool)) {
      honest(verifier);
      Progress progress = new Progress("requests", rounds * sections.size());
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < sections.size(); i++) {
          ask(sections.get(i), ends.get(i), pool, verifier);
          progress.step();
        }
      }
    }
    summarize(sections, ends);
    report.add(Figure.count("processes left", processes.left(5)).atMost(0));
    return report.print(json);
  }

  private void ask(Section section, Ends ends, LeanPool pool, Verifier verifier) {
    Set<Long> before = pool.pids();
    String candidate = section.text() + THEOREM + " := trivial";
    Limits limits = Limits.DEFAULT.withWall(Duration.ofNanos((long) (limit * 1e9)));
    Stopwatch watch = new Stopwatch();
    Verdict verdict = verifier.verify(section.statement(THEOREM), candidate, limits, false);
    double late = watch.seconds() - limit;
    boolean warm = pool.pids().equals(before);
    double next = honest(verifier);
    if (!(verdict instanceof Verdict.TimedOut end)) {
      ends.early++;
      ends.earlyEnd = verdict.word();
      return;
    }
    lateness.add(late);
    ends.lateness.add(late);
    if (end.killed()) {
      ends.killed++;
      afterKilling.add(next);
      return;
    }
    ends.cancelled++;
    ends.replaced += warm ? 0 : 1;
    kept += warm ? 1 : 0;
    if (warm) {
      afterCancelling.add(next);
    }
  }

  /** Seconds to the verdict on a small truth, which must come whatever was before. */
  private double honest(Verifier verifier) {
    Check check = mix.arithmetic(1).get(0);
    Stopwatch watch = new Stopwatch();
    Verdict verdict = verifier.verify(check.statement(), check.candidate(), Limits.DEFAULT, false);
    if (!check.rightly(verdict)) {
      report.fault("a truth after a slow request: " + verdict);
    }
    return watch.seconds();
  }

  private void summarize(List<Section> sections, List<Ends> ends) {
    Table table =
        new Table("kind", "cancelled", "then replaced", "killed", "latest by s", "ended early");
    int cancelled = 0;
    int tactics = 0;
    for (int i = 0; i < sections.size(); i++) {
      Ends end = ends.get(i);
      if (!sections.get(i).program()) {
        cancelled += end.cancelled;
        tactics += end.cancelled + end.killed;
      }
      String early = end.early == 0 ? "" : end.early + " " + end.earlyEnd;
      String kind = sections.get(i).kind();
      table.row(kind, end.cancelled, end.replaced, end.killed, end.lateness.most(), early);
      report
          .details("kinds")
          .addObject()
          .put("kind", kind)
          .put("cancelled", end.cancelled)
          .put("replaced", end.replaced)
          .put("killed", end.killed)
          .put("latest", end.lateness.most())
          .put("early", end.early);
    }
    report.table(table);
    double all = Math.max(1, lateness.count());
    double share = cancelled / (double) Math.max(1, tactics);
    report.add(Figure.of("requests that exceeded their limit", lateness.count()).atLeast(1));
    report.add(Figure.of("share of tactics cancelled inside Lean", share).atLeast(LEAST_CANCELLED));
    report.add(Figure.of("share of all that kept the same worker", kept / all));
    report.add(Figure.of("most lateness, s", lateness.most()).atMost(MOST_LATENESS));
    report.add(Figure.of("median lateness, s", lateness.median()));
    report.add(
        Figure.of("next verdict after cancelling, median s", afterCancelling.median())
            .against(afterKilling.median()));
  }
}
