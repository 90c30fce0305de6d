package lakatos.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lakatos.expertiteration.Corpus;
import lakatos.leanbridge.Statement;
import lakatos.prover.Problem;

/** Statements to learn from or to be measured on, in JSONL or Parquet. */
final class StatementFiles {
  private StatementFiles() {}

  /**
   * Reads a file.
   *
   * @throws Trouble if a row of Parquet is no problem
   * @throws lakatos.expertiteration.IterationException if a line of JSON is none
   */
  static List<Problem> read(Path file) {
    if (!file.toString().endsWith(".parquet")) {
      return Corpus.read(file);
    }
    List<Problem> problems = new ArrayList<>();
    new ParquetProblems(List.of(file), Map.of(), Purpose.PROVE)
        .read(
            entry -> {
              if (!entry.isSound()) {
                throw new Trouble(entry.place() + ": " + entry.fault());
              }
              problems.add(problem(entry.problem()));
            });
    return problems;
  }

  /** What a set is called: its file's name without its ending. */
  static String nameOf(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.(jsonl|parquet)$", "");
  }

  private static Problem problem(lakatos.v1.Problem problem) {
    lakatos.v1.Statement statement = problem.getStatement();
    return new Problem(
        problem.getId(),
        new Statement(statement.getHeader(), statement.getPreamble(), statement.getText()),
        Optional.of(problem.getInformal()).filter(text -> !text.isEmpty()));
  }
}
