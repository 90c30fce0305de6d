package lakatos.autoformalizer;

import java.util.List;
import lakatos.autoformalizer.Finding.Kind;
import lakatos.autoformalizer.Finding.Weight;

/**
 * How likely a statement says what the words say: a number to put statements in order by, made of
 * the evidence by adding log-odds, and no measured probability.
 */
final class Confidence {
  private static final double START = -0.5;

  /** The controlled language has read every word. */
  private static final double READ = 1.5;

  /** All drafts agree; where only some do, the share of it. */
  private static final double AGREED = 2;

  private static final double FATAL = -5;
  private static final double SUSPICIOUS = -1;
  private static final double MOST_SUSPICIOUS = -3;
  private static final double SUPPORT = 0.5;
  private static final double MOST_SUPPORT = 1;
  private static final double JUDGED_FAITHFUL = 2;
  private static final double JUDGED_UNFAITHFUL = -2.5;

  private Confidence() {}

  /**
   * Returns a number from 0 to 1, with two digits.
   *
   * @param read whether the controlled language wrote it
   * @param share of the drafts that say it; 0 if there was but one
   */
  static double of(boolean read, double share, List<Finding> findings) {
    double odds =
        START
            + (read ? READ : 0)
            + AGREED * share
            + FATAL * count(findings, Weight.FATAL)
            + Math.max(MOST_SUSPICIOUS, SUSPICIOUS * count(findings, Weight.SUSPICIOUS))
            + Math.min(MOST_SUPPORT, SUPPORT * count(findings, Weight.SUPPORT))
            + judged(findings);
    return Math.round(100 / (1 + Math.exp(-odds))) / 100.0;
  }

  private static double judged(List<Finding> findings) {
    return findings.stream()
        .mapToDouble(
            finding ->
                finding.kind() == Kind.JUDGED_FAITHFUL
                    ? JUDGED_FAITHFUL
                    : finding.kind() == Kind.JUDGED_UNFAITHFUL ? JUDGED_UNFAITHFUL : 0)
        .sum();
  }

  private static long count(List<Finding> findings, Weight weight) {
    return findings.stream()
        .filter(finding -> finding.weight() == weight)
        .filter(f -> f.kind() != Kind.JUDGED_FAITHFUL && f.kind() != Kind.JUDGED_UNFAITHFUL)
        .count();
  }
}
