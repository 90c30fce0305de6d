package lakatos.leanbridge;

import java.time.Duration;

/**
 * What one request may cost.
 *
 * @param wall from the moment a worker begins; Lean cancels itself then, and is killed soon after
 *     if it does not
 * @param heartbeats thousands of small allocations per declaration, unless the text sets its own; 0
 *     for no limit
 * @param recursion depth of the elaborator's recursion
 */
public record Limits(Duration wall, int heartbeats, int recursion) {
  public static final Limits DEFAULT = new Limits(Duration.ofSeconds(60), 200_000, 512);

  public Limits {
    if (wall.isNegative() || wall.isZero()) {
      throw new IllegalArgumentException("time limit must be positive: " + wall);
    }
    if (heartbeats < 0) {
      throw new IllegalArgumentException("heartbeats must not be negative: " + heartbeats);
    }
    if (recursion < 1) {
      throw new IllegalArgumentException("recursion must be positive: " + recursion);
    }
  }

  public Limits withWall(Duration newWall) {
    return new Limits(newWall, heartbeats, recursion);
  }
}
