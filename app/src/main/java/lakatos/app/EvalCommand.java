package lakatos.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import lakatos.expertiteration.AttemptPlan;
import lakatos.expertiteration.Cluster;
import lakatos.expertiteration.Evaluation;
import lakatos.prover.Problem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lakatos eval}. */
@Command(
    name = "eval",
    description = "Measures a model on a set of statements: pass@k with intervals, failures.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  lakatos eval --in data/textbook-core.jsonl --model hf:runs/first/round-05/checkpoint",
      "  lakatos eval --in set.jsonl --model openai:http://localhost:8000/v1#NAME \\",
      "      --profile goedel-prover-v2 --k 1,8,32 --out runs/eval",
      "  lakatos eval --in set.jsonl --model embedded",
      "  lakatos eval --in set.jsonl --model portfolio",
      "",
      "With --out it goes on where it was when run again, and its attempts stay there.",
      "",
      "Exit codes: 0 measured, 2 bad input or something is missing."
    })
final class EvalCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--in",
      required = true,
      paramLabel = "FILE",
      description = "Statements, *.jsonl or *.parquet.")
  private Path in = Path.of("");

  @Option(
      names = "--model",
      required = true,
      paramLabel = "hf:DIR|openai:URL#NAME|embedded|portfolio|random",
      description = "Who is measured.")
  private String model = "";

  @Option(names = "--k", split = ",", description = "Default: 1,8.")
  private List<Integer> k = List.of(1, 8);

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where attempts go; default: a folder beside --in, named for set and model.")
  private @Nullable Path out;

  @Option(names = "--seed", description = "Of the texts; default: 0.")
  private long seed;

  @Option(names = "--json", description = "Answer with one JSON object.")
  private boolean json;

  @Mixin private WriterOptions writer;
  @Mixin private LeanOptions lean;
  @Mixin private SparkOptions spark;

  @Override
  public Integer call() {
    if (k.isEmpty() || k.stream().anyMatch(n -> n < 1)) {
      throw new Trouble("--k must name positive numbers: " + k);
    }
    List<Problem> problems = StatementFiles.read(in);
    AttemptPlan plan = writer.plan(lean.setup(), ModelOptions.outside(model));
    PrintWriter err = spec.commandLine().getErr();
    Evaluation evaluation = new Evaluation(folder(), plan, seed);
    try (Cluster cluster = spark.open()) {
      var say = IterateCommand.paced(err);
      int most = k.stream().mapToInt(Integer::intValue).max().orElse(1);
      if (model.equals("portfolio")) {
        evaluation.runPortfolio(cluster, problems, done -> say.accept(done(done, problems)));
      } else {
        evaluation.run(cluster, problems, most, done -> say.accept(done(done, problems)));
      }
    }
    ObjectNode figures = evaluation.figures(k);
    PrintWriter outStream = spec.commandLine().getOut();
    if (json) {
      outStream.println(figures);
    } else {
      print(figures, outStream);
    }
    outStream.flush();
    err.println("lakatos: attempts and figures are in " + folder());
    return Exit.PROVED;
  }

  private static String done(int done, List<Problem> problems) {
    return "attempted " + done + " of " + problems.size();
  }

  private Path folder() {
    Path given = out;
    String name = StatementFiles.nameOf(in) + "." + model.replaceAll("[^\\p{L}\\p{N}.-]+", "-");
    return given != null ? given : in.toAbsolutePath().resolveSibling(name + ".eval");
  }

  private static void print(ObjectNode figures, PrintWriter out) {
    out.printf(
        "%,d of %,d statements solved%n",
        figures.path("solved").asInt(), figures.path("statements").asInt());
    for (JsonNode pass : figures.path("pass")) {
      out.printf(
          "pass@%-4d %5.1f%%  (95%%: %.1f%% to %.1f%%)%n",
          pass.path("k").asInt(),
          100 * pass.path("mean").asDouble(),
          100 * pass.path("low").asDouble(),
          100 * pass.path("high").asDouble());
    }
    figures
        .path("classes")
        .properties()
        .forEach(kind -> out.printf("%8d  %s%n", kind.getValue().asInt(), kind.getKey()));
    for (JsonNode left : figures.path("unusable_statements")) {
      out.printf(
          "left out: %s: %s%n",
          left.path("id").asText(), Terminal.harmless(left.path("why").asText()));
    }
  }
}
