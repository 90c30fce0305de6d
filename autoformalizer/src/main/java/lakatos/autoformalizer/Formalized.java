package lakatos.autoformalizer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What came of a problem in words.
 *
 * @param candidates the likeliest first; empty if nobody wrote a statement that elaborates
 * @param stages all that happened
 * @param tokens that models wrote
 */
public record Formalized(
    InformalProblem problem,
    List<Candidate> candidates,
    List<Stage> stages,
    Duration wall,
    long tokens) {
  public Formalized {
    candidates = List.copyOf(candidates);
    stages = List.copyOf(stages);
  }

  /** The likeliest statement. */
  public Optional<Candidate> best() {
    return candidates.stream().findFirst();
  }

  /** Why there is no statement, a sentence for each who tried; empty if there is one. */
  public List<String> reasons() {
    return candidates.isEmpty()
        ? stages.stream()
            .filter(s -> s instanceof Stage.Refused || s instanceof Stage.Missed)
            .map(Stage::sentence)
            .distinct()
            .toList()
        : List.of();
  }
}
