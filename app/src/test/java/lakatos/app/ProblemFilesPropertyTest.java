package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lakatos.v1.Problem;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Problems that are written come back as they were, whatever is in their texts. */
final class ProblemFilesPropertyTest {

  @Provide
  Arbitrary<List<Problem>> problems() {
    Arbitrary<String> anything = Arbitraries.strings().excludeChars('\0').ofMaxLength(20);
    Arbitrary<String> notBlank = anything.filter(text -> !text.isBlank());
    return Combinators.combine(notBlank, anything, anything, notBlank, notBlank)
        .as(
            (id, header, preamble, text, candidate) ->
                Replies.wire(id, new lakatos.leanbridge.Statement(header, preamble, text))
                    .toBuilder()
                    .setCandidate(candidate)
                    .build())
        .list()
        .ofMaxSize(8);
  }

  @Property(tries = 200)
  void jsonl_roundTrip(@ForAll("problems") List<Problem> problems) throws IOException {
    Path file = Files.createTempFile("problems", ".jsonl");
    try {
      Files.write(file, problems.stream().map(problem -> line(problem).toString()).toList());
      assertThat(read(new JsonlProblems(List.of(file), Map.of(), Purpose.VERIFY)))
          .isEqualTo(problems);
    } finally {
      Files.delete(file);
    }
  }

  @Property(tries = 30)
  void parquet_roundTrip(@ForAll("problems") List<Problem> problems)
      throws IOException, SQLException {
    Path file = Files.createTempFile("problems", ".parquet");
    try {
      write(problems, file);
      assertThat(read(new ParquetProblems(List.of(file), Map.of(), Purpose.VERIFY)))
          .isEqualTo(problems);
    } finally {
      Files.delete(file);
    }
  }

  private static List<Problem> read(ProblemFiles files) {
    List<Problem> problems = new ArrayList<>();
    files.read(
        entry -> {
          assertThat(entry.fault()).isEmpty();
          problems.add(entry.problem());
        });
    return problems;
  }

  private static ObjectNode line(Problem problem) {
    return Json.object()
        .put("id", problem.getId())
        .put("header", problem.getStatement().getHeader())
        .put("preamble", problem.getStatement().getPreamble())
        .put("statement", problem.getStatement().getText())
        .put("candidate", problem.getCandidate());
  }

  private static void write(List<Problem> problems, Path file) throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement()) {
      statement.execute(
          "create table t (id text, header text, preamble text, statement text, candidate text)");
      for (Problem problem : problems) {
        try (PreparedStatement insert =
            database.prepareStatement("insert into t values (?, ?, ?, ?, ?)")) {
          insert.setString(1, problem.getId());
          insert.setString(2, problem.getStatement().getHeader());
          insert.setString(3, problem.getStatement().getPreamble());
          insert.setString(4, problem.getStatement().getText());
          insert.setString(5, problem.getCandidate());
          insert.execute();
        }
      }
      statement.execute("copy t to '" + file + "' (format parquet)");
    }
  }
}
