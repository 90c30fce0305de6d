package lakatos.app;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import lakatos.session.Line;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Verbs of a session that look closer at one node. */
final class InsightVerbs {
  private InsightVerbs() {}

  /** {@code probe}. */
  @Command(
      name = "probe",
      description = "Looks at edge cases and small instances before effort is spent.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  probe step1"})
  static final class Probe implements Callable<Integer> {
    @ParentCommand private Desks desks;

    @Parameters(paramLabel = "NODE")
    private String name;

    @Option(
        names = "--budget",
        paramLabel = "TIME",
        converter = DurationConverter.class,
        description = "Such as 20s or 5m; default: 30s.")
    private Duration budget = Duration.ofSeconds(30);

    @Override
    public Integer call() {
      return desks.with(
          desk -> {
            desk.workshop()
                .probe(name, budget)
                .forEach(line -> desk.out().println(Terminal.harmless(line)));
            return Exit.PROVED;
          });
    }
  }

  /** {@code suggest}. */
  @Command(
      name = "suggest",
      description = "What one could try next: what remains, what the library offers, what fails.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  suggest step1 --budget 30s"})
  static final class Suggest implements Callable<Integer> {
    @ParentCommand private Desks desks;

    @Parameters(paramLabel = "NODE")
    private String name;

    @Option(
        names = "--budget",
        paramLabel = "TIME",
        converter = DurationConverter.class,
        description = "For the look around; default: 20s.")
    private Duration budget = Duration.ofSeconds(20);

    @Override
    public Integer call() {
      return desks.with(
          desk -> {
            desk.workshop()
                .suggest(name, budget)
                .forEach(line -> desk.out().println(Terminal.harmless(line)));
            return Exit.PROVED;
          });
    }
  }

  /** {@code simplify}. */
  @Command(
      name = "simplify",
      description = "Looks for a shorter proof, from fewer lemmas, or without something.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Examples:",
        "  simplify step1",
        "  simplify step1 --without Classical.choice",
        "  simplify t --without step1",
        "  simplify t --without Mathlib.Tactic"
      })
  static final class Simplify implements Callable<Integer> {
    @ParentCommand private Desks desks;

    @Parameters(paramLabel = "NODE")
    private String name;

    @Option(
        names = "--without",
        paramLabel = "NAME",
        description =
            "An import of the header, a lemma, an axiom, or a name that the proof is not to mention.")
    private String without = "";

    @Option(
        names = "--budget",
        paramLabel = "TIME",
        converter = DurationConverter.class,
        description = "Such as 20s or 5m; default: 60s.")
    private Duration budget = Duration.ofSeconds(60);

    @Override
    public Integer call() {
      return desks.with(
          desk -> {
            Optional<Line> simpler = desk.workshop().simplify(name, without, budget);
            if (simpler.isEmpty()) {
              desk.out()
                  .println(
                      "no simpler proof of "
                          + name
                          + " was found"
                          + (without.isEmpty() ? "" : " without " + without));
              return Exit.NOT_PROVED;
            }
            desk.session()
                .state()
                .proof(desk.session().node(name))
                .ifPresent(proof -> desk.out().println(proof.source()));
            return Exit.PROVED;
          });
    }
  }
}
