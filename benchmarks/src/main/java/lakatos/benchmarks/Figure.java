package lakatos.benchmarks;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A measured number beside what it is compared with.
 *
 * @param name what was measured, with its unit
 * @param value in that unit
 * @param baseline the same without what is being judged, from the same run; empty if there is none
 * @param target what it ought to be; empty for information
 */
record Figure(String name, double value, OptionalDouble baseline, Optional<Target> target) {

  /** What a figure is held against. */
  enum Side {
    VALUE,
    RATIO
  }

  /**
   * A bound on a figure.
   *
   * @param side whether it bounds the value or its ratio to the baseline
   * @param atMost whether it bounds from above
   */
  record Target(Side side, boolean atMost, double bound) {
    @Override
    public String toString() {
      return (atMost ? "<= " : ">= ") + number(bound) + (side == Side.RATIO ? " x" : "");
    }
  }

  static Figure of(String name, double value) {
    return new Figure(name, value, OptionalDouble.empty(), Optional.empty());
  }

  static Figure count(String name, long count) {
    return of(name, (double) count);
  }

  Figure against(double newBaseline) {
    return new Figure(name, value, OptionalDouble.of(newBaseline), target);
  }

  Figure atMost(double bound) {
    return aimedAt(new Target(Side.VALUE, true, bound));
  }

  Figure atLeast(double bound) {
    return aimedAt(new Target(Side.VALUE, false, bound));
  }

  Figure ratioAtMost(double bound) {
    return aimedAt(new Target(Side.RATIO, true, bound));
  }

  Figure ratioAtLeast(double bound) {
    return aimedAt(new Target(Side.RATIO, false, bound));
  }

  private Figure aimedAt(Target newTarget) {
    return new Figure(name, value, baseline, Optional.of(newTarget));
  }

  /** The value by the baseline; nothing without a baseline, or with one of 0. */
  OptionalDouble ratio() {
    return baseline.isPresent() && baseline.getAsDouble() != 0
        ? OptionalDouble.of(value / baseline.getAsDouble())
        : OptionalDouble.empty();
  }

  /** Whether the target is met; true without one. A ratio that cannot be formed meets none. */
  boolean met() {
    if (target.isEmpty()) {
      return true;
    }
    Target aim = target.get();
    double judged = aim.side() == Side.RATIO ? ratio().orElse(Double.NaN) : value;
    return aim.atMost() ? judged <= aim.bound() : judged >= aim.bound();
  }

  /** Returns a number in as few digits as tell it from its like. */
  static String number(double x) {
    if (x == Math.rint(x) && Math.abs(x) < 1e9) {
      return String.format(Locale.ROOT, "%d", (long) x);
    }
    return String.format(Locale.ROOT, Math.abs(x) < 100 ? "%.2f" : "%.0f", x);
  }
}
