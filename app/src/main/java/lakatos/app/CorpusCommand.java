package lakatos.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lakatos corpus}. */
@Command(
    name = "corpus",
    description = "Makes problems of what libraries prove.",
    mixinStandardHelpOptions = true,
    subcommands = {
      CorpusExtractCommand.class,
      CorpusReciteCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  lakatos corpus extract --modules Init,Std --out core.jsonl",
      "  lakatos corpus recite core.jsonl --modules Std.Data.DHashMap --out read.jsonl"
    })
final class CorpusCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
