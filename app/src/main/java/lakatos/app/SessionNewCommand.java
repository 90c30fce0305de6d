package lakatos.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import lakatos.session.Session;
import lakatos.session.SessionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code lakatos session new}. */
@Command(
    name = "new",
    description = "Makes a session in a new folder.",
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  lakatos session new pell --title 'A Pell equation'"})
final class SessionNewCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private SessionCommand session;

  @Parameters(paramLabel = "DIR", description = "The folder; it must be new or empty.")
  private Path folder;

  @Option(names = "--title", paramLabel = "TEXT", description = "Default: the folder's name.")
  private @Nullable String title;

  @Override
  public Integer call() {
    String name = title != null ? title : String.valueOf(folder.toAbsolutePath().getFileName());
    try (Session made = Session.create(folder, name, "", session.author(), Clock.systemUTC())) {
      spec.commandLine()
          .getOut()
          .println("a session in " + made.root() + "; 'lock' a statement next");
    } catch (SessionException e) {
      throw new Trouble(e.getMessage(), e);
    }
    return Exit.PROVED;
  }
}
