package lakatos.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import lakatos.autoformalizer.Autoformalizer;
import lakatos.autoformalizer.InformalProblem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lakatos formalize}. */
@Command(
    name = "formalize",
    description = {
      "Turns a problem in words into Lean statements, with what speaks for and against each.",
      "Without a model it reads textbook English and Chinese with LaTeX, and says what it did not"
          + " understand."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  lakatos formalize 'Show that n^2 + n is even for every natural number n.'",
      "  lakatos formalize '证明:若 a 整除 b 且 a 整除 c,则 a 整除 b + c。'",
      "  lakatos formalize 'Find the remainder when 2^100 is divided by 7.' --answer 2",
      "  lakatos formalize problem.tex --json",
      "  lakatos formalize --in problems.jsonl --out statements.jsonl",
      "  lakatos formalize problem.txt --server localhost:50051   no Lean needed here",
      "  lakatos formalize problem.txt --judge openai:http://localhost:8000/v1#qwen3",
      "      --formalizer goedel-formalizer-v2=openai:http://localhost:8001/v1#NAME",
      "",
      "A problem is a line {\"id\",\"informal\"[,\"answer\"]}; its result a line {\"id\",",
      "\"verdict\",\"formal\",\"header\",\"preamble\",\"confidence\",\"findings\",",
      "\"backTranslation\",\"assumptions\",\"origins\",\"alternatives\",\"reasons\",",
      "\"stages\",\"millis\",\"tokens\",\"error\"} with the verdict formalized, doubtful",
      "(there is a statement, and a fault that makes it say something else), open",
      "(there is none) or error. Such lines can go into 'lakatos prove --in'. Run",
      "again, it goes on where it was.",
      "",
      "Exit codes: 0 a statement without a fault, 1 none, 2 bad input or something is missing."
    })
final class FormalizeCommand implements Callable<Integer> {
  private static final List<String> LOCAL =
      Stream.concat(
              Stream.of("--lean", "--project", "--repl-command", "--workers"),
              FormalizerChoice.LOCAL.stream())
          .toList();

  @Spec private CommandSpec spec;

  @Mixin private LeanOptions lean;

  @Mixin private FormalizerChoice choice;

  @Mixin private ConnectionOptions server;

  @Parameters(
      arity = "0..1",
      paramLabel = "TEXT|FILE",
      description = "The problem; without it, or as -, standard input is read.")
  private @Nullable String what;

  @Option(names = "--in", paramLabel = "FILE", description = "Problems, a JSON object a line.")
  private @Nullable Path in;

  @Option(names = "--out", paramLabel = "FILE", description = "Where the statements of --in go.")
  private @Nullable Path out;

  @Option(names = "--name", description = "Of the theorem; default: problem.")
  private String name = "problem";

  @Option(
      names = "--answer",
      description = "What is to be found, if the problem asks for something.")
  private @Nullable String answer;

  @Option(names = "--verbose", description = "Tell every stage as it happens.")
  private boolean verbose;

