package lakatos.app;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verdict;
import lakatos.prover.ProofResult;
import lakatos.prover.TheoremSource;
import lakatos.prover.WholeProof;
import lakatos.v1.Result;
import picocli.CommandLine;

/** Results: Lean or JSON on standard output, everything else on standard error. */
final class ResultPrinter {
  private final PrintWriter out;
  private final PrintWriter err;
  private final String writer;

  ResultPrinter(CommandLine command) {
    this(command, WholeProof.NAME);
  }

  /**
   * Makes a printer.
   *
   * @param writer whom people are told that whole proofs are by
   */
  ResultPrinter(CommandLine command, String writer) {
    this.out = command.getOut();
    this.err = command.getErr();
    this.writer = writer;
  }

  void print(Statement statement, ProofResult result, boolean json, String toolchain) {
    if (json) {
      out.println(Results.of(statement, result, toolchain));
    } else {
      print(statement, result);
    }
  }

  /** The same for what a server says. */
  void print(Statement statement, Result result, boolean json) {
    if (json) {
      out.println(Replies.found(result));
      return;
    }
    ProofResult.Effort effort = Replies.effort(result.getEffort());
    String grounds =
        grounds(result.getStrict(), result.getToolchain(), List.copyOf(result.getAxiomsList()));
    switch (result.getVerdict()) {
      case VERDICT_PROVED -> printProved(statement, result.getSource(), effort, grounds);
      case VERDICT_REFUTED -> {
        print(statement, result.getNegation());
        sayRefuted(result.getWitness(), effort, grounds);
      }
      case VERDICT_OPEN -> sayOpen(result.getGoalsList(), effort);
      case VERDICT_ERROR,
          VERDICT_CANCELLED,
          VERDICT_FAILED,
          VERDICT_REJECTED,
          VERDICT_TIMEOUT,
          VERDICT_CRASHED,
          VERDICT_FORMALIZED,
          VERDICT_DOUBTFUL,
          VERDICT_UNSPECIFIED,
          UNRECOGNIZED ->
          throw new IllegalArgumentException("not the result of a search: " + result.getVerdict());
    }
    err.flush();
  }

  private void print(Statement statement, ProofResult result) {
    if (result instanceof ProofResult.Proved proved) {
      printProved(statement, proved.source(), result.effort(), grounds(proved.verdict()));
    } else if (result instanceof ProofResult.Refuted refuted) {
      print(statement, refuted.negation() + " := " + refuted.proof());
      sayRefuted(refuted.witness(), result.effort(), grounds(refuted.verdict()));
    } else if (result instanceof ProofResult.Open open) {
      sayOpen(open.goals(), result.effort());
    }
    err.flush();
  }

  private void printProved(
      Statement statement, String source, ProofResult.Effort effort, String grounds) {
    print(statement, source);
    String by = effort.policy().equals(WholeProof.NAME) ? writer : effort.policy();
    err.println("proved by " + by + " " + cost(effort) + "; " + grounds);
  }

  private void sayRefuted(String witness, ProofResult.Effort effort, String grounds) {
    String at = witness.isEmpty() ? "" : " at " + witness;
    err.println("refuted" + at + " " + cost(effort) + "; " + grounds);
  }

  private void sayOpen(List<String> goals, ProofResult.Effort effort) {
    err.println(
        "not proved "
            + cost(effort)
            + ", nor refuted"
            + (goals.isEmpty() ? "" : "; what remained where the search came furthest:"));
    goals.forEach(goal -> err.println("\n" + Terminal.harmless(goal).indent(2).stripTrailing()));
  }

  /** A text that Lean accepts as it is: with the author's header and definitions. */
  private void print(Statement statement, String theorem) {
    String header = TheoremSource.withoutDefaults(statement.header());
    for (String part : List.of(header, statement.preamble())) {
      if (!part.isEmpty()) {
        out.println(part + "\n");
      }
    }
    out.println(theorem);
    out.flush();
  }

  private static String cost(ProofResult.Effort effort) {
    String attempts = "in %s (%d attempts".formatted(seconds(effort.wall()), effort.attempts());
    return effort.tokens() == 0
        ? attempts + ")"
        : attempts
            + ", %d tokens; model busy %d%% of the time, Lean %d%%)"
                .formatted(
                    effort.tokens(), share(effort.model(), effort), share(effort.lean(), effort));
  }

  /** Lean's can be more than the whole: several processes work at once. */
  private static long share(Duration busy, ProofResult.Effort effort) {
    return Math.round(100.0 * busy.toMillis() / Math.max(1, effort.wall().toMillis()));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  private static String grounds(Verdict.Proved verdict) {
    return grounds(verdict.strict(), verdict.toolchain(), verdict.axioms());
  }

  private static String grounds(boolean strict, String toolchain, List<String> axioms) {
    return "checked "
        + (strict ? "strictly " : "")
        + "by "
        + toolchain
        + "; "
        + (axioms.isEmpty() ? "no axioms" : "axioms: " + String.join(", ", axioms));
  }
}
