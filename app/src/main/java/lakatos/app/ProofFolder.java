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
import lakatos.v1.JobResult;
import lakatos.v1.Problem;
import lakatos.v1.Result;
import lakatos.v1.Verdict;

/**
 * A folder of Lean files, one for each problem: complete if it is proved, else with {@code sorry}
 * and what is known in comments.
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
    List<String> parts = new ArrayList<>();
    parts.add(problem.getStatement().getHeader().strip());
    parts.add(problem.getStatement().getPreamble().strip());
    parts.add(comment(result));
    parts.add(theorem(problem, result).strip());
    return parts.stream()
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("\n\n", "", "\n"));
  }

  private static String theorem(Problem problem, Result result) {
    if (result.getVerdict() == Verdict.VERDICT_PROVED) {
      return problem.getCandidate().isEmpty() ? result.getSource() : problem.getCandidate();
    }
    return problem.getStatement().getText() + " := by\n  sorry";
  }

  /** Line by line: what a model or a server wrote cannot end a comment of one line. */
  private static String comment(Result result) {
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
      }
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
}
