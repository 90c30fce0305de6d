package lakatos.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import lakatos.session.Conjecture;
import lakatos.session.Conjectures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lakatos session list}. */
@Command(
    name = "list",
    description = "Lists the theorems of a checkout of formal-conjectures.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  lakatos session list formal-conjectures --status open --subject 11",
      "  lakatos session list formal-conjectures/FormalConjectures/ErdosProblems --status 'research solved'",
      "  lakatos session new e367 --from FILE.lean#NAME     begins with one of them"
    })
final class SessionListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR")
  private Path folder;

  @Option(
      names = "--status",
      paramLabel = "WORDS",
      description = "A category, such as 'research open', or a word of it: open, solved, test.")
  private String status = "";

  @Option(
      names = "--subject",
      split = ",",
      paramLabel = "NUMBER",
      description = "Of the AMS's classification, such as 11 for number theory.")
  private List<Integer> subjects = List.of();

  @Override
  public Integer call() {
    if (!Files.isDirectory(folder)) {
      throw new Trouble("there is no folder " + folder);
    }
    try {
      List<Conjectures.Found> found =
          Conjectures.list(folder).stream()
              .filter(one -> one.conjecture().matches(status, subjects))
              .toList();
      found.forEach(one -> spec.commandLine().getOut().println(line(one)));
      return found.isEmpty() ? Exit.NOT_PROVED : Exit.PROVED;
    } catch (IOException e) {
      throw new Trouble("cannot read " + folder + " (" + e.getMessage() + ")", e);
    }
  }

  private String line(Conjectures.Found found) {
    Conjecture one = found.conjecture();
    String about =
        one.subjects().isEmpty()
            ? ""
            : ", AMS "
                + one.subjects().stream()
                    .sorted()
                    .map(String::valueOf)
                    .collect(Collectors.joining(" "));
    return folder.relativize(found.file())
        + "#"
        + one.name()
        + "  "
        + one.category()
        + about
        + (one.asks() ? ", asks for an answer" : "");
  }
}
