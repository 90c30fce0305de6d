package lakatos.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.Statement;
import lakatos.prover.AttemptLog;
import lakatos.prover.Budget;
import lakatos.prover.Closers;
import lakatos.prover.Problem;
import lakatos.prover.ProofResult;
import lakatos.prover.TheoremSource;
import lakatos.prover.model.Profile;
import lakatos.v1.Result;
import lakatos.v1.Search;
import lakatos.v1.Verdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lakatos prove}. */
@Command(
    name = "prove",
    description = "Proves a statement, fills the gaps of a file, or works through many problems.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  lakatos prove 'theorem t (a b : Nat) : a + b = b + a'",
      "  echo 'theorem t (x : Int) : 0 <= x * x' | lakatos prove",
      "  lakatos prove Draft.lean                 writes Draft.proved.lean beside it",
      "  lakatos prove Draft.lean --in-place",
      "  lakatos prove --informal 'Show that n^2 + n is even for every natural number n.' --yes",
      "  lakatos prove --in problems.jsonl --out results.jsonl --budget 20s",
      "  lakatos prove --no-model 'theorem t : ...'            Lean's tactics alone",
      "  lakatos prove 'theorem t : ...' --model hf:DIR --profile goedel-prover-v2",
      "  lakatos prove --in problems.jsonl --out results.jsonl --samples 8 --tokens 200k",
      "      --model openai:http://localhost:8000/v1#NAME --profile kimina-prover",
      "  lakatos prove 'theorem t : ...' --server localhost:50051      no Lean is needed here",
      "  lakatos prove --in problems.jsonl --out results.jsonl --server https://HOST:PORT",
      "",
      "A problem is a line {\"id\",\"formal\"[,\"header\",\"preamble\",\"informal\"]}; its result a line",
      "{\"id\",\"verdict\",\"proof\",\"source\",\"policy\",\"attempts\",\"tokens\",\"millis\",\"axioms\",",
      "\"toolchain\",\"error\"} with the verdict proved, refuted, open or error. The proof is what",
      "stands after :=, if the source has no lemmas beside it. Run again, it goes on where it was.",
      "",
      "Exit codes: 0 all proved, 1 not, 2 bad input or something is missing."
    })
final class ProveCommand implements Callable<Integer> {
  private static final List<String> LOCAL =
      List.of(
          "--lean",
          "--project",
          "--repl-command",
          "--workers",
          "--closers",
          "--attempts",
          "--all",
          "--no-model",
          "--profile",
          "--temperature",
          "--top-p",
          "--top-k",
          "--min-p",
          "--max-tokens",
          "--device",
          "--dtype",
          "--batch");

  @Spec private CommandSpec spec;

  @Mixin private LeanOptions lean;

  @Parameters(
      arity = "0..1",
      paramLabel = "STATEMENT|FILE.lean",
      description = "What to prove; without it, or as -, standard input is read.")
  private @Nullable String what;

  @Option(names = "--in", paramLabel = "FILE", description = "Problems, a JSON object a line.")
  private @Nullable Path in;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where results, or the filled file, go.")
  private @Nullable Path out;

  @Option(names = "--in-place", description = "Fill the gaps of a file in the file itself.")
  private boolean inPlace;

  @Mixin private SearchOptions search;

  @Mixin private ConnectionOptions server;

  @Option(
      names = "--closers",
      paramLabel = "FILE",
      description = "Tactics in order, as lakatos bench portfolio --learn writes them.")
  private @Nullable Path closersFile;

  @Mixin private ModelOptions model;

  @Option(
      names = "--no-model",
      description = "Lean's tactics alone, without the model that comes with Lakatos.")
  private boolean noModel;

  @Option(
      names = "--all",
      description =
          "Draw and judge every sample, even after a proof: with --policy whole-proof, for unbiased pass@k.")
  private boolean all;

