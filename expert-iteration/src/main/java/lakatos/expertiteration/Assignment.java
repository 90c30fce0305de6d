package lakatos.expertiteration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import lakatos.prover.Problem;

/**
 * A statement that is to be attempted in a round, and how often.
 *
 * @param by who attempts it
 * @param samples texts to draw; the portfolio searches once
 * @param seed of the first text; the others count on
 * @param temperature at which texts are drawn; negative for the plan's
 */
record Assignment(Problem problem, By by, int samples, long seed, double temperature) {

  /** Who attempts a statement. */
  enum By {
    PORTFOLIO,
    RANDOM,
    MODEL;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static By of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  Assignment {
    if (samples <= 0) {
      throw new IllegalArgumentException("samples must be positive: " + samples);
    }
  }

  /** An assignment at the plan's temperature. */
  Assignment(Problem problem, By by, int samples, long seed) {
    this(problem, by, samples, seed, -1);
  }

  Assignment at(double newTemperature) {
    return new Assignment(problem, by, samples, seed, newTemperature);
  }

  /** What is done once in a round. */
  record Key(By by, String id) {}

  Key key() {
    return new Key(by, problem.id());
  }

  /**
   * A seed that follows from the run's, the round and the statement, so that texts can be drawn
   * again and no two statements draw alike.
   */
  static long seed(long run, int round, String id) {
    long mixed = run * 0x9E3779B97F4A7C15L + round * 0xBF58476D1CE4E5B9L + id.hashCode();
    mixed = (mixed ^ (mixed >>> 30)) * 0x94D049BB133111EBL;
    return (mixed ^ (mixed >>> 31)) >>> 12; // room to count on, and exact in JSON
  }

  ObjectNode json() {
    return Corpus.json(problem)
        .put("by", by.word())
        .put("samples", samples)
        .put("seed", seed)
        .put("temperature", temperature);
  }

  static Assignment of(ObjectNode object) {
    return new Assignment(
        Corpus.problem(object),
        By.of(Json.text(object, "by")),
        object.path("samples").asInt(),
        object.path("seed").asLong(),
        object.path("temperature").asDouble(-1));
  }
}
