package lakatos.expertiteration;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lakatos.expertiteration.Assignment.By;
import lakatos.expertiteration.Curriculum.History;
import lakatos.prover.Problem;

/**
 * Which statements to draw again when too few groups have signal: those whose groups most likely
 * have some, by a smoothed estimate of how often they are proved.
 */
final class Refill {
  /** Some groups will have no signal all the same. */
  private static final int SURPLUS = 2;

  private Refill() {}

  /** The chance that of so many texts some are proofs and some are not. */
  static double signal(double rate, int samples) {
    return 1 - Math.pow(rate, samples) - Math.pow(1 - rate, samples);
  }

  /**
   * Chooses.
   *
   * @param known outcomes of all rounds, this one's included
   * @param now outcomes of this round; what has signal already is not drawn again
   * @param groups that are wanting
   */
  static List<Assignment> of(
      List<Problem> problems,
      List<Outcome> known,
      List<Outcome> now,
      int groups,
      int samples,
      long seed) {
    Map<String, History> histories = Curriculum.histories(known);
    Set<String> served = new HashSet<>();
    now.stream().filter(GroupTraining::hasSignal).map(Outcome::id).forEach(served::add);
    return problems.stream()
        .filter(problem -> !served.contains(problem.id()))
        .filter(problem -> !history(histories, problem).isOut())
        .sorted(
            Comparator.comparing(problem -> -signal(history(histories, problem).rate(), samples)))
        .limit((long) SURPLUS * groups)
        .map(
            problem ->
                new Assignment(problem, By.MODEL, samples, Assignment.seed(seed, 0, problem.id())))
        .toList();
  }

  private static History history(Map<String, History> histories, Problem problem) {
    return histories.getOrDefault(problem.id(), new History());
  }
}