  @Option(
      names = "--attempts",
      paramLabel = "FILE",
      description =
          "Add every attempt of a model to this file, a JSON object a line; default with --model:"
              + " beside --out, else a file for each day in LAKATOS_HOME/runs.")
  private @Nullable Path attempts;

  @Mixin private InformalOptions words;

  @Option(
      names = "--json",
      description = "Answer with one JSON object; with --informal two, the statement's first.")
  private boolean json;

  private Provers.Named policy() {
    return search.policy(hasModel());
  }

  private boolean hasModel() {
    return model.isGiven() || (!noModel && ModelOptions.embedded().isThere());
  }

  @Override
  public Integer call() {
    search.limits();
    checkPlaces();
    if (words.isGiven()) {
      words.check(spec.commandLine(), in == null ? null : "--in", what);
    }
    if (server.isGiven()) {
      checkForServer();
    } else {
      checkModel();
    }
    if (in != null) {
      return proveMany(in, Objects.requireNonNull(out));
    }
    if (isFile()) {
      return proveFile(Path.of(Objects.requireNonNull(what)));
    }
    if (!server.isGiven()) {
      return proveOne();
    }
    return words.isGiven() ? askForWords() : askForOne();
  }

  private boolean isFile() {
    return what != null && !what.equals("-") && namesFile(what);
  }

  /** What is local is settled where the server is started. */
  private void checkForServer() {
    ConnectionOptions.requireNone(spec, LOCAL);
    ConnectionOptions.requireNone(spec, FormalizerChoice.LOCAL);
    if (isFile()) {
      throw new Trouble(
          "the gaps of a file are filled on this machine; leave --server out, or give statements");
    }
  }

  /** Before Lean or a model is started for nothing. */
  private void checkModel() {
    if (noModel && model.isGiven()) {
      throw new Trouble("--no-model and --model contradict each other; give one");
    }
    if (model.isGiven() && model.isEmbedded()) {
      ModelOptions.embedded().require();
    }
    if (hasModel()) {
      Profile profile = model.profile();
      model.sampling(profile.sampling());
      if (profile.kind() != Profile.Kind.WHOLE_PROOF) {
        throw new Trouble(
            "the profile "
                + profile.name()
                + " "
                + profile.kind().does()
                + "; name one for whole proofs");
      }
    }
    if (policy() != Provers.Named.PORTFOLIO && !hasModel()) {
      throw new Trouble(
          "this policy needs a model; name one with --model hf:DIR or openai:URL#NAME");
    }
    if (model.isGiven() && isFile()) {
      throw new Trouble("the gaps of a file are filled without a model; leave --model out");
    }
  }

  private void checkPlaces() {
    if (in != null && what != null) {
      throw new Trouble("there are two things to prove; give --in, or a statement or file");
    }
    if (in != null && out == null) {
      throw new Trouble("--in needs --out, the file for the results");
    }
    if (inPlace && (in != null || !isFile())) {
      throw new Trouble("--in-place is for a file whose gaps are to be filled");
    }
    if (inPlace && out != null) {
      throw new Trouble("--in-place and --out name two places for the result; give one");
    }
    if (out != null && in == null && !isFile()) {
      throw new Trouble("--out is for the results of --in, or for a file whose gaps are filled");
    }
  }

  private Closers closers() {
    if (closersFile == null) {
      return Closers.standard();
    }
    try {
      return Closers.read(closersFile);
    } catch (IOException e) {
      throw new Trouble("cannot read " + closersFile, e);
    } catch (IllegalArgumentException e) {
      throw new Trouble(closersFile + ": " + e.getMessage(), e);
    }
  }

