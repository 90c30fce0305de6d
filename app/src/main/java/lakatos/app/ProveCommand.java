package lakatos.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.Message;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verifier;
import lakatos.prover.Budget;
import lakatos.prover.Closers;
import lakatos.prover.FileProver;
import lakatos.prover.Portfolio;
import lakatos.prover.ProofResult;
import lakatos.prover.TheoremSource;
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
      "  lakatos prove --in problems.jsonl --out results.jsonl --budget 20s",
      "",
      "A problem is a line {\"id\",\"formal\"[,\"header\",\"preamble\"]}; its result a line",
      "{\"id\",\"verdict\",\"proof\",\"policy\",\"attempts\",\"millis\",\"axioms\",\"toolchain\",\"error\"}",
      "with the verdict proved, refuted, open or error. Run again, it goes on where it was.",
      "",
      "Exit codes: 0 all proved, 1 not, 2 bad input or something is missing."
    })
final class ProveCommand implements Callable<Integer> {
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

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Time for each statement or gap, such as 20s or 5m; default: 60s.")
  private Duration budget = Budget.DEFAULT.wall();

  @Option(
      names = "--closers",
      paramLabel = "FILE",
      hidden = true,
      description = "Order of tactics.")
  private @Nullable Path closersFile;

  @Option(names = "--json", description = "Answer with one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    if (in != null) {
      return proveMany(in);
    }
    if (what != null && !what.equals("-") && namesFile(what)) {
      return proveFile(Path.of(what));
    }
    return proveOne();
  }

  private Closers closers() {
    if (closersFile == null) {
      return Closers.standard();
    }
    try {
      return Closers.read(closersFile);
    } catch (IOException e) {
      throw new Trouble("cannot read " + closersFile, e);
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
    TheoremSource source = statement(what);
    Statement statement = source.statement();
    try (LeanPool pool = lean.pool(1);
        Verifier verifier = new Verifier(pool)) {
      verifier.warm();
      ProofResult result =
          new Portfolio(pool, verifier, closers()).prove(statement, new Budget(budget));
      if (json) {
        spec.commandLine().getOut().println(Results.of(result, pool.id().toString()));
      } else {
        new ResultPrinter(spec.commandLine().getOut(), spec.commandLine().getErr())
            .print(statement, result);
      }
      return result instanceof ProofResult.Proved ? Exit.PROVED : Exit.NOT_PROVED;
    } catch (LeanException e) {
      throw e.reason() == LeanException.Reason.UNUSABLE ? inUserText(e, source) : e;
    }
  }

  /** Reads a statement from the command line or from standard input. */
  static TheoremSource statement(@Nullable String what) {
    String text = what == null || what.equals("-") ? standardInput() : what;
    if (text.isBlank()) {
      throw new Trouble(
          "there is nothing to prove; give a statement, such as 'theorem t : 1 + 1 = 2'");
    }
    try {
      return TheoremSource.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Trouble(String.valueOf(e.getMessage()), e);
    }
  }

  private static String standardInput() {
    if (Terminal.isTyped()) {
      throw new Trouble("there is nothing to prove; give a statement, a file or --in");
    }
    try (InputStream stdin = System.in) {
      return new String(stdin.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Trouble("cannot read standard input: " + e.getMessage(), e);
    }
  }

  /** Lean's messages are about the statement alone; the user wants places in what was given. */
  static Trouble inUserText(LeanException e, TheoremSource source) {
    StringBuilder text = new StringBuilder(e.getMessage());
    boolean statement = e.getMessage().contains("statement");
    for (Message message : e.messages()) {
      if (message.isError()) {
        int line = statement ? message.line() + source.line() - 1 : message.line();
        int column =
            statement && message.line() == 1
                ? message.column() + source.column()
                : message.column();
        text.append("\n").append(new Message(message.severity(), line, column, message.text()));
      }
    }
    return new Trouble(text.toString(), e);
  }

  // --- many problems -------------------------------------------------------------------------

  private int proveMany(Path problems) {
    if (out == null) {
      throw new Trouble("--in needs --out, the file for the results");
    }
    try (LeanPool pool = lean.pool();
        Verifier verifier = new Verifier(pool)) {
      Portfolio portfolio = new Portfolio(pool, verifier, closers());
      PrintWriter err = spec.commandLine().getErr();
      Batch batch = new Batch(pool.options().size(), err, json);
      Batch.Summary summary =
          batch.run(
              problems,
              out,
              problem ->
                  Results.of(
                      portfolio.prove(statement(problem), new Budget(budget)),
                      pool.id().toString()));
      report(summary);
      boolean sound = summary.malformed() == 0 && summary.count("error") == 0;
      boolean all = summary.count("proved") == summary.total();
      return !sound ? Exit.TROUBLE : all ? Exit.PROVED : Exit.NOT_PROVED;
    }
  }

  private static Statement statement(ObjectNode problem) {
    String formal = TheoremSource.withoutProof(Json.text(problem, "formal"));
    return new Statement(
        Json.text(problem, "header", TheoremSource.DEFAULT_HEADER),
        Json.text(problem, "preamble", ""),
        formal);
  }

  private void report(Batch.Summary summary) {
    ObjectNode object = Json.object();
    summary.verdicts().forEach(object::put);
    object.put("malformed", summary.malformed()).put("skipped", summary.skipped());
    if (json) {
      spec.commandLine().getOut().println(object);
    } else {
      spec.commandLine()
          .getErr()
          .printf(
              "lakatos: %d proved, %d refuted, %d open, %d errors, %d malformed lines, %d decided before%n",
              summary.count("proved"),
              summary.count("refuted"),
              summary.count("open"),
              summary.count("error"),
              summary.malformed(),
              summary.skipped());
    }
  }

  // --- a file --------------------------------------------------------------------------------

  private int proveFile(Path file) {
    String text = readFile(file);
    Path target = target(file);
    PrintWriter err = spec.commandLine().getErr();
    try (LeanPool pool = lean.pool(1);
        Verifier verifier = new Verifier(pool)) {
      FileProver prover = new FileProver(pool, verifier, closers());
      FileProver.Result result =
          prover.fill(text, new Budget(budget), gap -> err.println(describe(file, gap)));
      ResultsFile.replace(target, result.text());
      long filled = result.gaps().stream().filter(gap -> gap.proof().isPresent()).count();
      if (json) {
        spec.commandLine().getOut().println(Results.of(result, target));
      } else {
        err.printf(
            "lakatos: %d of %d gaps filled, %s written%n", filled, result.gaps().size(), target);
        result.messages().stream().filter(Message::isError).forEach(err::println);
      }
      return result.complete() ? Exit.PROVED : Exit.NOT_PROVED;
    } catch (IllegalArgumentException e) {
      throw new Trouble(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new Trouble("cannot write " + target + "; choose another --out", e);
    }
  }

  static String readFile(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new Trouble(
          Files.exists(file)
              ? "cannot read " + file + " as UTF-8 text"
              : "there is no file " + file,
          e);
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

  private static String describe(Path file, FileProver.Filled gap) {
    Optional<String> proof = gap.proof();
    String place = file + ":" + gap.line() + ":" + gap.column() + ": ";
    List<String> goals = gap.goals();
    return proof
        .map(text -> place + text.strip().replaceAll("\\s*\\n\\s*", "; "))
        .orElseGet(() -> place + "not proved: " + (goals.isEmpty() ? "" : goals.get(0)));
  }
}
