package lakatos.app;

import io.grpc.StatusRuntimeException;
import java.io.PrintWriter;
import lakatos.corpus.CorpusException;
import lakatos.expertiteration.IterationException;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.Message;
import lakatos.prover.model.ModelException;
import lakatos.service.ServiceException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The entry point. */
@Command(
    name = "lakatos",
    description = "Proves theorems in Lean: a statement in, a kernel-checked proof out.",
    mixinStandardHelpOptions = true,
    version = "lakatos 0.1.0",
    subcommands = {
      ProveCommand.class,
      RefuteCommand.class,
      FormalizeCommand.class,
      VerifyCommand.class,
      ReportCommand.class,
      ReplayCommand.class,
      BatchCommand.class,
      ServeCommand.class,
      SessionCommand.class,
      DoctorCommand.class,
      ModelCommand.class,
      IterateCommand.class,
      EvalCommand.class,
      CorpusCommand.class,
      TokenCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  lakatos prove 'theorem t (a b : Nat) : a + b = b + a'",
      "  lakatos prove Draft.lean                  fills each sorry of a file",
      "  lakatos prove --in problems.jsonl --out results.jsonl",
      "  lakatos refute 'theorem t (n : Nat) : n ^ 2 < 2 ^ n'",
      "  lakatos formalize 'Show that n^2 + n is even for every natural number n.'",
      "  lakatos verify --strict --in cases.jsonl --out verdicts.jsonl",
      "  lakatos batch submit problems.jsonl --server HOST:PORT",
      "  lakatos report runs/                      what the recorded attempts come to",
      "  lakatos replay runs/today.jsonl           judges recorded proofs again",
      "  lakatos iterate --run runs/first --in statements.jsonl --base base",
      "  lakatos eval --in set.jsonl --model hf:DIR --k 1,8",
      "  lakatos corpus extract --out core.jsonl    what Lean's library proves, as problems",
      "  lakatos token add alice --role submit     lets alice call a server",
      "  lakatos doctor",
      "",
      "Exit codes: 0 proved, 1 not proved, 2 bad input or something is missing."
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return explaining(new CommandLine(new Main()));
  }

  /** The same command, with a sentence for whatever goes wrong. */
  static CommandLine explaining(CommandLine command) {
    return command
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::explain)
        .setParameterExceptionHandler(Main::explainUsage);
  }

  /** One sentence for what went wrong, and Lean's own messages if it has any; no stack trace. */
  private static int explain(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (e instanceof LeanException lean) {
      // closed under our feet: the JVM is ending, and the user knows why
      if (lean.reason() != LeanException.Reason.CLOSED) {
        err.println("lakatos: " + Explanation.sentence(lean));
        lean.messages().stream().filter(Message::isError).forEach(err::println);
      }
    } else if (e instanceof StatusRuntimeException call) {
      err.println("lakatos: " + call.getStatus().getDescription());
    } else if (e instanceof Trouble
        || e instanceof ModelException
        || e instanceof ServiceException
        || e instanceof CorpusException
        || e instanceof IterationException) {
      err.println("lakatos: " + e.getMessage());
    } else {
      err.println("lakatos: " + defect(e));
    }
    return Exit.TROUBLE;
  }

  /** A sentence that helps whoever is to mend Lakatos. */
  static String defect(Exception e) {
    StackTraceElement[] trace = e.getStackTrace();
    return "this should not happen, please report it: "
        + e
        + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  private static int explainUsage(CommandLine.ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("lakatos: " + e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    String name = command.getCommandSpec().qualifiedName().strip();
    boolean verb = !name.startsWith("lakatos"); // in a session's shell
    err.println("Try '" + (verb ? ("help " + name).strip() : name + " --help") + "'.");
    return Exit.TROUBLE;
  }
}
