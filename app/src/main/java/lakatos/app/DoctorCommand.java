package lakatos.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.PoolOptions;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Toolchain;
import lakatos.leanbridge.ToolchainId;
import lakatos.leanbridge.Verifier;
import lakatos.prover.model.EmbeddedModel;
import lakatos.prover.model.ModelException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lakatos doctor}. */
@Command(
    name = "doctor",
    description =
        "Says what was found on this machine, or at a server, and what to do about what is missing.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  lakatos doctor",
      "  lakatos doctor --lean ~/.elan/bin/lean --project ~/mathlib-project",
      "  lakatos doctor --server localhost:50051",
      "",
      "Exit codes: 0 all is well, 2 something is missing."
    })
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private LeanOptions lean;

  @Mixin private ConnectionOptions server;

  @Option(names = "--json", description = "Answer with one JSON object.")
  private boolean json;

  private final List<Finding> findings = new ArrayList<>();

  @Override
  public Integer call() {
    find(
        "Java", System.getProperty("java.version") + ", " + System.getProperty("java.vm.name"), "");
    if (!server.isGiven()) {
      findModel();
    }
    boolean well = server.isGiven() ? examineServer() : examineLean();
    if (json) {
      printJson(well);
    } else {
      printText();
    }
    return well ? Exit.PROVED : Exit.TROUBLE;
  }

  private void find(String subject, String found, String advice) {
    findings.add(new Finding(subject, found, advice));
  }

  private void findModel() {
    EmbeddedModel embedded = ModelOptions.embedded();
    if (!embedded.isThere()) {
      find(
          "model",
          "none in " + embedded.folder(),
          "statements are proved by Lean's tactics alone, unless you name a model with --model");
      return;
    }
    try {
      EmbeddedModel.Size size = embedded.size();
      find(
          "model",
          String.format(
              Locale.ROOT,
              "%s: %,d parameters, %.1f MB, in %s",
              EmbeddedModel.NAME,
              size.parameters(),
              size.bytes() / 1e6,
              embedded.folder()),
          "");
    } catch (ModelException e) {
      find("model", "damaged", e.getMessage());
    }
  }

  private boolean examineServer() {
    ConnectionOptions.requireNone(
        spec, List.of("--lean", "--project", "--repl-command", "--workers"));
    try (Connection connection = server.open()) {
      RemoteExamination examination = new RemoteExamination(connection);
      boolean well = examination.run();
      findings.addAll(examination.findings());
      return well;
    }
  }

  private boolean examineLean() {
    Toolchain toolchain;
    try {
      toolchain = lean.toolchain();
    } catch (LeanException | Trouble e) {
      find("Lean", "none", String.valueOf(e.getMessage()));
      return false;
    }
    PoolOptions options = PoolOptions.forThisMachine(toolchain);
    try (Lean running = new Lean(toolchain, options.withSize(1))) {
      Instant start = Instant.now();
      ToolchainId id = running.pool().id();
      Duration ready = Duration.between(start, Instant.now());
      describe(id, ready);
      boolean works = selfTest(running);
      find("confinement", toolchain.confinement().description(), "");
      find("memory", memory(running.pool(), options), "");
      find("pool", size(toolchain, options), "");
      return works;
    } catch (LeanException e) {
      find("Lean", String.join(" ", toolchain.command()), Explanation.sentence(e));
      return false;
    }
  }

  private void describe(ToolchainId id, Duration ready) {
    String advice =
        id.official()
            ? ""
            : "for results that others can repeat, install Lean with elan and name it with --lean";
    find(
        "Lean",
        id + String.format(Locale.ROOT, ", ready after %.1f s", ready.toMillis() / 1000.0),
        advice);
    find(
        "axioms",
        id.proofs()
            ? "followed through the library"
            : "of a candidate's own constants; this Lean's libraries carry no proofs to follow",
        "");
    find(
        "Mathlib",
        id.hasMathlib() ? "present" : "not present",
        id.hasMathlib() ? "" : "README.md, section Mathlib, says how to add it to a native Lean");
  }

  private boolean selfTest(Lean running) {
    if (!running.replays()) {
      find("self-test", "skipped: this REPL cannot prove", "name a Lean with --lean to prove");
      return true;
    }
    Verifier verifier = running.verifier();
    Statement truth = Statement.of("theorem t (a b : Nat) : a + b = b + a");
    Statement falsehood = Statement.of("theorem t : 1 = 2");
    boolean proves =
        verifier.verify(truth, truth.text() + " := by omega", Limits.DEFAULT, true).isProved();
    boolean refuses =
        !verifier
            .verify(falsehood, falsehood.text() + " := sorry", Limits.DEFAULT, true)
            .isProved();
    find(
        "self-test",
        proves && refuses ? "a true theorem proved, a false one refused" : "failed",
        proves && refuses ? "" : "delete the folder that LAKATOS_HOME names and run again");
    return proves && refuses;
  }

  private static String memory(LeanPool pool, PoolOptions options) {
    return "%d MB per process now, replaced above %d MB"
        .formatted(pool.residentBytes() >> 20, options.memory() >> 20);
  }

  private static String size(Toolchain toolchain, PoolOptions options) {
    return "%d processes: %d cores, %d MB free, %d MB reckoned for each"
        .formatted(
            options.size(),
            Runtime.getRuntime().availableProcessors(),
            PoolOptions.availableBytes() >> 20,
            PoolOptions.workerBytes(toolchain) >> 20);
  }

  private void printText() {
    PrintWriter out = spec.commandLine().getOut();
    for (Finding finding : findings) {
      out.printf("%-12s %s%n", finding.subject(), finding.found());
      if (!finding.advice().isEmpty()) {
        out.printf("%-12s   -> %s%n", "", finding.advice());
      }
    }
    out.flush();
  }

  private void printJson(boolean well) {
    ObjectNode object = Json.object().put("well", well);
    ArrayNode array = object.putArray("findings");
    for (Finding finding : findings) {
      array
          .addObject()
          .put("subject", finding.subject())
          .put("found", finding.found())
          .put("advice", finding.advice());
    }
    spec.commandLine().getOut().println(object);
    spec.commandLine().getOut().flush();
  }
}
