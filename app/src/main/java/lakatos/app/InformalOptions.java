package lakatos.app;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import lakatos.autoformalizer.InformalProblem;
import lakatos.prover.Problem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is to be proved, in words, and how it becomes a statement. */
final class InformalOptions {
  @Option(
      names = "--informal",
      paramLabel = "TEXT|FILE",
      description =
          "What to prove, in words: they become a statement, which is shown, and proved if it is"
              + " what is meant.")
  private @Nullable String informal;

  @Option(names = "--answer", description = "What --informal asks for.")
  private @Nullable String answer;

  @Option(
      names = "--yes",
      description = "Take the likeliest statement without asking, unless it has a fault.")
  private boolean yes;

  @Mixin private FormalizerChoice choice;

  boolean isGiven() {
    return informal != null;
  }

  /**
   * Checks all that can be checked before anything is begun for nothing.
   *
   * @param others what else is to be proved; nulls are nothing
   */
  void check(CommandLine command, @Nullable Object... others) {
    List<String> given =
        Stream.of(others).flatMap(Stream::ofNullable).map(String::valueOf).toList();
    if (!given.isEmpty()) {
      throw new Trouble("there are two things to prove; leave out " + given.get(0));
    }
    choice.check();
    new Agreement(command, yes).requireAskable();
  }

  /** Makes a statement of the words, shows it, and has it accepted; nothing if it is not. */
  Optional<Problem> agreed(CommandLine command, Lean lean, boolean json) {
    try (FormalizerChoice.Running running = choice.open()) {
      return agreed(
          command,
          json,
          problem ->
              Statements.of(
                  running.autoformalizer(lean).formalize(problem, running.time(), stage -> {})));
    }
  }

  /** The same at a server. */
  Optional<Problem> agreed(CommandLine command, Connection server, boolean json) {
    RemoteFormalizer there =
        new RemoteFormalizer(server, choice.drafting(), command.getErr(), json);
    return agreed(command, json, problem -> there.formalize(problem, sentence -> {}));
  }

  private Optional<Problem> agreed(
      CommandLine command, boolean json, Function<InformalProblem, Statements> formalize) {
    String words = FormalizeCommand.words(informal);
    Statements result = formalize.apply(FormalizeCommand.problem("problem", words, answer));
    if (json) {
      command.getOut().println(FormalizedJson.of(result));
    } else {
      new FormalizedPrinter(command).print(result);
    }
    return new Agreement(command, yes)
        .on(result)
        .map(statement -> new Problem(statement.text(), statement, Optional.of(words)));
  }
}
