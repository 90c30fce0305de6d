package lakatos.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import lakatos.corpus.CorpusFile;
import lakatos.corpus.CorpusStatement;
import lakatos.corpus.Recital;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lakatos corpus recite}. */
@Command(
    name = "recite",
    description = {
      "Writes the theorems of a corpus with their own names, for 'iterate train': a model that has read which names"
          + " belong to which statements can name lemmas.",
      "These are no proofs, and rounds never take them for any."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  lakatos corpus recite std.jsonl --modules Std.Data.DHashMap --out read.jsonl",
      "  lakatos corpus recite init.jsonl --most 1500 --without held-out.jsonl --out read.jsonl",
      "",
      "Exit codes: 0 some theorems, 2 bad input or none."
    })
final class CorpusReciteCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "From 'corpus extract'.")
  private List<Path> files = List.of();

  @Option(
      names = "--modules",
      paramLabel = "NAME",
      split = ",",
      description = "Modules, each with all below it; default: all.")
  private List<String> modules = List.of();

  @Option(
      names = "--without",
      paramLabel = "FILE",
      description = "Statements that are held out; may be given often.")
  private List<Path> without = List.of();

  @Option(names = "--most", description = "Most theorems, drawn at random; default: all.")
  private int most;

  @Option(names = "--seed", description = "Of the order and of what is drawn; default: 0.")
  private long seed;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "JSONL to write.")
  private Path out = Path.of("");

  @Override
  public Integer call() {
    try {
      int written = new Recital(modules, most, seed).write(out, all(files), all(without));
      spec.commandLine().getErr().printf("lakatos: %,d theorems are in %s%n", written, out);
      return Exit.PROVED;
    } catch (IllegalArgumentException e) {
      throw new Trouble(String.valueOf(e.getMessage()), e);
    }
  }

  private static List<CorpusStatement> all(List<Path> files) {
    return files.stream().map(CorpusFile::read).flatMap(List::stream).toList();
  }
}
