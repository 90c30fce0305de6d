package lakatos.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lakatos.autoformalizer.InformalProblem;
import lakatos.leanbridge.Statement;
import lakatos.prover.TheoremSource;

/** Problems in words with right and wrong formalizations, from files in nl-core's format. */
final class Formalizations {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Formalizations() {}

  /**
   * A statement that is to say what words say.
   *
   * @param wrong the kind of its fault; empty for a reference
   * @param reason of the fault
   */
  record Formalization(
      InformalProblem words, Statement statement, Optional<String> wrong, String reason) {}

  /**
   * Reads a file: {@code problem} or {@code informal}, {@code formal}, perhaps {@code preamble},
   * and {@code wrong} ones with {@code kind} and {@code reason}.
   */
  static List<Formalization> read(Path file) throws IOException {
    List<Formalization> all = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode node = MAPPER.readTree(line);
      if (node.path("truth").asBoolean(true)) {
        add(node, all);
      }
    }
    return all;
  }

  private static void add(JsonNode node, List<Formalization> all) {
    String text = node.path("problem").asText(node.path("informal").asText());
    InformalProblem words =
        new InformalProblem(
            node.path("id").asText(),
            text,
            node.hasNonNull("answer")
                ? Optional.of(node.path("answer").asText())
                : Optional.empty());
    all.add(new Formalization(words, statement(node, node), Optional.empty(), ""));
    for (JsonNode wrong : node.path("wrong")) {
      all.add(
          new Formalization(
              words,
              statement(node, wrong),
              Optional.of(wrong.path("kind").asText()),
              wrong.path("reason").asText()));
    }
  }

  private static Statement statement(JsonNode problem, JsonNode formal) {
    return new Statement(
        TheoremSource.DEFAULT_HEADER,
        problem.path("preamble").asText(""),
        formal.path("formal").asText());
  }
}
