package lakatos.app;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import lakatos.leanbridge.Verdict;
import lakatos.prover.Budget;
import lakatos.session.Jobs;
import lakatos.session.Line;
import lakatos.session.Node;
import lakatos.session.SessionState;
import lakatos.session.Status;
import lakatos.session.Workshop;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Verbs of a session that look for proofs and judge them. */
final class ProofVerbs {
  private ProofVerbs() {}

  /** Waits for what runs; an interrupt cancels it. */
  static void await(Jobs jobs) {
    try {
      jobs.await();
    } catch (InterruptedException e) {
      jobs.running().forEach(jobs::cancel);
      Thread.currentThread().interrupt();
    }
  }

  /** {@code prove}. */
  @Command(
      name = "prove",
      description = {
        "Looks for proofs, several at once; without a node, of all that are open.",
        "In a shell it goes on in the background: 'jobs', 'wait' and 'cancel' are for that."
      },
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Examples:",
        "  prove                                        whatever is open",
        "  prove step1 step2 --budget 5m",
        "  prove step1 --by 'by omega'                  a proof of one's own",
        "  prove step1 --by nodes/step1.lean            the same, from an edited file"
      })
  static final class Prove implements Callable<Integer> {
    @ParentCommand private Desks desks;

    @Parameters(arity = "0..*", paramLabel = "NODE")
    private List<String> names = List.of();

    @Option(
        names = "--budget",
        paramLabel = "TIME",
        converter = DurationConverter.class,
        description = "For each node, such as 20s or 5m; default: 60s.")
    private Duration budget = Budget.DEFAULT.wall();

    @Option(
        names = "--tokens",
        paramLabel = "COUNT",
        converter = CountConverter.class,
        description = "Most tokens that a model may draw for a node, such as 200k.")
    private long tokens = Budget.DEFAULT.tokens();

    @Option(names = "--by", paramLabel = "PROOF|FILE", description = "A proof to take.")
    private @Nullable String proof;

    @Option(names = "--wait", description = "In a shell too, wait until it is done.")
    private boolean wait;

    @Override
    public Integer call() {
      return desks.with(this::on);
    }

    private int on(Desk desk) {
      String given = proof;
      if (given != null) {
        return take(desk, given);
      }
      Budget limits = new Budget(budget, Budget.DEFAULT.samples(), tokens);
      List<String> open = names.isEmpty() ? open(desk.session().state()) : names;
      if (open.isEmpty()) {
        throw new Trouble("nothing is open; 'check' judges the whole, 'lemma' states more");
      }
      open.forEach(desk.session()::node);
      Jobs jobs = desk.jobs();
      open.forEach(name -> jobs.prove(name, limits));
      if (desk.isStaying() && !wait) {
        return Exit.PROVED;
      }
      await(jobs);
      SessionState state = desk.session().state();
      return open.stream()
              .flatMap(name -> state.node(name).stream())
              .allMatch(node -> state.proof(node).isPresent())
          ? Exit.PROVED
          : Exit.NOT_PROVED;
    }

    private int take(Desk desk, String given) {
      if (names.size() != 1) {
        throw new Trouble("--by is a proof of one node; name it");
      }
      Line line = desk.workshop().take(names.get(0), StatementVerbs.text(List.of(given)));
      desk.err().flush();
      return line.number() > 0 ? Exit.PROVED : Exit.NOT_PROVED;
    }

    /** Lemmas first: what is below may decide what is above. */
    private static List<String> open(SessionState state) {
      return state.nodes().values().stream()
          .filter(node -> state.proof(node).isEmpty() && state.refutation(node).isEmpty())
          .sorted(java.util.Comparator.comparing(node -> node.lock().isPresent()))
          .map(Node::name)
          .toList();
    }
  }

  /** {@code check}. */
  @Command(
      name = "check",
      description = "Puts the whole proof together and has it judged strictly.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Examples:",
        "  check                                        every goal",
        "  check step1"
      })
  static final class Check implements Callable<Integer> {
    @ParentCommand private Desks desks;

    @Parameters(arity = "0..*", paramLabel = "NODE")
    private List<String> names = List.of();

    @Override
    public Integer call() {
      return desks.with(this::on);
    }

    private int on(Desk desk) {
      List<String> asked =
          names.isEmpty()
              ? desk.session().state().goals().stream().map(Node::name).toList()
              : names;
      if (asked.isEmpty()) {
        throw new Trouble("nothing is locked; 'lock' a statement, or name a node");
      }
      boolean proved = true;
      for (String name : asked) {
        Workshop.Check check = desk.workshop().check(name);
        print(desk.out(), name, check);
        proved &= check.isProved();
      }
      return proved ? Exit.PROVED : Exit.NOT_PROVED;
    }

    private static void print(PrintWriter out, String name, Workshop.Check check) {
      if (!(check.verdict() instanceof Verdict.Proved proved)) {
        out.println(name + " does not stand:\n" + check.reason());
        return;
      }
      List<String> hypotheses = check.assembly().hypotheses().stream().map(Node::name).toList();
      String axioms =
          proved.axioms().isEmpty() ? "no axioms" : "axioms: " + String.join(", ", proved.axioms());
      out.println(
          name
              + (hypotheses.isEmpty()
                  ? " is proved"
                  : " follows from what is not proved: " + String.join(", ", hypotheses))
              + "; checked strictly by "
              + proved.toolchain()
              + "; "
              + axioms);
      out.flush();
    }
  }

  /** {@code refute}. */
  @Command(
      name = "refute",
      description = "Looks for a proof that a node is false, with a witness.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  refute step1 --budget 20s"})
  static final class Refute implements Callable<Integer> {
    @ParentCommand private Desks desks;

    @Parameters(paramLabel = "NODE")
    private String name;

    @Option(
        names = "--budget",
        paramLabel = "TIME",
        converter = DurationConverter.class,
        description = "Such as 20s or 5m; default: 60s.")
    private Duration budget = Budget.DEFAULT.wall();

    @Override
    public Integer call() {
      return desks.with(
          desk -> {
            desk.jobs().refute(name, new Budget(budget));
            if (desk.isStaying()) {
              return Exit.PROVED;
            }
            await(desk.jobs());
            Node node = desk.session().node(name);
            return desk.session().state().refutation(node).isPresent()
                ? Exit.PROVED
                : Exit.NOT_PROVED;
          });
    }
  }

  /** A status for people, with what a search that did not end left. */
  static String words(Desk desk, SessionState state, Node node) {
    Status status = state.status(node);
    String words = desk.paint().status(status);
    if (desk.atWork().contains(node.name())) {
      return words + ", at work";
    }
    boolean interrupted = state.begun().containsValue(node.name());
    return interrupted && !status.isProved() ? words + ", interrupted" : words;
  }
}
