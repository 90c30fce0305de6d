package lakatos.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measured numbers of one kind. Not thread-safe. */
final class Samples {
  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  int count() {
    return values.size();
  }

  double sum() {
    return values.stream().mapToDouble(Double::doubleValue).sum();
  }

  double most() {
    return quantile(1);
  }

  double median() {
    return quantile(0.5);
  }

  /** The smallest value that a share {@code q} of all does not exceed; 0 if there are none. */
  double quantile(double q) {
    if (values.isEmpty()) {
      return 0;
    }
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get((int) Math.max(0, Math.ceil(q * sorted.size()) - 1));
  }
}
