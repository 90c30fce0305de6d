package lakatos.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import lakatos.leanbridge.Statement;
import lakatos.prover.TheoremSource;

/** Problems from files in the formats of the data sets. */
final class Problems {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Problems() {}

  /** What a file says of a statement. */
  enum Truth {
    TRUE,
    FALSE,
    OPEN
  }

  /** A problem. */
  record Problem(String id, Statement statement, Truth truth) {}

  /**
   * Reads a file: {@code formal}, or {@code statement} as a bare proposition or a whole theorem;
   * {@code header} and {@code preamble} are optional.
   */
  static List<Problem> read(Path file) {
    List<Problem> problems = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        problems.add(problem(MAPPER.readTree(line)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return problems;
  }

  private static Problem problem(JsonNode node) {
    String id = node.path("id").asText();
    boolean formal = node.has("formal");
    String text = node.path(formal ? "formal" : "statement").asText();
    boolean whole = formal || text.strip().startsWith("theorem ");
    Statement statement =
        new Statement(
            node.path("header").asText(formal ? TheoremSource.DEFAULT_HEADER : ""),
            node.path("preamble").asText(""),
            whole ? text : "theorem X : " + text);
    return new Problem(id, statement, formal ? truth(node) : Truth.TRUE);
  }

  private static Truth truth(JsonNode node) {
    if (node.path("status").asText().equals("open")) {
      return Truth.OPEN;
    }
    return node.path("truth").asBoolean(true) ? Truth.TRUE : Truth.FALSE;
  }

  /** Returns {@code n} of the problems, the same ones for the same seed. */
  static List<Problem> sample(List<Problem> problems, int n, long seed) {
    if (problems.size() <= n) {
      return problems;
    }
    List<Problem> shuffled = new ArrayList<>(problems);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled.subList(0, n);
  }
}
