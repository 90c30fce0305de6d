package lakatos.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import lakatos.v1.CancelRequest;
import lakatos.v1.DeleteRequest;
import lakatos.v1.GetRequest;
import lakatos.v1.Job;
import lakatos.v1.JobsGrpc.JobsBlockingStub;
import lakatos.v1.ListRequest;
import lakatos.v1.ListResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lakatos batch}. */
@Command(
    name = "batch",
    description = "Has a server work through many problems in the background.",
    mixinStandardHelpOptions = true,
    subcommands = {SubmitCommand.class, WatchCommand.class, FetchCommand.class},
    footer = {
      "",
      "Examples:",
      "  lakatos batch submit problems.jsonl --server localhost:50051",
      "  lakatos batch watch JOB --server localhost:50051",
      "  lakatos batch results JOB --out results.jsonl --server localhost:50051",
      "  lakatos batch list --server localhost:50051",
      "",
      "Exit codes: 0 all proved (or formalized), 1 not, 2 bad input or something is missing."
    })
final class BatchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "list",
      description = "Tells which jobs there are, the newest first.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Examples:",
        "  lakatos batch list --server localhost:50051",
        "  lakatos batch list --most 1000 --json --server https://HOST:PORT",
        "",
        "Exit codes: 0 they are told, 2 something is missing."
      })
  int list(
      @Mixin ConnectionOptions server,
      @Option(
              names = "--most",
              description = "Jobs to tell of; default: ${DEFAULT-VALUE}.",
              defaultValue = "50")
          int most,
      @Option(names = "--json", description = "Answer with one JSON object.") boolean json) {
    if (most < 1) {
      throw new Trouble("--most must be at least 1: " + most);
    }
    try (Connection connection = server.open()) {
      List<Job> jobs = jobs(connection.jobs(), most);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        ArrayNode array = Json.object().putArray("jobs");
        jobs.forEach(job -> array.add(Jobs.json(job)));
        out.println(Json.object().set("jobs", array));
      } else {
        jobs.forEach(job -> out.println(Jobs.name(job) + "  " + Jobs.words(job)));
      }
      out.flush();
    }
    return Exit.PROVED;
  }

  private static List<Job> jobs(JobsBlockingStub stub, int most) {
    List<Job> jobs = new ArrayList<>();
    String page = "";
    do {
      ListRequest request =
          ListRequest.newBuilder()
              .setPageSize(Math.min(200, most - jobs.size()))
              .setPageToken(page)
              .build();
      ListResponse response = stub.list(request);
      jobs.addAll(response.getJobsList());
      page = response.getNextPageToken();
    } while (!page.isEmpty() && jobs.size() < most);
    return jobs;
  }

  @Command(
      name = "show",
      description = "Says how far a job has come.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Examples:",
        "  lakatos batch show JOB --server localhost:50051",
        "",
        "Exit codes: 0 all proved (or formalized), 1 not, or not yet, 2 there were errors, or something is missing."
      })
  int show(
      @Mixin ConnectionOptions server,
      @Parameters(paramLabel = "JOB", description = "As submit and list tell it.") String job,
      @Option(names = "--json", description = "Answer with one JSON object.") boolean json) {
    Job found =
        tell(server, json, (stub, id) -> stub.get(GetRequest.newBuilder().setJob(id).build()), job);
    return Jobs.exitCode(found);
  }

  @Command(
      name = "cancel",
      description = "Ends a job; what is undecided stays so, and what is decided is kept.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Examples:",
        "  lakatos batch cancel JOB --server localhost:50051",
        "",
        "Exit codes: 0 it has ended, 2 there is no such job, or something is missing."
      })
  int cancel(
      @Mixin ConnectionOptions server,
      @Parameters(paramLabel = "JOB", description = "As submit and list tell it.") String job,
      @Option(names = "--json", description = "Answer with one JSON object.") boolean json) {
    tell(
        server,
        json,
        (stub, id) -> stub.cancel(CancelRequest.newBuilder().setJob(id).build()),
        job);
    return Exit.PROVED;
  }

  @Command(
      name = "delete",
      description = "Forgets a job that has ended, with its results.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Examples:",
        "  lakatos batch delete JOB --server localhost:50051",
        "",
        "Exit codes: 0 it is forgotten, 2 it has not ended, or something is missing."
      })
  int delete(
      @Mixin ConnectionOptions server,
      @Parameters(paramLabel = "JOB", description = "As submit and list tell it.") String job,
      @Option(names = "--json", description = "Answer with one JSON object.") boolean json) {
    try (Connection connection = server.open()) {
      connection.jobs().delete(DeleteRequest.newBuilder().setJob(job).build());
    }
    PrintWriter out = spec.commandLine().getOut();
    ObjectNode answer = Json.object().put("deleted", job);
    out.println(json ? answer : "job " + job + " is forgotten");
    out.flush();
    return Exit.PROVED;
  }

  private Job tell(
      ConnectionOptions server,
      boolean json,
      BiFunction<JobsBlockingStub, String, Job> call,
      String id) {
    try (Connection connection = server.open()) {
      Job job = call.apply(connection.jobs(), id);
      PrintWriter out = spec.commandLine().getOut();
      out.println(json ? Jobs.json(job) : "job " + Jobs.name(job) + " " + Jobs.words(job));
      out.flush();
      return job;
    }
  }
}
