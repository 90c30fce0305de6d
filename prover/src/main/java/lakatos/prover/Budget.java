package lakatos.prover;

import java.time.Duration;
import java.time.Instant;

/**
 * How much a search may cost.
 *
 * @param wall from its start to its end; a tactic that is running then is cancelled
 */
public record Budget(Duration wall) {
  public static final Budget DEFAULT = new Budget(Duration.ofSeconds(60));

  public Budget {
    if (wall.isNegative() || wall.isZero()) {
      throw new IllegalArgumentException("budget must be positive: " + wall);
    }
  }

  Instant deadline() {
    return Instant.now().plus(wall);
  }
}
