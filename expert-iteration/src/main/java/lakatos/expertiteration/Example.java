package lakatos.expertiteration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lakatos.leanbridge.Statement;
import lakatos.prover.Attempt;
import lakatos.prover.AttemptLog;
import lakatos.prover.Problem;

/**
 * A statement and a proof of it to learn.
 *
 * @param proof what stands on the lines after {@code := by}
 * @param by who found it
 * @param round in which
 * @param checkMillis that Lean took over it
 * @param weight how much it counts in training
 */
public record Example(
    Problem problem, String proof, String by, int round, long checkMillis, double weight) {

  /**
   * Reads examples.
   *
   * @throws IterationException {@code BAD_INPUT} with the line at fault
   */
  public static List<Example> read(Path file) {
    return Jsonl.read(file, Example::of);
  }

  /** Writes examples, so that they are read back as they are. */
  public static void write(Path file, List<Example> examples) {
    Jsonl.write(file, examples.stream().map(Example::json));
  }

  /** The proofs among recorded attempts. */
  public static List<Example> proved(Path attempts) {
    try (Stream<Attempt> log = AttemptLog.read(attempts, fault -> {})) {
      return log.filter(attempt -> attempt.verdict().equals("proved"))
          .map(attempt -> of(attempt, 0))
          .flatMap(Optional::stream)
          .toList();
    } catch (UncheckedIOException e) {
      throw new IterationException(
          IterationException.Reason.BAD_INPUT, String.valueOf(e.getMessage()), e);
    }
  }

  /** Makes an example of an attempt that is a proof; nothing if it is more than tactics. */
  static Optional<Example> of(Attempt attempt, int round) {
    return tactics(attempt.statement(), attempt.candidate().orElse(""))
        .map(
            proof ->
                new Example(
                    new Problem(attempt.problem(), attempt.statement(), Optional.empty()),
                    proof,
                    AttemptStage.by(attempt).word(),
                    round,
                    attempt.checking().toMillis(),
                    1));
  }

  private static Optional<String> tactics(Statement statement, String candidate) {
    String start = statement.text() + " := by\n";
    if (!candidate.startsWith(start)) {
      return Optional.empty();
    }
    String proof = candidate.substring(start.length()).stripTrailing();
    return proof.startsWith(" ") ? Optional.of(proof) : Optional.empty();
  }

  Example withId(String id) {
    Problem renamed = new Problem(id, problem.statement(), problem.informal());
    return new Example(renamed, proof, by, round, checkMillis, weight);
  }

  Example withWeight(double value) {
    return new Example(problem, proof, by, round, checkMillis, value);
  }

  ObjectNode json() {
    return Corpus.json(problem)
        .put("proof", proof)
        .put("by", by)
        .put("round", round)
        .put("check_ms", checkMillis)
        .put("weight", weight);
  }

  static Example of(ObjectNode object) {
    String proof = Json.text(object, "proof");
    return new Example(
        Corpus.problem(object),
        proof.startsWith("by\n") ? proof.substring(3) : proof,
        object.path("by").asText("given"),
        object.path("round").asInt(0),
        object.path("check_ms").asLong(0),
        object.path("weight").asDouble(1));
  }
}
