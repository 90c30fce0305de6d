package lakatos.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import lakatos.session.Fingerprint;
import lakatos.session.History;
import lakatos.session.Line;
import lakatos.session.Node;
import lakatos.session.SessionState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Verbs of a session about what has been done. */
final class HistoryVerbs {
  private HistoryVerbs() {}

  /** {@code status}. */
  @Command(
      name = "status",
      description = "Where everything stands, and what is left.",
      mixinStandardHelpOptions = true,
      footer = {"", "Examples:", "  status", "  status step1           one node, with its text"})
  static final class ShowStatus implements Callable<Integer> {
    @ParentCommand private Desks desks;

    @Parameters(arity = "0..1", paramLabel = "NODE")
    private @Nullable String name;

    @Override
    public Integer call() {
      return desks.with(
          desk -> {
            if (name == null) {
              all(desk);
            } else {
              one(desk, desk.session().node(name));
            }
            desk.out().flush();
            return Exit.PROVED;
          });
    }

    private static void all(Desk desk) {
      SessionState state = desk.session().state();
      PrintWriter out = desk.out();
      out.println(state.title() + ", on branch " + desk.session().history().branch());
      if (state.nodes().isEmpty()) {
        out.println("nothing is locked yet; 'lock' a statement");
      }
      int width = state.nodes().keySet().stream().mapToInt(String::length).max().orElse(0);
      for (Node node : state.nodes().values()) {
        String locked =
            node.lock().map(lock -> "  locked " + Fingerprint.brief(lock.hash())).orElse("");
        out.println(
            "  %s  %s%s"
                .formatted(
                    node.name() + " ".repeat(width - node.name().length()),
                    ProofVerbs.words(desk, state, node),
                    locked));
      }
    }

    private static void one(Desk desk, Node node) {
      SessionState state = desk.session().state();
      PrintWriter out = desk.out();
      out.println(node.text());
      out.println("status: " + ProofVerbs.words(desk, state, node));
      out.println("hash: " + state.hash(node));
      out.println("stated by " + node.stated().author() + " at " + node.stated().time());
      if (!node.informal().isEmpty()) {
        out.println("in words: " + node.informal());
      }
      if (!state.uses(node).isEmpty()) {
        out.println("uses: " + String.join(", ", state.uses(node)));
      }
      state
          .proof(node)
          .ifPresent(
              proof -> out.println("proof by " + proof.by().author() + ":\n" + proof.source()));
      state
          .refutation(node)
          .ifPresent(r -> out.println(r.sentence() + ":\n" + r.negation() + " := " + r.proof()));
      node.goals().forEach(goal -> out.println("left open:\n" + Terminal.harmless(goal)));
      Node.Spent spent = node.spent();
      out.println(
          String.format(
              Locale.ROOT,
              "spent: %.1f s, %d attempts, %d tokens",
              spent.wallMs() / 1000.0,
              spent.attempts(),
              spent.tokens()));
    }
  }

  /** {@code note}. */
  @Command(
      name = "note",
      description = "Keeps words: an idea, a source, a doubt.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Examples:",
        "  note see Hardy and Wright, chapter 14",
        "  note --on step1 true for n = 0 too?"
      })
  static final class Note implements Callable<Integer> {
    @ParentCommand private Desks desks;

    @Option(names = "--on", paramLabel = "NODE", description = "What it is about.")
    private String on = "";

    @Parameters(arity = "1..*", paramLabel = "TEXT")
    private List<String> words;

    @Override
    public Integer call() {
      return desks.with(
          desk -> {
            desk.out().println(desk.session().note(on, String.join(" ", words)).entry().sentence());
            return Exit.PROVED;
          });
    }
  }

  /** {@code undo}. */
  @Command(
      name = "undo",
      description = "Takes back the last step that can be, or the one with this number.",
      mixinStandardHelpOptions = true,
      footer = {"", "Examples:", "  undo", "  undo 12            of an undoing: does it again"})
  static final class Undo implements Callable<Integer> {
    @ParentCommand private Desks desks;

    @Parameters(arity = "0..1", paramLabel = "NUMBER", description = "As 'log' shows it.")
    private @Nullable Integer number;

    @Override
    public Integer call() {
      return desks.with(
          desk -> {
            Line line = number == null ? desk.session().undo() : desk.session().undo(number);
            desk.out().println(line.entry().sentence());
            return Exit.PROVED;
          });
    }
  }

  /** {@code branch}. */
  @Command(
      name = "branch",
      description = "Lists branches, goes to one, or begins one here.",
      mixinStandardHelpOptions = true,
      footer = {"", "Examples:", "  branch", "  branch by-induction"})
  static final class Branch implements Callable<Integer> {
    @ParentCommand private Desks desks;

    @Parameters(arity = "0..1", paramLabel = "NAME")
    private @Nullable String name;

    @Override
    public Integer call() {
      return desks.with(this::on);
    }

    private int on(Desk desk) {
      Map<String, Integer> heads = desk.session().history().heads();
      if (name == null) {
        String current = desk.session().history().branch();
        heads.forEach(
            (branch, head) ->
                desk.out()
                    .println((branch.equals(current) ? "* " : "  ") + branch + " at " + head));
        return Exit.PROVED;
      }
      if (!desk.atWork().isEmpty()) {
        throw new Trouble(
            "a branch cannot be left while searches run; 'wait' for them, or 'cancel' them");
      }
      Line line =
          heads.containsKey(name) ? desk.session().switchTo(name) : desk.session().branch(name);
      desk.out().println(line.entry().sentence());
      return Exit.PROVED;
    }
  }

  /** {@code diff}. */
  @Command(
      name = "diff",
      description = "What has been edited in the folder; with a number, what has changed since.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Examples:",
        "  diff",
        "  diff 12            statements and stands since entry 12"
      })
  static final class Diff implements Callable<Integer> {
    @ParentCommand private Desks desks;

    @Parameters(arity = "0..1", paramLabel = "NUMBER|BRANCH")
    private @Nullable String since;

    @Override
    public Integer call() {
      return desks.with(this::on);
    }

    private int on(Desk desk) {
      PrintWriter out = desk.out();
      if (since != null) {
        desk.session().since(since).forEach(line -> out.println(desk.paint().changed(line)));
        return Exit.PROVED;
      }
      Map<Path, List<String>> edits = desk.session().edits();
      edits.forEach(
          (file, diff) -> {
            out.println(desk.session().root().relativize(file));
            diff.forEach(line -> out.println(desk.paint().changed(line)));
          });
      if (edits.isEmpty()) {
        out.println("nothing has been edited");
      }
      return Exit.PROVED;
    }
  }

  /** {@code log}. */
  @Command(
      name = "log",
      description = "Every step: who, when, and what.",
      mixinStandardHelpOptions = true,
      footer = {"", "Examples:", "  log", "  log --all          of every branch"})
  static final class ShowLog implements Callable<Integer> {
    @ParentCommand private Desks desks;

    @Option(names = "--all", description = "Of every branch.")
    private boolean all;

    @Override
    public Integer call() {
      return desks.with(
          desk -> {
            History history = desk.session().history();
            Set<Integer> undone = history.undone();
            for (Line line : all ? history.lines() : history.path()) {
              desk.out().println(desk.paint().logged(line, !undone.contains(line.number())));
            }
            return Exit.PROVED;
          });
    }
  }
}
