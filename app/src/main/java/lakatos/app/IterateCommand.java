package lakatos.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import lakatos.expertiteration.Cluster;
import lakatos.expertiteration.Curriculum;
import lakatos.expertiteration.Example;
import lakatos.expertiteration.GroupOptions;
import lakatos.expertiteration.Iteration;
import lakatos.expertiteration.Iteration.Material;
import lakatos.expertiteration.RunFolder;
import lakatos.expertiteration.RunOptions;
import lakatos.expertiteration.RunOptions.Method;
import lakatos.expertiteration.RunOptions.Restart;
import lakatos.expertiteration.Selection;
import lakatos.expertiteration.TrainingOptions;
import lakatos.prover.Problem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lakatos iterate}. */
@Command(
    name = "iterate",
    description =
        "Makes a model better by rounds: attempt, verify, select, train, evaluate. A cold start by"
            + " the portfolio and by tactics at random comes first.",
    mixinStandardHelpOptions = true,
    subcommands = {
      InitCommand.class,
      TrainCommand.class,
      ExamplesCommand.class,
      IterationReportCommand.class,
      IterationExportCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  lakatos iterate init base --tokenizer-from statements.jsonl",
      "  lakatos iterate --run runs/first --in statements.jsonl --base base \\",
      "      --eval data/textbook-core.jsonl --hold-out 200 --rounds 5 --samples 8",
      "  lakatos iterate --resume runs/first           goes on after whatever ended it",
      "  lakatos iterate report runs/first",
      "",
      "Exit codes: 0 all rounds are done, 2 bad input or something is missing."
    })
final class IterateCommand implements Callable<Integer> {
  private static final long PACE = 10_000_000_000L;

  @Spec private CommandSpec spec;

  @Option(names = "--run", paramLabel = "DIR", description = "Folder of a new run.")
  private @Nullable Path run;

  @Option(names = "--resume", paramLabel = "DIR", description = "Folder of a run to go on with.")
  private @Nullable Path resume;

  @Option(
      names = "--in",
      paramLabel = "FILE",
      description = "Statements to learn from, *.jsonl or *.parquet; may be given often.")
  private List<Path> in = List.of();

  @Option(
      names = "--eval",
      paramLabel = "FILE",
      description = "Statements to be measured on, never learnt; may be given often.")
  private List<Path> eval = List.of();

  @Option(
      names = "--given",
      paramLabel = "FILE",
      description = "Proofs to learn from as well, as 'iterate examples' writes them.")
  private List<Path> given = List.of();

  @Option(
      names = "--base",
      paramLabel = "DIR",
      description = "The checkpoint that learns, or embedded.")
  private @Nullable Path base;

  @Option(names = "--rounds", description = "After the cold start; default: 5.")
  private int rounds = 5;

  @Option(names = "--hold-out", description = "Statements of --in to be measured on; default: 0.")
  private int holdOut;

  @Option(
      names = "--method",
      paramLabel = "supervised|grpo",
      description = "How rounds learn; default: supervised.")
  private Method method = Method.SUPERVISED;

  @Option(
      names = "--restart",
      paramLabel = "base|last",
      description = "What each round's training begins with; default: base.")
  private Restart restart = Restart.BASE;

  @Option(names = "--samples", description = "Texts for each statement of a round; default: 8.")
  private int samples = 8;

  @Option(names = "--per-round", description = "Most statements of a round; default: all.")
  private int perRound;

  @Option(
      names = "--explore",
      description = "Random proofs for each statement of a round, beside the model's; default: 0.")
  private int explore;

  @Option(
      names = "--cold-statements",
      description = "Most statements of the cold start; default: all.")
  private int coldStatements;

  @Option(
      names = "--cold-samples",
      description = "Random proofs for each statement in the cold start; default: 16.")
  private int coldSamples = 16;

  @Option(
      names = "--no-cold-portfolio",
      negatable = true,
      description = "Leave the portfolio out of the cold start.")
  private boolean coldPortfolio = true;

  @Option(
      names = "--k",
      split = ",",
      paramLabel = "K",
      description = "pass@k is measured for these; default: 1,8.")
  private List<Integer> k = List.of(1, 8);

  @Option(names = "--per-statement", description = "Most proofs of one statement; default: 4.")
  private int perStatement = Selection.DEFAULT.perStatement();

  @Option(names = "--threshold", description = "Least quality of a proof, 0 to 1; default: 0.")
  private double threshold = Selection.DEFAULT.threshold();

  @Option(names = "--replay", description = "Share of earlier rounds' proofs; default: 1.")
  private double replay = Selection.DEFAULT.replay();

  @Option(names = "--easy-rate", description = "Share of the easy pool drawn; default: 0.1.")
  private double easyRate = Curriculum.DEFAULT.easyRate();

  @Option(names = "--no-tuner", negatable = true, description = "Keep temperature and samples.")
  private boolean tuner = true;

