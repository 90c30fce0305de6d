package lakatos.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import lakatos.expertiteration.Corpus;
import lakatos.prover.model.FreshModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lakatos iterate init}. */
@Command(
    name = "init",
    description =
        "Makes a model that has learnt nothing: a tokenizer of its own and random weights, as a"
            + " Hugging Face checkpoint of Llama's shape.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: lakatos iterate init base --hidden 256 --layers 6 --tokenizer-from core.jsonl"
    })
final class InitCommand implements Callable<Integer> {
  private static final FreshModel USUAL = FreshModel.DEFAULT;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "A folder that is not there yet.")
  private Path folder = Path.of("");

  @Option(
      names = "--tokenizer-from",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Lean text: *.lean, *.txt, and *.jsonl whose fields with Lean are read.")
  private List<Path> texts = List.of();

  @Option(names = "--layers", description = "Default: 6.")
  private int layers = USUAL.layers();

  @Option(names = "--hidden", description = "Size of states between layers; default: 256.")
  private int hidden = USUAL.hidden();

  @Option(names = "--intermediate", description = "Default: 8/3 of --hidden, in eights.")
  private @Nullable Integer intermediate;

  @Option(names = "--heads", description = "Default: one for each 32 of --hidden.")
  private @Nullable Integer heads;

  @Option(names = "--kv-heads", description = "Default: half of --heads.")
  private @Nullable Integer kvHeads;

  @Option(names = "--vocabulary", description = "Tokens at most; default: 2048.")
  private int vocabulary = USUAL.vocabulary();

  @Option(names = "--context", description = "Most tokens of a text; default: 1024.")
  private int context = USUAL.context();

  @Option(names = "--seed", description = "Of the weights; default: 0.")
  private long seed;

  @Override
  public Integer call() {
    int query = heads != null ? heads : Math.max(1, hidden / 32);
    FreshModel model;
    try {
      model =
          new FreshModel(
              layers,
              hidden,
              intermediate != null ? intermediate : (hidden * 8 / 3 + 7) / 8 * 8,
              query,
              kvHeads != null ? kvHeads : query % 2 == 0 ? query / 2 : query,
              vocabulary,
              context,
              seed);
    } catch (IllegalArgumentException e) {
      throw new Trouble(String.valueOf(e.getMessage()), e);
    }
    FreshModel.Size size = model.write(folder, texts.stream().flatMap(InitCommand::texts));
    spec.commandLine()
        .getErr()
        .printf(
            "lakatos: %s has %,d parameters and %,d tokens%n",
            folder, size.parameters(), size.tokens());
    return Exit.PROVED;
  }

  private static Stream<String> texts(Path file) {
    try {
      return file.toString().endsWith(".jsonl")
          ? Corpus.texts(file)
          : Stream.of(Files.readString(file));
    } catch (IOException e) {
      throw new Trouble("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
