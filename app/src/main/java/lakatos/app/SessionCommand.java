package lakatos.app;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import lakatos.session.Session;
import lakatos.session.SessionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lakatos session}. */
@Command(
    name = "session",
    description = "Works on one theorem for as long as it takes; every step is kept.",
    mixinStandardHelpOptions = true,
    subcommands = {
      SessionNewCommand.class,
      SessionListCommand.class,
      SessionRunCommand.class,
      StatementVerbs.Lock.class,
      StatementVerbs.Unlock.class,
      StatementVerbs.Lemma.class,
      StatementVerbs.Sketch.class,
      ProofVerbs.Prove.class,
      ProofVerbs.Refute.class,
      InsightVerbs.Probe.class,
      InsightVerbs.Suggest.class,
      InsightVerbs.Simplify.class,
      ProofVerbs.Check.class,
      HistoryVerbs.ShowStatus.class,
      HistoryVerbs.Note.class,
      HistoryVerbs.Undo.class,
      HistoryVerbs.Branch.class,
      HistoryVerbs.Diff.class,
      HistoryVerbs.ShowLog.class,
      ExportVerb.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  lakatos session new pell                      an empty session in the folder pell",
      "  cd pell && lakatos session                    a shell in it",
      "  lakatos session lock 'theorem t (n : Nat) : n < 2 ^ n'",
      "  lakatos session prove t --budget 5m",
      "  lakatos session --model openai:http://localhost:8000/v1#NAME prove t",
      "",
      "Options of Lean and of a model stand before the verb."
    })
final class SessionCommand implements Callable<Integer>, Desks {
  @Spec private CommandSpec spec;

  @Mixin private LeanOptions lean;

  @Mixin private ModelOptions model;

  @Option(
      names = {"-C", "--session"},
      paramLabel = "DIR",
      scope = CommandLine.ScopeType.INHERIT,
      description = "The session; default: the folder here, or the nearest one above that is one.")
  private @Nullable Path folder;

  @Option(
      names = "--author",
      paramLabel = "NAME",
      scope = CommandLine.ScopeType.INHERIT,
      description = "Who does it; default: git's user.name, else the system's.")
  private @Nullable String author;

  @Override
  public Integer call() {
    if (folder == null && above().isEmpty()) {
      spec.commandLine().usage(spec.commandLine().getOut());
      return Exit.PROVED;
    }
    if (!Terminal.isTyped()) {
      return with(desk -> SessionRunCommand.run(desk, ProveCommand.given(null, "run")));
    }
    try (Desk desk = open(folder(), true)) {
      return new SessionShell(desk).run();
    }
  }

  /** Where the session is. */
  Path folder() {
    if (folder != null) {
      return folder;
    }
    return above()
        .orElseThrow(
            () ->
                new Trouble(
                    Path.of("").toAbsolutePath()
                        + " is no session, nor is any folder above; 'lakatos session new DIR' makes one"));
  }

  private static Optional<Path> above() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
        .filter(Session::isSession)
        .findFirst();
  }

  /** Who does what is done. */
  String author() {
    return author != null ? author : Author.usual();
  }

  @Override
  public int with(ToIntFunction<Desk> work) {
    return with(folder(), work);
  }

  /** The same for a session that is somewhere else. */
  int with(Path where, ToIntFunction<Desk> work) {
    try (Desk desk = open(where, false)) {
      return work.applyAsInt(desk);
    } catch (SessionException e) {
      throw new Trouble(e.getMessage(), e);
    }
  }

  private Desk open(Path where, boolean staying) {
    return new Desk(
        where,
        author(),
        () -> SessionEngine.start(lean, model),
        spec.commandLine().getOut(),
        spec.commandLine().getErr(),
        staying);
  }
}
