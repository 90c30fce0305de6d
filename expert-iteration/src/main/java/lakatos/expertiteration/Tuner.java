package lakatos.expertiteration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lakatos.expertiteration.Assignment.By;

/**
 * Tunes how texts are drawn and which are learnt to the product of exploration and exploitation
 * (Zeng et al. 2025, B-STaR).
 *
 * <p>Exploration is how much of what is wanted there is: proofs that differ, over as many as are
 * wanted of each statement. Exploitation is how sharply verdicts separate: proofs over texts. A
 * round draws at three temperatures, its statements dealt among them, and the next one's middle is
 * the one with the greatest product. Texts are doubled while the second half of them still proves
 * much that the first does not, and halved when it proves next to nothing.
 *
 * @param temperature the middle one
 * @param samples texts for each statement
 * @param threshold of selection
 */
record Tuner(double temperature, int samples, double threshold) {
  private static final double STEP = 1.2;
  private static final double COLDEST = 0.4;
  private static final double HOTTEST = 1.6;
  private static final int LEAST_SAMPLES = 4;
  private static final int MOST_SAMPLES = 64;
  private static final double MUCH = 0.08;
  private static final double NEXT_TO_NOTHING = 0.02;
  private static final List<Double> THRESHOLDS = List.of(0.0, 0.5, 0.7, 0.85);

  /** What a number of statements came to. */
  record Balance(double exploration, double exploitation) {
    double product() {
      return exploration * exploitation;
    }
  }

  /** Deals the temperatures; who gets which depends on the statement's seed only. */
  List<Assignment> deal(List<Assignment> assignments) {
    return assignments.stream()
        .map(assignment -> assignment.at(temperatures().get(arm(assignment))))
        .toList();
  }

  private static int arm(Assignment assignment) {
    return (int) Math.floorMod(assignment.seed() >>> 7, 3L);
  }

  private List<Double> temperatures() {
    return Stream.of(temperature / STEP, temperature, temperature * STEP)
        .map(t -> Math.min(HOTTEST, Math.max(COLDEST, t)))
        .toList();
  }

  /**
   * Measures outcomes.
   *
   * @param wanted proofs that differ, of each statement
   */
  static Balance balance(List<Outcome> outcomes, int wanted) {
    double found =
        outcomes.stream()
            .mapToDouble(o -> Math.min(1, o.distinct() / (double) wanted))
            .average()
            .orElse(0);
    double texts = outcomes.stream().mapToDouble(Outcome::samples).sum();
    double proofs = outcomes.stream().mapToDouble(Outcome::proofs).sum();
    return new Balance(found, texts == 0 ? 0 : proofs / texts);
  }

  /** What the next round is drawn with. */
  Tuner next(List<Assignment> dealt, List<Outcome> outcomes, List<Example> proofs, int wanted) {
    return new Tuner(
        bestTemperature(dealt, outcomes, wanted), nextSamples(outcomes), bestThreshold(proofs));
  }

  private double bestTemperature(List<Assignment> dealt, List<Outcome> outcomes, int wanted) {
    Map<Assignment.Key, Double> temperatures = new HashMap<>();
    dealt.forEach(a -> temperatures.put(a.key(), a.temperature()));
    Map<Double, List<Outcome>> arms = new HashMap<>();
    for (Outcome outcome : outcomes) {
      double at = temperatures.getOrDefault(outcome.key(), -1.0);
      if (at > 0 && outcome.by() == By.MODEL) {
        arms.computeIfAbsent(at, t -> new ArrayList<>()).add(outcome);
      }
    }
    return arms.entrySet().stream()
        .max(
            Comparator.comparingDouble(
                (Map.Entry<Double, List<Outcome>> arm) ->
                    balance(arm.getValue(), wanted).product()))
        .filter(arm -> balance(arm.getValue(), wanted).product() > 0)
        .map(Map.Entry::getKey)
        .orElse(temperature);
  }

  private int nextSamples(List<Outcome> outcomes) {
    List<Outcome> drawn = outcomes.stream().filter(o -> o.by() == By.MODEL).toList();
    double all = pass(drawn, 1);
    double half = pass(drawn, 2);
    int next =
        all - half > MUCH ? samples * 2 : all - half < NEXT_TO_NOTHING ? samples / 2 : samples;
    return Math.min(MOST_SAMPLES, Math.max(LEAST_SAMPLES, next));
  }

  /** The chance of a proof among one in so many of the texts. */
  private static double pass(List<Outcome> outcomes, int oneIn) {
    return outcomes.stream()
        .mapToDouble(
            o ->
                lakatos.prover.PassAtK.estimate(
                    o.samples(),
                    Math.min(o.proofs(), o.samples()),
                    Math.max(1, o.samples() / oneIn)))
        .average()
        .orElse(0);
  }

  /** How many statements keep a proof, times how good what is kept is. */
  private static double bestThreshold(List<Example> proofs) {
    return THRESHOLDS.stream()
        .max(Comparator.comparingDouble(threshold -> value(proofs, threshold)))
        .orElse(0.0);
  }

  private static double value(List<Example> proofs, double threshold) {
    List<Example> kept =
        proofs.stream().filter(proof -> Selection.quality(proof) >= threshold).toList();
    double all = proofs.stream().map(proof -> proof.problem().id()).distinct().count();
    double some = kept.stream().map(proof -> proof.problem().id()).distinct().count();
    double quality = kept.stream().mapToDouble(Selection::quality).average().orElse(0);
    return all == 0 ? -threshold : some / all * quality;
  }
}
