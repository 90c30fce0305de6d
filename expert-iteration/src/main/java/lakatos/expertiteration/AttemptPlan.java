package lakatos.expertiteration;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * How the statements of a stage are attempted, the same for all of them.
 *
 * @param model who writes where a model is to write
 * @param portfolioMillis that the portfolio may take over a statement
 * @param sampleMillis that one sample may take, checked and all; a statement has as much for each
 * @param checkMillis that Lean may take over one text
 * @param library statements whose names are lemmas to tactics at random; empty for none
 */
public record AttemptPlan(
    LeanSetup lean,
    ModelSetup model,
    long portfolioMillis,
    long sampleMillis,
    long checkMillis,
    String library)
    implements Serializable {
  /** So much has even a statement with one sample: Lean may have to start first. */
  private static final Duration LEAST = Duration.ofSeconds(30);

  public AttemptPlan {
    library = Objects.requireNonNullElse(library, ""); // runs that were begun without one
  }

  Duration portfolio() {
    return Duration.ofMillis(portfolioMillis);
  }

  Duration check() {
    return Duration.ofMillis(checkMillis);
  }

  Duration wall(int samples) {
    Duration wanted = Duration.ofMillis(sampleMillis).multipliedBy(samples);
    return wanted.compareTo(LEAST) < 0 ? LEAST : wanted;
  }

  AttemptPlan withModel(ModelSetup value) {
    return new AttemptPlan(lean, value, portfolioMillis, sampleMillis, checkMillis, library);
  }
}