  private static boolean namesFile(String text) {
    if (text.endsWith(".lean")) {
      return true;
    }
    try {
      return Files.isRegularFile(Path.of(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  // --- one statement -------------------------------------------------------------------------

  private int proveOne() {
    Optional<TheoremSource> source =
        words.isGiven() ? Optional.empty() : Optional.of(statement(what, "prove"));
    Closers order = closers();
    try (Lean running = lean.prover(processesForOne());
        @Nullable AttemptLog log = attemptLog();
        Provers provers = provers(running, order, log)) {
      running.verifier().warm();
      Optional<Problem> problem =
          source.isPresent()
              ? source.map(ProveCommand::problem)
              : words.agreed(spec.commandLine(), running, json);
      if (problem.isEmpty()) {
        return Exit.NOT_PROVED;
      }
      ProofResult result = provers.prove(problem.get(), search.limits());
      new ResultPrinter(spec.commandLine(), provers.writerName())
          .print(problem.get().statement(), result, json, running.toolchain());
      return result instanceof ProofResult.Proved ? Exit.PROVED : Exit.NOT_PROVED;
    } catch (LeanException e) {
      throw e.reason() == LeanException.Reason.UNUSABLE && source.isPresent()
          ? Explanation.of(e, source.get())
          : e;
    }
  }

  /** A cheap model's proofs are few: more processes would take longer to start than they save. */
  private int processesForOne() {
    if (policy() == Provers.Named.PORTFOLIO) {
      return 1;
    }
    return model.isEmbedded() ? 2 : Integer.MAX_VALUE;
  }

  private Provers provers(Lean running, Closers order, @Nullable AttemptLog log) {
    Provers.Drawing drawing =
        new Provers.Drawing(search.rounds(), all, log == null ? attempt -> {} : log::add);
    return new Provers(running, policy(), model, order, drawing, this::say);
  }

  private void say(String sentence) {
    spec.commandLine().getErr().println("lakatos: " + sentence);
  }

  private int askForOne() {
    TheoremSource source = statement(what, "prove");
    try (RemoteProver there = remote()) {
      Result result = there.prove(problem(source));
      if (!result.getError().isEmpty()) {
        throw Explanation.of(result, source);
      }
      new ResultPrinter(spec.commandLine()).print(source.statement(), result, json);
      return result.getVerdict() == Verdict.VERDICT_PROVED ? Exit.PROVED : Exit.NOT_PROVED;
    }
  }

  private int askForWords() {
    Connection connection = server.open();
    try (RemoteProver there = remote(connection)) {
      Optional<Problem> problem = words.agreed(spec.commandLine(), connection, json);
      if (problem.isEmpty()) {
        return Exit.NOT_PROVED;
      }
      Result result = there.prove(problem.get());
      if (!result.getError().isEmpty()) {
        throw new Trouble(result.getError());
      }
      new ResultPrinter(spec.commandLine()).print(problem.get().statement(), result, json);
      return result.getVerdict() == Verdict.VERDICT_PROVED ? Exit.PROVED : Exit.NOT_PROVED;
    }
  }

  private RemoteProver remote() {
    return remote(server.open());
  }

  private RemoteProver remote(Connection connection) {
    Search how = search.wire(model.name(), model.seed());
    return new RemoteProver(connection, how, spec.commandLine().getErr(), json);
  }

  private static Problem problem(TheoremSource source) {
    return new Problem(source.statement().text(), source.statement(), Optional.empty());
  }

  /**
   * Reads a statement from the command line or from standard input.
   *
   * @param purpose what is to be done with it, as a verb
   */
  static TheoremSource statement(@Nullable String what, String purpose) {
    try {
      return TheoremSource.parse(given(what, purpose));
    } catch (IllegalArgumentException e) {
      throw new Trouble(String.valueOf(e.getMessage()), e);
    }
  }

  /** Returns a text from the command line or from standard input. */
  static String given(@Nullable String what, String purpose) {
    String text = what == null || what.equals("-") ? standardInput(purpose) : what;
    if (text.isBlank()) {
      throw new Trouble(
          "there is nothing to " + purpose + "; give a statement, such as 'theorem t : 1 + 1 = 2'");
    }
    return text;
  }

  private static String standardInput(String purpose) {
    if (Terminal.isTyped()) {
      throw new Trouble(
          "there is nothing to " + purpose + "; 'lakatos " + purpose + " --help' has examples");
    }
    try (InputStream stdin = System.in) {
      return new String(stdin.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Trouble("cannot read standard input: " + e.getMessage(), e);
    }
  }

  // --- many problems -------------------------------------------------------------------------

  private int proveMany(Path problems, Path results) {
    PrintWriter err = spec.commandLine().getErr();
    try (Batch<Problem> batch = new Batch<>(problems, results, ProveCommand::problem, err, json)) {
      if (!batch.isDone()) {
        proveMany(batch);
      }
      report(batch.summary());
      return batch.summary().exitCode("proved");
    }
  }

  private void proveMany(Batch<Problem> batch) {
    if (server.isGiven()) {
      try (RemoteProver there = remote()) {
        there.prove(batch);
      }
      return;
    }
    Closers order = closers();
    try (Lean running = lean.prover(Integer.MAX_VALUE);
        @Nullable AttemptLog log = attemptLog();
        Provers provers = provers(running, order, log)) {
      running.verifier().warm();
      batch.run(running.size(), problem -> prove(problem, provers, running));
      if (!json) {
        provers.utilisation().ifPresent(this::say);
      }
    }
  }

  private ObjectNode prove(Problem problem, Provers provers, Lean running) {
    ProofResult result = provers.prove(problem, search.limits());
    return Results.of(problem.statement(), result, running.toolchain());
  }

  private static Problem problem(ObjectNode line) {
    String formal = TheoremSource.withoutProof(Json.text(line, "formal"));
    Statement statement =
        new Statement(
            Json.text(line, "header", TheoremSource.DEFAULT_HEADER),
            Json.text(line, "preamble", ""),
            formal);
    String informal = Json.text(line, "informal", "");
    return new Problem(
        line.path("id").asText(),
        statement,
        informal.isBlank() ? Optional.empty() : Optional.of(informal));
  }

  private @Nullable AttemptLog attemptLog() {
    boolean wanted = attempts != null || model.isGiven();
    if (policy() == Provers.Named.PORTFOLIO || !wanted) {
      return null;
    }
    Path file = attempts != null ? attempts : usualLog();
    try {
      AttemptLog log = new AttemptLog(file);
      if (!json) {
        say("attempts are kept in " + file);
      }
      return log;
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw new Trouble(e.getMessage() + "; choose another --attempts", e);
    }
  }

  /** Beside the results; and for single statements, one for each day. */
  private Path usualLog() {
    Path results = out;
    if (results != null) {
      String name = String.valueOf(results.getFileName()).replaceAll("\\.jsonl$", "");
      return results.resolveSibling(name + ".attempts.jsonl");
    }
    return Home.folder().resolve("runs").resolve(LocalDate.now(ZoneId.systemDefault()) + ".jsonl");
  }

  private void report(Batch.Summary summary) {
    if (json) {
      spec.commandLine().getOut().println(summary.json());
    } else {
      spec.commandLine()
          .getErr()
          .printf(
              "lakatos: %d proved, %d refuted, %d open, %d errors, %d malformed lines; %d decided before%n",
              summary.count("proved"),
              summary.count("refuted"),
              summary.count("open"),
              summary.count("error"),
              summary.malformed(),
              summary.decidedBefore());
    }
  }

  // --- a file --------------------------------------------------------------------------------

  private int proveFile(Path file) {
    return new GapFilling(spec.commandLine(), json, closers(), new Budget(search.limits().wall()))
        .fill(lean, file, target(file));
  }

  static String readFile(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new Trouble("there is no file " + file, e);
    } catch (IOException e) {
      throw new Trouble("cannot read " + file + " as UTF-8 text", e);
    }
  }

  private Path target(Path file) {
    if (inPlace) {
      return file;
    }
    if (out != null) {
      return out;
    }
    String name = String.valueOf(file.getFileName()).replaceAll("\\.lean$", "");
    return file.resolveSibling(name + ".proved.lean");
  }
}
