package lakatos.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.Message;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verdict;
import lakatos.leanbridge.Verifier;
import lakatos.v1.Judgement;
import lakatos.v1.VerifierGrpc;
import lakatos.v1.VerifyRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lakatos verify}. */
@Command(
    name = "verify",
    description = "Decides whether candidates prove their statements, or checks a file's theorems.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  lakatos verify Proofs.lean",
      "  lakatos verify --strict --in cases.jsonl --out verdicts.jsonl",
      "  lakatos verify --in cases.jsonl --out verdicts.jsonl --server localhost:50051",
      "",
      "A case is a line {\"id\",\"header\",\"preamble\",\"statement\",\"candidate\"}; its verdict a line",
      "{\"id\",\"verdict\",\"reasons\",\"messages\",\"axioms\",\"millis\",\"toolchain\"} with the verdict",
      "proved, failed, rejected, timeout or crashed. Run again, it goes on where it was.",
      "",
      "Exit codes: 0 all proved, 1 not, 2 bad input or something is missing."
    })
final class VerifyCommand implements Callable<Integer> {
  private static final List<String> LOCAL =
      List.of("--lean", "--project", "--repl-command", "--workers");

  @Spec private CommandSpec spec;

  @Mixin private LeanOptions lean;

  @Mixin private ConnectionOptions server;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE.lean",
      description = "A file whose theorems to check.")
  private @Nullable Path file;

  @Option(names = "--in", paramLabel = "FILE", description = "Cases, a JSON object a line.")
  private @Nullable Path in;

  @Option(names = "--out", paramLabel = "FILE", description = "Where the verdicts go.")
  private @Nullable Path out;

  @Option(
      names = "--strict",
      description = "Replay each proof in a second process that never ran a candidate's code.")
  private boolean strict;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Time for each candidate; default: 60s.")
  private Duration timeout = Limits.DEFAULT.wall();

  @Option(names = "--json", description = "Answer with one JSON object.")
  private boolean json;

  /** A statement, and what is said to prove it. */
  private record Case(String id, Statement statement, String candidate) {
    static Case of(ObjectNode item) {
      Statement statement =
          new Statement(
              Json.text(item, "header", ""),
              Json.text(item, "preamble", ""),
              Json.text(item, "statement"));
      return new Case(JsonLines.id(item), statement, Json.text(item, "candidate"));
    }
  }

  @Override
  public Integer call() {
    if (in != null && file != null) {
      throw new Trouble("there are two things to verify; give --in or a file");
    }
    if ((in == null) != (out == null)) {
      throw new Trouble(
          in == null
              ? "--out is for the verdicts of --in"
              : "--in needs --out, the file for the verdicts");
    }
    if (server.isGiven()) {
      ConnectionOptions.requireNone(spec, LOCAL);
      if (file != null) {
        throw new Trouble("files are verified on this machine; leave --server out, or give --in");
      }
    }
    if (in != null && out != null) {
      return verifyMany(in, out);
    }
    if (file != null) {
      return verifyFile(file);
    }
    throw new Trouble("there is nothing to verify; give a file, or --in and --out");
  }

  private Limits limits() {
    return Limits.DEFAULT.withWall(timeout);
  }

  // --- many cases ----------------------------------------------------------------------------

  private int verifyMany(Path cases, Path verdicts) {
    PrintWriter err = spec.commandLine().getErr();
    try (Batch<Case> batch = new Batch<>(cases, verdicts, Case::of, err, json)) {
      if (!batch.isDone()) {
        if (server.isGiven()) {
          askForMany(batch);
        } else {
          verifyMany(batch);
        }
      }
      report(batch.summary());
      return batch.summary().exitCode("proved");
    }
  }

  private void verifyMany(Batch<Case> batch) {
    try (Lean running = lean.judge(Integer.MAX_VALUE)) {
      batch.run(running.size(), item -> verify(item, running));
    }
  }

  private void askForMany(Batch<Case> batch) {
    Judgement how =
        Judgement.newBuilder().setStrict(strict).setTimeout(Replies.wire(timeout)).build();
    try (Connection connection = server.open();
        Conversation<VerifyRequest> conversation =
            new Conversation<>(connection.verifierStream()::verifyStream, this::say)) {
      connection.requireServing(VerifierGrpc.SERVICE_NAME);
      batch.run(
          Conversation.WINDOW,
          item -> Replies.judged(conversation.ask(item.id(), request(item, how))));
    }
  }

  private void say(String sentence) {
    if (!json) {
      spec.commandLine().getErr().println("lakatos: " + sentence);
    }
  }

  private static VerifyRequest request(Case item, Judgement how) {
    return VerifyRequest.newBuilder()
        .setProblem(
            Replies.wire(item.id(), item.statement()).toBuilder().setCandidate(item.candidate()))
        .setJudgement(how)
        .build();
  }

  private ObjectNode verify(Case item, Lean running) {
    String toolchain = running.toolchain();
    try {
      Verdict verdict =
          running.verifier().verify(item.statement(), item.candidate(), limits(), strict);
      return Json.put(Json.object(), verdict, toolchain);
    } catch (LeanException e) {
      return switch (e.reason()) {
        case UNUSABLE -> undecided("rejected", "unusable", e, toolchain);
        case REFUSED, TIMED_OUT, DIED -> undecided("crashed", "crashed", e, toolchain);
        case BUSY, UNAVAILABLE, CLOSED -> throw e;
      };
    }
  }

  private static ObjectNode undecided(
      String verdict, String code, LeanException e, String toolchain) {
    ObjectNode object = Json.object().put("verdict", verdict);
    ArrayNode reasons = object.putArray("reasons");
    reasons.addObject().put("code", code).put("text", Explanation.sentence(e));
    object.set("messages", Json.messages(e.messages()));
    object.putArray("axioms");
    return object.put("millis", 0).put("toolchain", toolchain);
  }

  private void report(Batch.Summary summary) {
    if (json) {
      spec.commandLine().getOut().println(summary.json());
    } else {
      spec.commandLine()
          .getErr()
          .printf(
              "lakatos: %s, %d malformed lines; %d decided before%n",
              Progress.words(summary.verdicts()), summary.malformed(), summary.decidedBefore());
    }
  }

  // --- a file --------------------------------------------------------------------------------

  private int verifyFile(Path source) {
    String text = ProveCommand.readFile(source);
    try (Lean running = lean.judge(1)) {
      return running.replays() ? audit(source, text, running) : elaborate(source, text, running);
    }
  }

  private int audit(Path source, String text, Lean running) {
    Verifier.Audit audit = running.verifier().audit(text, limits(), strict);
    boolean errors = audit.messages().stream().anyMatch(Message::isError);
    if (audit.theorems().isEmpty() && !errors) {
      throw new Trouble("there is no theorem in " + source);
    }
    boolean proved = !errors && audit.theorems().stream().allMatch(t -> t.verdict().isProved());
    PrintWriter output = spec.commandLine().getOut();
    if (json) {
      output.println(object(audit, proved, running.toolchain()));
    } else {
      printErrors(source, audit.messages());
      audit.theorems().forEach(t -> output.println(t.theorem() + ": " + Results.line(t.verdict())));
    }
    return proved ? Exit.PROVED : Exit.NOT_PROVED;
  }

  /** All that can be done with a REPL that cannot replay. */
  private int elaborate(Path source, String text, Lean running) {
    Verdict verdict =
        running.verifier().verify(Statement.of("theorem file : True"), text, limits(), strict);
    PrintWriter output = spec.commandLine().getOut();
    if (json) {
      output.println(Json.put(Json.object(), verdict, running.toolchain()));
    } else if (verdict instanceof Verdict.Failed failed) {
      printErrors(source, failed.messages());
    } else {
      output.println(source + ": " + Results.line(verdict));
    }
    return Exit.NOT_PROVED;
  }

  private void printErrors(Path source, List<Message> messages) {
    messages.stream()
        .filter(Message::isError)
        .forEach(message -> spec.commandLine().getOut().println(source + ":" + message));
  }

  private static ObjectNode object(Verifier.Audit audit, boolean proved, String toolchain) {
    ObjectNode object = Json.object().put("verdict", proved ? "proved" : "failed");
    object.set("messages", Json.messages(audit.messages()));
    ArrayNode theorems = object.putArray("theorems");
    for (Verifier.Audited theorem : audit.theorems()) {
      Json.put(theorems.addObject().put("name", theorem.theorem()), theorem.verdict(), toolchain);
    }
    return object;
  }
}
