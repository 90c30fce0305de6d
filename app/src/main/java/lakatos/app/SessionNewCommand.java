package lakatos.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import lakatos.session.Conjecture;
import lakatos.session.Conjectures;
import lakatos.session.Line;
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

  @Option(
      names = "--from",
      paramLabel = "FILE.lean#NAME",
      description = "A theorem to lock, as formal-conjectures writes them.")
  private @Nullable String from;

  @Option(
      names = "--answer",
      paramLabel = "TERM",
      description = "What stands for answer(sorry) in it.")
  private String answer = "";

  @Override
  public Integer call() {
    Conjecture conjecture = conjecture();
    String written = written(conjecture);
    String name = title != null ? title : String.valueOf(folder.toAbsolutePath().getFileName());
    try (Session made =
        Session.create(
            folder, name, from == null ? "" : from, session.author(), Clock.systemUTC())) {
      spec.commandLine()
          .getOut()
          .println(
              "a session in "
                  + made.root()
                  + (conjecture == null ? "; 'lock' a statement next" : ""));
    } catch (SessionException e) {
      throw new Trouble(e.getMessage(), e);
    }
    return conjecture == null ? Exit.PROVED : lock(conjecture, written);
  }

  private int lock(Conjecture conjecture, String written) {
    return session.with(
        folder,
        desk -> {
          Line line = desk.workshop().lock(written, conjecture.informal());
          desk.out().println(line.entry().sentence());
          return Exit.PROVED;
        });
  }

  private String written(@Nullable Conjecture conjecture) {
    try {
      return conjecture == null ? "" : conjecture.withAnswer(answer);
    } catch (SessionException e) {
      throw new Trouble(e.getMessage(), e);
    }
  }

  private @Nullable Conjecture conjecture() {
    String named = from;
    if (named == null) {
      return null;
    }
    int mark = named.indexOf('#');
    String file = mark < 0 ? named : named.substring(0, mark);
    String theorem = mark < 0 ? "" : named.substring(mark + 1);
    List<Conjecture> all = Conjectures.of(ProveCommand.readFile(Path.of(file)));
    return all.stream()
        .filter(found -> found.name().equals(theorem) || (theorem.isEmpty() && all.size() == 1))
        .findFirst()
        .orElseThrow(
            () ->
                new Trouble(
                    file
                        + " has "
                        + (theorem.isEmpty() ? "several theorems" : "no theorem " + theorem)
                        + "; name one of "
                        + all.stream().map(Conjecture::name).collect(Collectors.joining(", "))));
  }
}
