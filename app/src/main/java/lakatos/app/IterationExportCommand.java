package lakatos.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import lakatos.expertiteration.Export;
import lakatos.expertiteration.Iteration;
import lakatos.expertiteration.RunFolder;
import lakatos.prover.model.Precision;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lakatos iterate export}. */
@Command(
    name = "export",
    description =
        "Writes what a run found for other trainers: chats, preferences, groups of texts with"
            + " rewards; and, with --checkpoint, its last checkpoint to be given away.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  lakatos iterate export runs/first --out exported",
      "  lakatos iterate export runs/first --checkpoint small --dtype bf16"
    })
final class IterationExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "Folder of a run.")
  private Path run = Path.of("");

  @Option(names = "--out", paramLabel = "DIR", description = "Where the JSONL files go.")
  private @Nullable Path out;

  @Option(names = "--checkpoint", paramLabel = "DIR", description = "Where a checkpoint goes.")
  private @Nullable Path checkpoint;

  @Option(names = "--round", description = "Whose checkpoint; default: the last one's.")
  private @Nullable Integer round;

  @Option(names = "--dtype", paramLabel = "fp32|fp16|bf16", description = "Default: bf16.")
  private Precision precision = Precision.BF16;

  @Override
  public Integer call() {
    if (out == null && checkpoint == null) {
      throw new Trouble("there is nothing to write; give --out or --checkpoint");
    }
    RunFolder folder = new RunFolder(run);
    if (out != null) {
      Export.Counts counts = new Export(folder).write(out);
      spec.commandLine()
          .getErr()
          .printf(
              "lakatos: %,d chats, %,d preferences and %,d groups are in %s%n",
              counts.supervised(), counts.preferences(), counts.groups(), out);
    }
    if (checkpoint != null) {
      Path from = round == null ? Iteration.lastCheckpoint(folder) : folder.checkpoint(round);
      Export.checkpoint(from, checkpoint, precision);
      spec.commandLine().getErr().printf("lakatos: %s is now %s%n", from, checkpoint);
    }
    return Exit.PROVED;
  }
}
