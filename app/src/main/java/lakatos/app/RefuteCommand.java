package lakatos.app;

import java.time.Duration;
import java.util.concurrent.Callable;
import lakatos.leanbridge.LeanException;
import lakatos.prover.Budget;
import lakatos.prover.Closers;
import lakatos.prover.Portfolio;
import lakatos.prover.ProofResult;
import lakatos.prover.TheoremSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lakatos refute}. */
@Command(
    name = "refute",
    description = "Proves that a statement is false, and shows where.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  lakatos refute 'theorem t (n : Nat) : n ^ 2 < 2 ^ n'",
      "  lakatos refute 'theorem t (a b : Nat) : a - b + b = a' --json",
      "",
      "Exit codes: 0 refuted, 1 not, 2 bad input or something is missing."
    })
final class RefuteCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private LeanOptions lean;

  @Parameters(
      arity = "0..1",
      paramLabel = "STATEMENT",
      description = "What to refute; without it, or as -, standard input is read.")
  private @Nullable String what;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Time for the search, such as 20s or 5m; default: 60s.")
  private Duration budget = Budget.DEFAULT.wall();

  @Option(names = "--json", description = "Answer with one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    TheoremSource source = ProveCommand.statement(what, "refute");
    try (Lean running = lean.prover(1)) {
      running.verifier().warm();
      running.await(source.statement());
      ProofResult result =
          new Portfolio(running.pool(), running.verifier(), Closers.standard())
              .refute(source.statement(), new Budget(budget));
      new ResultPrinter(spec.commandLine())
          .print(source.statement(), result, json, running.toolchain());
      return result instanceof ProofResult.Refuted ? Exit.PROVED : Exit.NOT_PROVED;
    } catch (LeanException e) {
      throw e.reason() == LeanException.Reason.UNUSABLE ? Explanation.of(e, source) : e;
    }
  }
}