  @Option(
      names = "--probe-budget",
      paramLabel = "TIME",
      converter = Allowance.class,
      description =
          "Lean's time for asking whether a statement is hollow or false; 0 for not asking;"
              + " default: 4s.")
  private Duration probeBudget = Duration.ofSeconds(4);

  @Option(
      names = "--no-hindsight",
      negatable = true,
      description = "Learn no goals that proofs go through.")
  private boolean hindsight = true;

  @Option(names = "--groups", description = "Groups with signal for grpo; default: 256.")
  private int groups = GroupOptions.DEFAULT.groups();

  @Option(names = "--grpo-learning-rate", description = "Default: 2e-5.")
  private double groupRate = GroupOptions.DEFAULT.learningRate();

  @Option(names = "--cold-epochs", description = "Of the cold start; default: as --epochs.")
  private @Nullable Double coldEpochs;

  @Option(names = "--seed", description = "Of everything that is drawn; default: 0.")
  private long seed;

  @Option(names = "--json", description = "End with the last round's manifest on standard output.")
  private boolean json;

  @Mixin private WriterOptions writer;
  @Mixin private LearningOptions learning;
  @Mixin private LeanOptions lean;
  @Mixin private SparkOptions spark;

  /** A time, or 0 for none. */
  static final class Allowance implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return text.equals("0") ? Duration.ZERO : new DurationConverter().convert(text);
    }
  }

  @Override
  public Integer call() {
    if ((run == null) == (resume == null)) {
      throw new Trouble("give --run with the folder of a new run, or --resume with that of one");
    }
    RunFolder folder = new RunFolder(run != null ? run : resume);
    if (resume != null && !folder.exists()) {
      throw new Trouble("there is no run in " + resume + "; begin one with --run");
    }
    RunOptions options = resume != null ? folder.options() : options();
    Material material = resume != null ? new Material(List.of(), Map.of(), List.of(), 0) : read();
    if (resume != null) {
      lean.toolchain(); // provided again, should it be gone
    }
    PrintWriter err = spec.commandLine().getErr();
    try (Cluster cluster = spark.open()) {
      Iteration iteration = new Iteration(folder, cluster, CodeVersion.of(), paced(err));
      if (resume == null) {
        iteration.begin(options, material);
      }
      ObjectNode last = iteration.run();
      if (json) {
        spec.commandLine().getOut().println(last);
        spec.commandLine().getOut().flush();
      }
      err.println("lakatos: the last checkpoint is " + Iteration.lastCheckpoint(folder));
      return Exit.PROVED;
    }
  }

  private Material read() {
    if (in.isEmpty()) {
      throw new Trouble("there are no statements to learn from; name them with --in");
    }
    Map<String, Problem> statements = new LinkedHashMap<>();
    for (Path file : in) {
      StatementFiles.read(file).forEach(problem -> statements.putIfAbsent(problem.id(), problem));
    }
    Map<String, List<Problem>> sets = new LinkedHashMap<>();
    eval.forEach(file -> sets.put(StatementFiles.nameOf(file), StatementFiles.read(file)));
    List<Example> examples = given.stream().map(Example::read).flatMap(List::stream).toList();
    return new Material(List.copyOf(statements.values()), sets, examples, holdOut);
  }

  private RunOptions options() {
    Path from = base == null ? null : ModelOptions.folder(base);
    if (from == null || !Files.isRegularFile(from.resolve("config.json"))) {
      throw new Trouble(
          "there is no checkpoint to begin with; name one with --base, or make one with"
              + " 'lakatos iterate init'");
    }
    TrainingOptions training = learning.options(writer.device(), seed);
    try {
      return new RunOptions(
          from.toAbsolutePath().normalize().toString(),
          rounds,
          method,
          restart,
          writer.plan(lean.setup(), ""),
          perRound,
          samples,
          explore,
          coldStatements,
          coldSamples,
          coldPortfolio,
          k,
          new Selection(perStatement, threshold, replay),
          new Curriculum(easyRate, Curriculum.DEFAULT.mostFactor()),
          tuner,
          training,
          coldEpochs == null ? training : training.withEpochs(coldEpochs),
          new GroupOptions(
              groups,
              GroupOptions.DEFAULT.waves(),
              groupRate,
              GroupOptions.DEFAULT.stepGroups(),
              GroupOptions.DEFAULT.softFrom()),
          probeBudget.toMillis(),
          hindsight,
          seed);
    } catch (IllegalArgumentException e) {
      throw new Trouble(String.valueOf(e.getMessage()), e);
    }
  }

  /** Says sentences; how far a stage is changes often, and is said every ten seconds at most. */
  static Consumer<String> paced(PrintWriter err) {
    AtomicLong last = new AtomicLong();
    return sentence -> {
      boolean count = sentence.matches(".* \\d+ of \\d+");
      long now = System.nanoTime();
      if (!count || now - last.get() > PACE) {
        last.set(count ? now : last.get());
        err.println("lakatos: " + sentence);
        err.flush();
      }
    };
  }
}
