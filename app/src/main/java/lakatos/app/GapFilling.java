package lakatos.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lakatos.leanbridge.Message;
import lakatos.leanbridge.Verifier;
import lakatos.prover.Budget;
import lakatos.prover.Closers;
import lakatos.prover.FileProver;
import picocli.CommandLine;

/** Fills the gaps of a file, and tells of each. */
final class GapFilling {
  private final CommandLine command;
  private final boolean json;
  private final Closers closers;
  private final Budget budget;

  /**
   * @param budget for each gap
   */
  GapFilling(CommandLine command, boolean json, Closers closers, Budget budget) {
    this.command = command;
    this.json = json;
    this.closers = closers;
    this.budget = budget;
  }

  /** Returns the exit code. */
  int fill(LeanOptions lean, Path file, Path target) {
    String text = ProveCommand.readFile(file);
    ResultsFile.requireReplaceable(target);
    try (Lean running = lean.prover(1)) {
      running.verifier().warm();
      FileProver.Result result =
          new FileProver(running.pool(), running.verifier(), closers)
              .fill(text, budget, gap -> tell(file, gap));
      ResultsFile.replace(target, result.text());
      report(result, target, running);
      return result.complete() ? Exit.PROVED : Exit.NOT_PROVED;
    } catch (IllegalArgumentException e) {
      throw new Trouble(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new Trouble("cannot write " + target + "; choose another --out", e);
    }
  }

  private void report(FileProver.Result result, Path target, Lean running) {
    if (json) {
      command.getOut().println(Results.of(result, target, running.toolchain()));
      return;
    }
    PrintWriter err = command.getErr();
    long filled = result.gaps().stream().filter(gap -> gap.proof().isPresent()).count();
    err.printf("lakatos: %d of %d gaps filled, %s written%n", filled, result.gaps().size(), target);
    complaints(result).forEach(err::println);
  }

  /** What keeps a file from being proved, other than its gaps. */
  private static List<String> complaints(FileProver.Result result) {
    List<String> complaints = new ArrayList<>();
    result.audit().messages().stream()
        .filter(Message::isError)
        .forEach(message -> complaints.add(message.toString()));
    boolean open = result.gaps().stream().anyMatch(gap -> gap.proof().isEmpty());
    for (Verifier.Audited theorem : result.audit().theorems()) {
      if (!open && !theorem.verdict().isProved()) {
        complaints.add(theorem.theorem() + ": " + Results.line(theorem.verdict()));
      }
    }
    return complaints;
  }

  private void tell(Path file, FileProver.Filled gap) {
    String place = file + ":" + gap.line() + ":" + gap.column() + ": ";
    String outcome =
        gap.proof()
            .map(proof -> proof.strip().replaceAll("\\s*\\n\\s*", "; "))
            .orElseGet(() -> "not proved: " + String.join("\n", gap.goals()));
    command.getErr().println(place + outcome);
    command.getErr().flush();
  }
}
