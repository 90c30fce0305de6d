package lakatos.app;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Verbs of a shell about searches that run in the background. */
final class JobVerbs {
  private JobVerbs() {}

  /** {@code jobs}. */
  @Command(
      name = "jobs",
      description = "What is being worked on.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  jobs"})
  static final class ListJobs implements Callable<Integer> {
    @ParentCommand private Desks desks;

    @Override
    public Integer call() {
      return desks.with(
          desk -> {
            List<String> running = desk.atWork();
            desk.out()
                .println(running.isEmpty() ? "nothing is at work" : String.join("\n", running));
            return Exit.PROVED;
          });
    }
  }

  /** {@code wait}. */
  @Command(
      name = "wait",
      description = "Waits until nothing runs; Ctrl-C cancels what does.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  wait"})
  static final class Wait implements Callable<Integer> {
    @ParentCommand private Desks desks;

    @Override
    public Integer call() {
      return desks.with(
          desk -> {
            if (!desk.atWork().isEmpty()) {
              ProofVerbs.await(desk.jobs());
            }
            return Exit.PROVED;
          });
    }
  }

  /** {@code cancel}. */
  @Command(
      name = "cancel",
      description = "Ends searches; without a node, all.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  cancel step1"})
  static final class Cancel implements Callable<Integer> {
    @ParentCommand private Desks desks;

    @Parameters(arity = "0..*", paramLabel = "NODE")
    private List<String> names = List.of();

    @Override
    public Integer call() {
      return desks.with(
          desk -> {
            if (desk.atWork().isEmpty()) {
              throw new Trouble("nothing is at work");
            }
            (names.isEmpty() ? desk.atWork() : names).forEach(desk.jobs()::cancel);
            return Exit.PROVED;
          });
    }
  }
}
