package lakatos.app;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code lakatos session run}. */
@Command(
    name = "run",
    description = {
      "Runs the verbs of a file, a line each, as a shell would; 'prove' waits.",
      "It ends at the first that makes no sense; the exit code is the last verb's."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  lakatos session run steps.txt",
      "  lakatos session run - < steps.txt"
    })
final class SessionRunCommand implements Callable<Integer> {
  @ParentCommand private SessionCommand session;

  @Parameters(paramLabel = "FILE", description = "Or - for standard input.")
  private String file;

  @Override
  public Integer call() {
    String script =
        file.equals("-")
            ? ProveCommand.given(null, "run")
            : ProveCommand.readFile(java.nio.file.Path.of(file));
    return session.with(desk -> run(desk, script));
  }

  static int run(Desk desk, String script) {
    CommandLine verbs = new SessionVerbs(desk).commandLine();
    List<String> lines = script.lines().toList();
    int code = Exit.PROVED;
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      line.append(line.length() == 0 ? "" : "\n").append(lines.get(i));
      if (Words.of(line.toString()).open() && i + 1 < lines.size()) {
        continue;
      }
      code = SessionVerbs.execute(verbs, line.toString());
      if (code == Exit.TROUBLE) {
        throw new Trouble("line " + (i + 1) + " could not be done; nothing after it was");
      }
      line.setLength(0);
    }
    return code;
  }
}
