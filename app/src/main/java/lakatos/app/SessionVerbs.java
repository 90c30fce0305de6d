package lakatos.app;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import lakatos.session.SessionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The verbs of a session that is open, one line after the other. */
@Command(
    name = "",
    description = "Verbs of a session; 'help VERB' has examples.",
    synopsisHeading = "",
    customSynopsis = "VERB ...",
    subcommands = {
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
      JobVerbs.Wait.class,
      JobVerbs.Cancel.class,
      JobVerbs.ListJobs.class,
      HistoryVerbs.ShowStatus.class,
      HistoryVerbs.Note.class,
      HistoryVerbs.Undo.class,
      HistoryVerbs.Branch.class,
      HistoryVerbs.Diff.class,
      HistoryVerbs.ShowLog.class,
      ExportVerb.class,
      CommandLine.HelpCommand.class
    })
final class SessionVerbs implements Runnable, Desks {
  private final Desk desk;

  SessionVerbs(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    // an empty line
  }

  @Override
  public int with(ToIntFunction<Desk> work) {
    try {
      return work.applyAsInt(desk);
    } catch (SessionException e) {
      throw new Trouble(e.getMessage(), e);
    }
  }

  /** A reader of lines for this desk. */
  CommandLine commandLine() {
    return Main.explaining(new CommandLine(this)).setOut(desk.out()).setErr(desk.err());
  }

  /** The verbs by name. */
  static List<String> names(CommandLine verbs) {
    return new ArrayList<>(verbs.getSubcommands().keySet());
  }

  /** Runs one line; {@code #} begins one that says nothing. */
  static int execute(CommandLine verbs, String line) {
    List<String> words = Words.of(line).words();
    if (words.isEmpty() || words.get(0).startsWith("#")) {
      return Exit.PROVED;
    }
    int code = verbs.execute(words.toArray(String[]::new));
    verbs.getOut().flush();
    verbs.getErr().flush();
    return code;
  }
}
