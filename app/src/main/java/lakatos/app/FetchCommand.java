package lakatos.app;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import lakatos.v1.GetRequest;
import lakatos.v1.Job;
import lakatos.v1.JobResult;
import lakatos.v1.ResultsRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lakatos batch results}. */
@Command(
    name = "results",
    description = "Fetches what a job has decided so far.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  lakatos batch results JOB --out results.jsonl --server localhost:50051",
      "  lakatos batch results JOB --out proofs/ --server localhost:50051",
      "  lakatos batch results JOB --server localhost:50051 | jq .verdict",
      "",
      "A file has the lines that lakatos prove --out, verify --out or formalize --out writes; what is in",
      "it is kept, and the rest added. A folder has a .lean file for each problem: proved ones are",
      "complete, others have a sorry and what is known in comments; so has a statement made of words.",
      "",
      "Exit codes: 0 all proved (or formalized), 1 not, or not yet, 2 there were errors, or something is missing."
    })
final class FetchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ConnectionOptions server;

  @Parameters(paramLabel = "JOB", description = "As submit and list tell it.")
  private String job;

  @Option(
      names = "--out",
      paramLabel = "FILE.jsonl|DIR/",
      description = "Where results go; default: standard output.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Say with a JSON object how far the job has come.")
  private boolean json;

  @Override
  public Integer call() {
    try (Connection connection = server.open()) {
      Job found = connection.jobs().get(GetRequest.newBuilder().setJob(job).build());
      int fetched = fetch(connection, found);
      PrintWriter err = spec.commandLine().getErr();
      if (json && out != null) {
        spec.commandLine().getOut().println(Jobs.json(found));
      } else if (out != null) {
        err.println("lakatos: " + fetched + " results in " + out);
        err.println("lakatos: job " + Jobs.name(found) + " " + Jobs.words(found));
      }
      err.flush();
      return Jobs.exitCode(found);
    }
  }

  private int fetch(Connection connection, Job found) {
    if (out == null) {
      PrintWriter lines = spec.commandLine().getOut();
      return fetch(connection, false, result -> lines.println(Jobs.json(found, result)));
    }
    if (Files.isDirectory(out) || out.toString().endsWith("/") || !named(out).contains(".")) {
      return fetch(connection, true, new ProofFolder(out)::add);
    }
    try (ResultsFile file = new ResultsFile(out)) {
      return fetch(
          connection,
          false,
          result -> {
            if (file.verdict(result.getResult().getId()).isEmpty()) {
              file.add(Jobs.json(found, result));
            }
          });
    }
  }

  private static String named(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** Goes on where it was, if the server goes away meanwhile. */
  private int fetch(Connection connection, boolean problems, Consumer<JobResult> each) {
    Patience patience = new Patience();
    ResultsRequest.Builder request =
        ResultsRequest.newBuilder().setJob(job).setWithProblems(problems);
    AtomicInteger fetched = new AtomicInteger();
    return patience.through(
        () -> {
          Iterator<JobResult> results = connection.jobStreams().results(request.build());
          while (results.hasNext()) {
            JobResult result = results.next();
            each.accept(result);
            request.setCursor(result.getCursor());
            patience.restore();
            fetched.incrementAndGet();
          }
          return fetched.get();
        },
        sentence -> spec.commandLine().getErr().println("lakatos: " + sentence));
  }
}
