package lakatos.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.PoolOptions;
import lakatos.leanbridge.Toolchain;
import lakatos.leanbridge.Verifier;
import lakatos.prover.Closers;
import lakatos.service.Engine;
import lakatos.service.JobOptions;
import lakatos.service.ProvingServer;
import lakatos.service.ServerOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the service adds to the bridge's time, and how it bears many clients. */
@Command(
    name = "service",
    mixinStandardHelpOptions = true,
    description = {
      "Checks theorems over gRPC from another process, and then has many clients submit jobs and",
      "ask for them all the while.",
      "Baselines: the same checks in this process; the median of the same calls."
    },
    footer = {"", "Example: lakatos bench service --problems 10000 --clients 50"})
final class ServiceBenchmark implements Callable<Integer> {

  /*
   * Both contenders have the same Lean process and take turns, a block of the same theorems each,
   * in an order that rotates; each has a verifier of its own, so that no verdict is remembered.
   */

  private static final int BLOCK = 50;
  private static final double MOST_OVERHEAD = 1.10;
  private static final double MOST_SPREAD = 50;
  private static final double MOST_GROWTH = 96;

  @Option(names = "--items", description = "Theorems to check over gRPC; default 400.")
  private int items = 400;

  @Option(names = "--problems", description = "Of all jobs together; default 10000.")
  private int problems = 10_000;

  @Option(names = "--clients", description = "At once; default 50.")
  private int clients = 50;

  @Option(names = "--store", description = "Where jobs are kept; default: an embedded database.")
  private String store = "";

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  private final Report report = new Report("service");
  private final Processes processes = new Processes();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Toolchain toolchain = processes.marked(Benchmarks.toolchain());
    Path folder = Files.createTempDirectory("lakatos-bench");
    try {
      overhead(toolchain, folder.resolve("overhead"));
      load(toolchain, folder.resolve("load"));
    } finally {
      delete(folder);
    }
    report.add(Figure.count("processes left", processes.left(5)).atMost(0));
    return report.print(json);
  }

  private ServerOptions options(Path jobs) {
    String where = store.isEmpty() ? jobs.toString() : store;
    return ServerOptions.keepingJobsIn(where)
        .withPort(0)
        .withJobs(new JobOptions(where, Duration.ofSeconds(30), 2 * problems));
  }

  private static Engine engine(LeanPool pool, Verifier verifier) {
    return new Engine(pool, verifier, Closers.standard(), List.of());
  }

  private void overhead(Toolchain toolchain, Path jobs) throws IOException, InterruptedException {
    List<Check> checks = new Mix(2, "item").mixed(items);
    try (LeanPool pool = new LeanPool(toolchain, PoolOptions.DEFAULT.withSize(1));
        Verifier here = new Verifier(pool);
        Verifier there = new Verifier(pool);
        ProvingServer server = new ProvingServer(engine(pool, there), options(jobs));
        ServiceClient client = new ServiceClient(server.port())) {
      client.check(new Mix(1, "warm").mixed(100));
      inTurn(new Mix(3, "even").mixed(100), here);
      double overGrpc = 0;
      double inProcess = 0;
      for (int from = 0; from < items; from += BLOCK) {
        List<Check> block = checks.subList(from, Math.min(items, from + BLOCK));
        if (from / BLOCK % 2 == 0) {
          overGrpc += remotely(block, client);
          inProcess += inTurn(block, here);
        } else {
          inProcess += inTurn(block, here);
          overGrpc += remotely(block, client);
        }
      }
      report.add(
          Figure.of(items + " mixed checks over gRPC, s, beside the same in process", overGrpc)
              .against(inProcess)
              .ratioAtMost(MOST_OVERHEAD));
    }
  }

  private double inTurn(List<Check> checks, Verifier verifier) {
    Stopwatch watch = new Stopwatch();
    for (Check check : checks) {
      if (!check.rightly(
          verifier.verify(check.statement(), check.candidate(), Limits.DEFAULT, false))) {
        report.fault(check.kind() + " was to be " + check.expected());
      }
    }
    return watch.seconds();
  }

  private double remotely(List<Check> checks, ServiceClient client) throws IOException {
    ServiceClient.Checked checked = client.check(checks);
    checked.faults().forEach(report::fault);
    return checked.seconds();
  }

  private void load(Toolchain toolchain, Path jobs) throws IOException, InterruptedException {
    try (LeanPool pool = new LeanPool(toolchain, PoolOptions.DEFAULT.withSize(2));
        Verifier verifier = new Verifier(pool);
        ProvingServer server = new ProvingServer(engine(pool, verifier), options(jobs));
        ServiceClient client = new ServiceClient(server.port());
        Memory memory = new Memory()) {
      ServiceClient.Load load = client.load(problems, clients);
      load.faults().forEach(report::fault);
      report.add(
          Figure.count("problems decided exactly once, of " + problems, load.decidedOnce())
              .atLeast(problems));
      report.add(Figure.of("problems decided a second", problems / load.seconds()));
      report.add(Figure.count("Get calls by " + clients + " clients", load.gets()));
      report.add(
          Figure.of("Get, 99th percentile, ms, beside the median", load.getP99())
              .against(load.getP50())
              .ratioAtMost(MOST_SPREAD));
      report.add(
          Figure.of(
                  "resident memory in the last fifth, MB, more than in the second", memory.growth())
              .atMost(MOST_GROWTH));
      report.add(Figure.of("resident memory at its most, MB", memory.most()));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
