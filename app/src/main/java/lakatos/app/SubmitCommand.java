package lakatos.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import lakatos.v1.Job;
import lakatos.v1.JobBudget;
import lakatos.v1.JobKind;
import lakatos.v1.JobSpec;
import lakatos.v1.Judgement;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lakatos batch submit}. */
@Command(
    name = "submit",
    description = "Makes a job of many problems, and says its name.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  lakatos batch submit problems.jsonl --server localhost:50051",
      "  lakatos batch submit minif2f/ --split test --budget 60s --watch --server localhost:50051",
      "  lakatos batch submit data/train-*.parquet --column formal=lean_text --samples 32",
      "      --job-budget 2h --job-tokens 5M --server https://HOST:PORT",
      "  lakatos batch submit Drafts/ --name drafts --server localhost:50051",
      "  lakatos batch submit cases.jsonl --verify --strict --server localhost:50051",
      "  lakatos batch submit words.jsonl --formalize --server localhost:50051",
      "",
      "Problems are lines of JSON as lakatos prove --in reads them, rows of Parquet as data sets are",
      "downloaded, or .lean files with one theorem and a sorry; with --verify, lines or rows with",
      "id, header, preamble, statement and candidate; with --formalize, with id, informal and, where it",
      "is known, answer. Columns are found by their usual names, or named with --column PART=NAME, where",
      "PART is id, formal, header, preamble, informal, candidate or answer.",
      "What is no problem is told with its place, and the rest becomes the job.",
      "",
      "The same command with the same files answers with the job that it made the first time;",
      "--again makes another.",
      "",
      "Exit codes: 0 the job is there, 2 it is not, or some of the problems are not part of it;",
      "with --watch, 0 all proved (or formalized), 1 not, 2 there were errors or such problems."
    })
final class SubmitCommand implements Callable<Integer> {
  /** For proofs. */
  private static final List<String> OF_SEARCH =
      List.of("--budget", "--policy", "--samples", "--tokens", "--rounds", "--model", "--seed");

  @Spec private CommandSpec spec;

