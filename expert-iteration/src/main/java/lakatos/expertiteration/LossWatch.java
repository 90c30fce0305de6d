package lakatos.expertiteration;

import java.util.ArrayList;
import java.util.List;

/** Watches the losses of steps for divergence. */
final class LossWatch {
  private static final int WINDOW = 20;

  /** Cross-entropy that doubles does not come back. */
  private static final double MOST_GROWTH = 2;

  /** Below it losses are noise. */
  private static final double LEAST = 1;

  private final List<Double> losses = new ArrayList<>();
  private double best = Double.POSITIVE_INFINITY;

  /** Adds a step's loss; returns whether training has diverged. */
  boolean diverges(double loss) {
    losses.add(loss);
    double recent = mean(Math.max(0, losses.size() - WINDOW), losses.size());
    if (losses.size() == 1 || losses.size() >= WINDOW) { // it may explode with the second step
      best = Math.min(best, recent);
    }
    return !Double.isFinite(loss) || (recent > LEAST && recent > MOST_GROWTH * best);
  }

  double first() {
    return mean(0, tenth());
  }

  double last() {
    return mean(losses.size() - tenth(), losses.size());
  }

  int steps() {
    return losses.size();
  }

  private int tenth() {
    return Math.min(losses.size(), Math.max(1, losses.size() / 10));
  }

  private double mean(int from, int to) {
    return losses.subList(from, to).stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(Double.NaN);
  }
}