  @Option(names = "--json", description = "Answer with one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    if (server.isGiven()) {
      ConnectionOptions.requireNone(spec, LOCAL);
    }
    choice.check();
    if (in != null) {
      return formalizeMany(in);
    }
    if (out != null) {
      throw new Trouble("--out is for the statements of --in");
    }
    InformalProblem problem = problem(name, words(what), answer);
    Statements result = server.isGiven() ? formalizeThere(problem) : formalizeHere(problem);
    if (json) {
      spec.commandLine().getOut().println(FormalizedJson.of(result));
    } else {
      new FormalizedPrinter(spec.commandLine()).print(result);
    }
    return result.verdict().equals("formalized") ? Exit.PROVED : Exit.NOT_PROVED;
  }

  private Statements formalizeHere(InformalProblem problem) {
    try (Lean running = lean.prover(1);
        FormalizerChoice.Running formalizer = choice.open()) {
      running.verifier().warm();
      return Statements.of(
          formalizer
              .autoformalizer(running)
              .formalize(problem, formalizer.time(), stage -> tell(stage.sentence())));
    }
  }

  private Statements formalizeThere(InformalProblem problem) {
    try (Connection connection = server.open()) {
      return there(connection).formalize(problem, this::tell);
    }
  }

  /** Stages that are told are not shown as progress, too. */
  private RemoteFormalizer there(Connection connection) {
    PrintWriter err = spec.commandLine().getErr();
    return new RemoteFormalizer(connection, choice.drafting(), err, json || verbose);
  }

  private void tell(String sentence) {
    if (verbose) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("lakatos: " + Terminal.harmless(sentence));
      err.flush();
    }
  }

  /** Returns a problem's words: as given, or those of the file that is named. */
  static String words(@Nullable String given) {
    if (given != null && !given.equals("-") && namesFile(given)) {
      return ProveCommand.readFile(Path.of(given));
    }
    return ProveCommand.given(given, "formalize");
  }

  private static boolean namesFile(String text) {
    if (text.matches("\\S+\\.(?:txt|md|tex)")) {
      return true;
    }
    try {
      return Files.isRegularFile(Path.of(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  static InformalProblem problem(String id, String text, @Nullable String answer) {
    try {
      return new InformalProblem(id, text, Optional.ofNullable(answer));
    } catch (IllegalArgumentException e) {
      throw new Trouble(String.valueOf(e.getMessage()), e);
    }
  }

  // --- many ----------------------------------------------------------------------------------

  private int formalizeMany(Path problems) {
    if (what != null || answer != null) {
      throw new Trouble("there are two things to formalize; give --in, or a text or file");
    }
    if (out == null) {
      throw new Trouble("--in needs --out, the file for the statements");
    }
    PrintWriter err = spec.commandLine().getErr();
    Path statements = Objects.requireNonNull(out);
    try (Batch<InformalProblem> batch =
        new Batch<>(problems, statements, FormalizeCommand::problem, err, json)) {
      if (!batch.isDone()) {
        run(batch);
      }
      Batch.Summary summary = batch.summary();
      report(summary);
      return summary.exitCode("formalized");
    }
  }

  private void run(Batch<InformalProblem> batch) {
    if (server.isGiven()) {
      try (Connection connection = server.open()) {
        there(connection).formalize(batch);
      }
      return;
    }
    try (Lean running = lean.prover(Integer.MAX_VALUE);
        FormalizerChoice.Running formalizer = choice.open()) {
      running.verifier().warm();
      Autoformalizer autoformalizer = formalizer.autoformalizer(running);
      batch.run(
          running.size(),
          problem ->
              FormalizedJson.of(
                  Statements.of(
                      autoformalizer.formalize(
                          problem, formalizer.time(), stage -> tell(stage.sentence())))));
    }
  }

  /** Lines of nl-core have their words in {@code problem}. */
  private static InformalProblem problem(ObjectNode line) {
    String words =
        line.has("informal") ? Json.text(line, "informal") : Json.text(line, "problem", "");
    if (words.isEmpty()) {
      throw new IllegalArgumentException("the field \"informal\" is missing or not a text");
    }
    String answer = line.hasNonNull("answer") ? line.path("answer").asText() : null;
    return new InformalProblem(line.path("id").asText(), words, Optional.ofNullable(answer));
  }

  private void report(Batch.Summary summary) {
    if (json) {
      spec.commandLine().getOut().println(summary.json());
    } else {
      spec.commandLine()
          .getErr()
          .printf(
              "lakatos: %d formalized, %d doubtful, %d open, %d errors, %d malformed lines; %d decided before%n",
              summary.count("formalized"),
              summary.count("doubtful"),
              summary.count("open"),
              summary.count("error"),
              summary.malformed(),
              summary.decidedBefore());
    }
  }
}