  @Mixin private ConnectionOptions server;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "Problems: .jsonl or .parquet files, .lean files, or a folder of them.")
  private List<Path> inputs;

  @Option(
      names = "--column",
      paramLabel = "PART=NAME",
      description = "Which column holds what, where that is not usual.")
  private Map<Columns.Part, String> columns = new EnumMap<>(Columns.Part.class);

  @Option(names = "--split", paramLabel = "NAME", description = "Of a data set in a folder.")
  private @Nullable String split;

  @Mixin private SearchOptions search;

  @Option(names = "--model", paramLabel = "NAME", description = "One of the server's models.")
  private String model = "";

  @Option(
      names = "--seed",
      description = "Of the first sample; the next ones count on. Default: 0.")
  private long seed;

  @Option(names = "--verify", description = "Judge candidates instead of proving statements.")
  private boolean verify;

  @Option(names = "--strict", description = "With --verify: as lakatos verify has it.")
  private boolean strict;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "With --verify: time for each candidate.")
  private @Nullable Duration timeout;

  @Option(names = "--formalize", description = "Make statements of problems in words.")
  private boolean formalize;

  @Mixin private DraftOptions drafts;

  @Option(names = "--priority", description = "From -100 to 100; higher goes first. Default: 0.")
  private int priority;

  @Option(
      names = "--job-budget",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Time for the whole job, such as 2h.")
  private @Nullable Duration jobBudget;

  @Option(
      names = "--job-tokens",
      paramLabel = "COUNT",
      converter = CountConverter.class,
      description = "Most tokens that models may draw for the whole job, such as 5M.")
  private @Nullable Long jobTokens;

  @Option(names = "--name", description = "For people.")
  private String name = "";

  @Option(
      names = "--key",
      description = "Tells this submission from others; default: of what is submitted.")
  private @Nullable String key;

  @Option(names = "--again", description = "Make another job of what was submitted before.")
  private boolean again;

  @Option(names = "--watch", description = "Then show how it goes on, until it ends.")
  private boolean watch;

  @Option(names = "--json", description = "Answer with one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    if (again && key != null) {
      throw new Trouble("--again makes a new key, and --key gives one; leave one of them out");
    }
    JobSpec asked = asked();
    ProblemFiles problems = Inputs.of(inputs, columns, Optional.ofNullable(split), purpose());
    try (Connection connection = server.open()) {
      JobSpec keyed = asked.toBuilder().setClientKey(key(asked, problems)).build();
      Submission.Outcome outcome = send(new Submission(connection, keyed, problems));
      tell(outcome);
      int code = outcome.refusedTotal() > 0 ? Exit.TROUBLE : Exit.PROVED;
      return watch ? Math.max(code, watch(connection, outcome.response().getJob())) : code;
    }
  }

  private JobSpec asked() {
    checkPurpose();
    JobSpec.Builder asked = JobSpec.newBuilder().setName(name).setPriority(priority);
    switch (purpose()) {
      case PROVE -> asked.setKind(JobKind.JOB_KIND_PROVE).setSearch(search.wire(model, seed));
      case VERIFY -> asked.setKind(JobKind.JOB_KIND_VERIFY).setJudgement(judgement());
      case FORMALIZE -> asked.setKind(JobKind.JOB_KIND_FORMALIZE).setDrafting(drafts.wire());
    }
    JobBudget.Builder budget = JobBudget.newBuilder();
    if (jobBudget != null) {
      budget.setWall(Replies.wire(jobBudget));
    }
    if (jobTokens != null) {
      budget.setTokens(jobTokens);
    }
    return asked.setBudget(budget).build();
  }

  private Purpose purpose() {
    return verify ? Purpose.VERIFY : formalize ? Purpose.FORMALIZE : Purpose.PROVE;
  }

  private void checkPurpose() {
    if (verify && formalize) {
      throw new Trouble("--verify and --formalize ask for two things; leave one of them out");
    }
    if (!verify && (strict || timeout != null)) {
      throw new Trouble("--strict and --timeout are for candidates; give --verify as well");
    }
    if (!formalize && drafts.isGiven()) {
      throw new Trouble(
          "--drafts, --draft-rounds, --draft-seed and --time are for problems in words; give"
              + " --formalize as well");
    }
    for (String option : OF_SEARCH) {
      if (formalize && spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new Trouble(
            option + " is for proofs; with --formalize there are --time, --drafts, --draft-rounds");
      }
    }
  }

  private Judgement judgement() {
    Judgement.Builder judgement = Judgement.newBuilder().setStrict(strict);
    if (timeout != null) {
      judgement.setTimeout(Replies.wire(timeout));
    }
    return judgement.build();
  }

  private String key(JobSpec asked, ProblemFiles problems) {
    if (key != null) {
      return key;
    }
    return again ? UUID.randomUUID().toString() : ClientKey.of(asked, columns, problems);
  }

  private Submission.Outcome send(Submission submission) {
    PrintWriter err = spec.commandLine().getErr();
    try (Panel panel = new Panel(err, !json && Terminal.isWatched())) {
      return submission.send(
          sentence -> err.println("lakatos: " + sentence),
          sent -> panel.show(List.of(String.format(Locale.ROOT, "%,d problems sent", sent))));
    }
  }

  private void tell(Submission.Outcome outcome) {
    PrintWriter err = spec.commandLine().getErr();
    PrintWriter out = spec.commandLine().getOut();
    Job job = outcome.response().getJob();
    if (json) {
      out.println(object(outcome));
      out.flush();
      return;
    }
    outcome.refused().forEach(one -> err.println("lakatos: " + one.place() + ": " + one.reason()));
    err.println(
        outcome.response().getExisting()
            ? "lakatos: this was submitted before; --again makes another job of it"
            : "lakatos: "
                + job.getTotal()
                + (job.getTotal() == 1 ? " problem" : " problems")
                + " submitted");
    if (outcome.refusedTotal() > 0) {
      err.println("lakatos: not part of the job: " + outcome.refusedTotal());
    }
    err.flush();
    out.println(job.getId());
    out.flush();
  }

  private static ObjectNode object(Submission.Outcome outcome) {
    ObjectNode object = Json.object();
    object.set("job", Jobs.json(outcome.response().getJob()));
    object.put("existing", outcome.response().getExisting());
    ArrayNode refused = object.putArray("rejected");
    for (Submission.Refused one : outcome.refused()) {
      refused
          .addObject()
          .put("place", one.place())
          .put("id", one.id().isEmpty() ? null : one.id())
          .put("reason", one.reason());
    }
    return object.put("rejectedTotal", outcome.refusedTotal());
  }

  private int watch(Connection connection, Job job) {
    return Jobs.exitCode(
        new JobWatch(connection, job.getId(), json ? 0 : -1, spec.commandLine(), json).run());
  }
}
