package lakatos.app;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import lakatos.session.Line;
import lakatos.session.Node;
import lakatos.session.SessionState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Verbs of a session that say what is to be proved. */
final class StatementVerbs {
  private StatementVerbs() {}

  /** Words from the command line, or the file that they name. */
  static String text(List<String> words) {
    String text = String.join(" ", words).strip();
    if (words.size() == 1 && namesFile(text)) {
      return ProveCommand.readFile(Path.of(text));
    }
    return text;
  }

  private static boolean namesFile(String text) {
    try {
      return Files.isRegularFile(Path.of(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** {@code lock}. */
  @Command(
      name = "lock",
      description = "Fixes what is to be proved: the theorem, with header and definitions.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Examples:",
        "  lock 'theorem t (n : Nat) : n < 2 ^ n'",
        "  lock Statement.lean --informal 'Every n is less than 2^n.'",
        "  lock --words t 'Show that n < 2^n for every natural number n.'"
      })
  static final class Lock implements Callable<Integer> {
    @ParentCommand private Desks desks;

    @Parameters(arity = "1..*", paramLabel = "STATEMENT|FILE.lean")
    private List<String> words;

    @Option(names = "--informal", paramLabel = "TEXT", description = "The same in words.")
    private String informal = "";

    @Option(
        names = "--words",
        paramLabel = "NAME",
        description =
            "Of the theorem; the statement is in words, and shown as it was understood, with what"
                + " speaks for and against it.")
    private String named = "";

    @Option(
        names = "--budget",
        paramLabel = "TIME",
        converter = DurationConverter.class,
        description = "For the look at a statement in words; default: 30s.")
    private Duration budget = Duration.ofSeconds(30);

    @Override
    public Integer call() {
      return desks.with(
          desk -> {
            if (!named.isEmpty()) {
              desk.workshop()
                  .lockWords(named, text(words), budget)
                  .forEach(line -> desk.out().println(Terminal.harmless(line)));
              return Exit.PROVED;
            }
            Line line = desk.workshop().lock(text(words), informal);
            desk.out().println(line.entry().sentence());
            return Exit.PROVED;
          });
    }
  }

  /** {@code unlock}. */
  @Command(
      name = "unlock",
      description = "Lets a locked statement be changed; that is written down.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  unlock t the case n = 0 was missing"})
  static final class Unlock implements Callable<Integer> {
    @ParentCommand private Desks desks;

    @Parameters(index = "0", paramLabel = "NODE")
    private String name;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "REASON")
    private List<String> reason = List.of();

    @Override
    public Integer call() {
      return desks.with(
          desk -> {
            Line line = desk.session().unlock(name, String.join(" ", reason));
            desk.out().println(line.entry().sentence());
            return Exit.PROVED;
          });
    }
  }

  /** {@code lemma}. */
  @Command(
      name = "lemma",
      description = "States a lemma on the way, or states it anew.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Examples:",
        "  lemma 'step (n : Nat) : 2 ^ n ≠ 0'            for the goal, if there is one",
        "  lemma 'step2 (n : Nat) : 0 < 2 ^ n' --uses step --for t",
        "  lemma nodes/step.lean                        takes a statement that was edited"
      })
  static final class Lemma implements Callable<Integer> {
    @ParentCommand private Desks desks;

    @Parameters(arity = "1..*", paramLabel = "STATEMENT|FILE.lean")
    private List<String> words;

    @Option(
        names = "--for",
        split = ",",
        paramLabel = "NODE",
        description = "Nodes whose proofs may use it; default: the goal, if there is but one.")
    private List<String> usedBy = List.of();

    @Option(
        names = "--uses",
        split = ",",
        paramLabel = "NODE",
        description = "Lemmas that its own proof may use.")
    private List<String> uses = List.of();

    @Option(names = "--informal", paramLabel = "TEXT", description = "The same in words.")
    private String informal = "";

    @Override
    public Integer call() {
      return desks.with(
          desk -> {
            List<String> users = usedBy.isEmpty() ? goal(desk.session().state()) : usedBy;
            Line line = desk.workshop().lemma(text(words), informal, uses, users);
            desk.out().println(line.entry().sentence());
            return Exit.PROVED;
          });
    }

    private static List<String> goal(SessionState state) {
      List<Node> goals = state.goals();
      return goals.size() == 1 ? List.of(goals.get(0).name()) : List.of();
    }
  }

  /** {@code sketch}. */
  @Command(
      name = "sketch",
      description =
          "Makes a lemma of each gap of an argument; the argument proves the node from them.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Examples:",
        "  sketch t Sketch.lean                         a proof of t with a sorry for each gap",
        "  sketch t 'n < n + 1 for every natural number n.'   in words, a step for each sentence",
        "  sketch t 'by",
        "    have pos : 0 < 2 ^ n := by sorry",
        "    omega'"
      })
  static final class Sketch implements Callable<Integer> {
    @ParentCommand private Desks desks;

    @Parameters(index = "0", paramLabel = "NODE")
    private String name;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "PROOF|FILE")
    private List<String> words;

    @Override
    public Integer call() {
      return desks.with(
          desk -> {
            Line line = desk.workshop().sketch(name, text(words));
            desk.out().println(line.entry().sentence());
            return Exit.PROVED;
          });
    }
  }
}
