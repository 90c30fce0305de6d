package lakatos.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import lakatos.expertiteration.Example;
import lakatos.expertiteration.Selection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lakatos iterate examples}. */
@Command(
    name = "examples",
    description = "Selects proofs to learn from, out of recorded attempts of any run.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: lakatos iterate examples runs/today.attempts.jsonl --out examples.jsonl"
    })
final class ExamplesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Attempts.")
  private List<Path> files = List.of();

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "Proofs.")
  private Path out = Path.of("");

  @Option(names = "--per-statement", description = "Most proofs of one statement; default: 4.")
  private int perStatement = Selection.DEFAULT.perStatement();

  @Option(names = "--threshold", description = "Least quality of a proof, 0 to 1; default: 0.")
  private double threshold;

  @Override
  public Integer call() {
    try {
      List<Example> found = files.stream().map(Example::proved).flatMap(List::stream).toList();
      List<Example> selected = new Selection(perStatement, threshold, 1).of(found, 0, 0);
      Example.write(out, selected);
      spec.commandLine()
          .getErr()
          .printf("lakatos: %,d of %,d proofs are in %s%n", selected.size(), found.size(), out);
      return selected.isEmpty() ? Exit.NOT_PROVED : Exit.PROVED;
    } catch (IllegalArgumentException e) {
      throw new Trouble(String.valueOf(e.getMessage()), e);
    }
  }
}
