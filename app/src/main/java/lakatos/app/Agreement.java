package lakatos.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lakatos.autoformalizer.Candidate;
import lakatos.autoformalizer.Formalized;
import lakatos.leanbridge.Statement;
import picocli.CommandLine;

/**
 * Which of the statements that were made of words is meant: a person says, or {@code --yes} does.
 */
final class Agreement {
  private final CommandLine command;
  private final boolean yes;

  /**
   * @param yes whether the likeliest one is taken, if nothing was found that makes it wrong
   */
  Agreement(CommandLine command, boolean yes) {
    this.command = command;
    this.yes = yes;
  }

  /**
   * Sees to it that somebody can be asked, before anything is begun for nothing.
   *
   * @throws Trouble if nobody can
   */
  void requireAskable() {
    if (!yes && !Terminal.isTyped()) {
      throw new Trouble(
          "nobody is there to say whether the statement is what is meant; give --yes, or look at it"
              + " with 'lakatos formalize' first");
    }
  }

  /**
   * Asks for one of the statements.
   *
   * @return nothing if there is none, or none that is wanted
   */
  Optional<Statement> on(Formalized result) {
    List<Candidate> candidates = result.candidates();
    PrintWriter err = command.getErr();
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    if (yes) {
      Candidate best = candidates.get(0);
      if (!best.isSound()) {
        err.println(
            "lakatos: the statement has a fault, so --yes does not lock it; give the statement itself");
        return Optional.empty();
      }
      return Optional.of(best.statement());
    }
    return asked(candidates);
  }

  private Optional<Statement> asked(List<Candidate> candidates) {
    PrintWriter err = command.getErr();
    String others = candidates.size() == 1 ? "" : ", or the number of another";
    err.print("Is this what is meant? [y]es, [n]o" + others + ": ");
    err.flush();
    String said = line().strip().toLowerCase(Locale.ROOT);
    if (said.equals("y") || said.equals("yes") || said.equals("1")) {
      return Optional.of(candidates.get(0).statement());
    }
    if (said.matches("\\d{1,4}")) {
      int number = Integer.parseInt(said);
      if (number >= 1 && number <= candidates.size()) {
        return Optional.of(candidates.get(number - 1).statement());
      }
      err.println("lakatos: there is no reading of number " + number);
    }
    err.println("lakatos: nothing is locked");
    return Optional.empty();
  }

  private static String line() {
    try {
      // not closed: standard input is the process's own
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      String line = reader.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new Trouble("cannot read standard input: " + e.getMessage(), e);
    }
  }
}
