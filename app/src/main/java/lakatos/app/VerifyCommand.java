package lakatos.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.Message;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verifier;
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
      "",
      "A case is a line {\"id\",\"header\",\"preamble\",\"statement\",\"candidate\"}; its verdict a line",
      "{\"id\",\"verdict\",\"reasons\",\"messages\",\"axioms\",\"millis\",\"toolchain\"} with the verdict",
      "proved, failed, rejected, timeout or crashed. Run again, it goes on where it was.",
      "",
      "Exit codes: 0 all proved, 1 not, 2 bad input or something is missing."
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private LeanOptions lean;

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

  @Override
  public Integer call() {
    if (in != null) {
      return verifyMany(in);
    }
    if (file != null) {
      return verifyFile(file);
    }
    throw new Trouble("there is nothing to verify; give a file, or --in and --out");
  }

  private Limits limits() {
    return Limits.DEFAULT.withWall(timeout);
  }

  private int verifyMany(Path cases) {
    if (out == null) {
      throw new Trouble("--in needs --out, the file for the verdicts");
    }
    try (LeanPool pool = lean.pool();
        Verifier verifier = new Verifier(pool)) {
      Batch batch = new Batch(pool.options().size(), spec.commandLine().getErr(), json);
      Batch.Summary summary = batch.run(cases, out, item -> verify(verifier, item, pool));
      report(summary);
      boolean sound = summary.malformed() == 0 && summary.count("error") == 0;
      boolean all = summary.count("proved") == summary.total();
      return !sound ? Exit.TROUBLE : all ? Exit.PROVED : Exit.NOT_PROVED;
    }
  }

  private ObjectNode verify(Verifier verifier, ObjectNode item, LeanPool pool) {
    Statement statement =
        new Statement(
            Json.text(item, "header", ""),
            Json.text(item, "preamble", ""),
            Json.text(item, "statement"));
    String candidate = Json.text(item, "candidate");
    String toolchain = pool.id().toString();
    try {
      return Json.put(
          Json.object(), verifier.verify(statement, candidate, limits(), strict), toolchain);
    } catch (LeanException e) {
      if (e.reason() != LeanException.Reason.UNUSABLE) {
        throw e;
      }
      ObjectNode object = Json.object().put("verdict", "rejected");
      ArrayNode reasons = object.putArray("reasons");
      reasons.addObject().put("code", "unusable").put("text", e.getMessage());
      object.set("messages", Json.messages(e.messages()));
      object.putArray("axioms");
      return object.put("millis", 0).put("toolchain", toolchain);
    }
  }

  private void report(Batch.Summary summary) {
    if (json) {
      ObjectNode object = Json.object();
      summary.verdicts().forEach(object::put);
      object.put("malformed", summary.malformed()).put("skipped", summary.skipped());
      spec.commandLine().getOut().println(object);
    } else {
      spec.commandLine()
          .getErr()
          .printf(
              "lakatos: %s, %d malformed lines, %d decided before%n",
              summary.verdicts(), summary.malformed(), summary.skipped());
    }
  }

  private int verifyFile(Path source) {
    String text = ProveCommand.readFile(source);
    PrintWriter output = spec.commandLine().getOut();
    try (LeanPool pool = lean.pool(1);
        Verifier verifier = new Verifier(pool)) {
      Verifier.Audit audit = verifier.audit(text, limits(), strict);
      boolean errors = audit.messages().stream().anyMatch(Message::isError);
      boolean proved = audit.theorems().stream().allMatch(t -> t.verdict().isProved());
      if (json) {
        output.println(object(audit, pool.id().toString()));
      } else {
        audit.messages().stream()
            .filter(Message::isError)
            .forEach(message -> output.println(source + ":" + message));
        audit
            .theorems()
            .forEach(t -> output.println(t.theorem() + ": " + Results.line(t.verdict())));
      }
      if (audit.theorems().isEmpty() && !errors) {
        throw new Trouble("there is no theorem in " + source);
      }
      return proved && !errors ? Exit.PROVED : Exit.NOT_PROVED;
    }
  }

  private static ObjectNode object(Verifier.Audit audit, String toolchain) {
    ObjectNode object = Json.object();
    object.set("messages", Json.messages(audit.messages()));
    ArrayNode theorems = object.putArray("theorems");
    for (Verifier.Audited theorem : audit.theorems()) {
      Json.put(theorems.addObject().put("name", theorem.theorem()), theorem.verdict(), toolchain);
    }
    return object;
  }
}
