package lakatos.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import lakatos.v1.Candidate;
import lakatos.v1.JobResult;
import lakatos.v1.Problem;
import lakatos.v1.Result;
import lakatos.v1.Statement;
import lakatos.v1.Verdict;

/**
 * A folder of Lean files, one for each problem: complete if it is proved, else with {@code sorry}
 * and what is known in comments. A statement that was made of words comes with these.
 */
final class ProofFolder {
  private static final int LONGEST_NAME = 150;

  private final Path folder;
  private final Set<String> names = new HashSet<>();

  /**
   * @throws Trouble if there is something else, or it cannot be made
   */
  ProofFolder(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new Trouble("cannot make the folder " + folder + "; choose another --out", e);
    }
  }

  /** Writes the file of a problem, over the one that is there. */
  void add(JobResult result) {
    Path file = folder.resolve(name(result.getResult().getId()) + ".lean");
    try {
      ResultsFile.replace(file, text(result.getProblem(), result.getResult()));
    } catch (IOException e) {
      throw new Trouble("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** An id may be any text, and two may differ in what a file's name cannot have. */
  private String name(String id) {
    String plain = id.replaceAll("[^\\p{L}\\p{N}._-]+", "_").replaceAll("^\\.+", "_");
    String cut = plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME);
    String name = cut.isEmpty() ? "_" : cut;
    String free = name;
    for (int i = 2; !names.add(free.toLowerCase(Locale.ROOT)); i++) {
      free = name + "-" + i;
    }
    return free;
  }

  private static String text(Problem problem, Result result) {
    Statement statement =
        result.getFormalization().getCandidatesList().stream()
            .findFirst()
            .map(Candidate::getStatement)
            .orElse(problem.getStatement());
    List<String> parts = new ArrayList<>();
    parts.add(statement.getHeader().strip());
    parts.add(statement.getPreamble().strip());
    parts.add(comment(problem, result));
    parts.add(theorem(problem, statement, result).strip());
    return parts.stream()
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("\n\n", "", "\n"));
  }

  private static String theorem(Problem problem, Statement statement, Result result) {
    if (result.getVerdict() == Verdict.VERDICT_PROVED) {
      return problem.getCandidate().isEmpty() ? result.getSource() : problem.getCandidate();
    }
    return statement.getText().isBlank() ? "" : statement.getText() + " := by\n  sorry";
  }

  /** Line by line: what a model or a server wrote cannot end a comment of one line. */
  private static String comment(Problem problem, Result result) {
    StringBuilder text = new StringBuilder(Replies.word(result.getVerdict()));
    switch (result.getVerdict()) {
      case VERDICT_PROVED -> text.append("; checked by ").append(result.getToolchain());
      case VERDICT_REFUTED ->
          text.append(result.getWitness().isEmpty() ? "" : " at " + result.getWitness())
              .append(":\n")
              .append(result.getNegation());
      case VERDICT_OPEN -> {
        text.append(result.getGoalsCount() == 0 ? "" : "; what remained:\n");
        text.append(String.join("\n\n", result.getGoalsList()));
        text.append(words(problem, result));
      }
      case VERDICT_FORMALIZED, VERDICT_DOUBTFUL -> text.append(words(problem, result));
      case VERDICT_ERROR, VERDICT_CANCELLED -> text.append(": ").append(result.getError());
      case VERDICT_FAILED, VERDICT_REJECTED, VERDICT_TIMEOUT, VERDICT_CRASHED -> {
        result.getReasonsList().forEach(reason -> text.append("\n").append(reason.getText()));
        Replies.messages(result).forEach(message -> text.append("\n").append(message));
      }
      case VERDICT_UNSPECIFIED, UNRECOGNIZED -> {}
    }
    return text.toString()
        .lines()
        .map(line -> ("-- " + Terminal.harmless(line)).stripTrailing())
        .collect(Collectors.joining("\n"));
  }

  /** The words that a statement was made of, and what speaks for and against it. */
  private static String words(Problem problem, Result result) {
    if (!result.hasFormalization()) {
      return "";
    }
    Statements made = Statements.of(result);
    List<String> lines = new ArrayList<>(List.of(":", problem.getInformal().strip(), ""));
    lines.addAll(made.reasons());
    made.candidates().stream().limit(1).map(FormalizedPrinter::evidence).forEach(lines::addAll);
    lines.addAll(FormalizedPrinter.others(made.candidates()));
    return String.join("\n", lines);
  }
}
