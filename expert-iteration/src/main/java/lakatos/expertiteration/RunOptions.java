package lakatos.expertiteration;

import java.util.List;

/**
 * What a run is; written into its folder when it begins, and the same until its end.
 *
 * @param base checkpoint that learns
 * @param rounds after the cold start, which is round 0
 * @param method how it learns
 * @param restart what each round's training begins with
 * @param attempts how statements are attempted; the model's name is each round's checkpoint
 * @param perRound statements attempted in a round at most, drawn anew each time; 0 for all
 * @param samples texts for each statement in a round
 * @param explore texts of random tactics for each statement of a round, beside the model's; none
 *     with {@code GRPO}, which learns from what the model wrote
 * @param coldStatements attempted in the cold start at most; 0 for all
 * @param coldSamples texts of random tactics for each statement in the cold start; 0 for none
 * @param coldPortfolio whether the portfolio searches in the cold start
 * @param evaluation samples for which pass@k is told; the greatest is drawn
 * @param selection which proofs are learnt
 * @param curriculum how often statements are attempted
 * @param tuner whether temperature, samples and threshold are tuned
 * @param training of rounds
 * @param coldTraining of the cold start
 * @param groups for {@code GRPO}
 * @param probeMillis that Lean may take over the question whether a statement is worth learning; 0
 *     for not asking, as in runs older than the question
 * @param hindsight whether goals that proofs go through become statements; not so in older runs
 * @param seed of everything that is drawn
 */
public record RunOptions(
    String base,
    int rounds,
    Method method,
    Restart restart,
    AttemptPlan attempts,
    int perRound,
    int samples,
    int explore,
    int coldStatements,
    int coldSamples,
    boolean coldPortfolio,
    List<Integer> evaluation,
    Selection selection,
    Curriculum curriculum,
    boolean tuner,
    TrainingOptions training,
    TrainingOptions coldTraining,
    GroupOptions groups,
    long probeMillis,
    boolean hindsight,
    long seed) {

  /** How a round learns. */
  public enum Method {
    /** To write the proofs that were found. */
    SUPERVISED,
    /** From proofs and failures, in groups. */
    GRPO
  }

  /** What a round's training begins with. */
  public enum Restart {
    BASE,
    LAST
  }

  public RunOptions {
    evaluation = List.copyOf(evaluation);
    if (rounds < 0
        || samples <= 0
        || explore < 0
        || coldSamples < 0
        || perRound < 0
        || coldStatements < 0) {
      throw new IllegalArgumentException("rounds and samples must not be negative");
    }
    if (probeMillis < 0) {
      throw new IllegalArgumentException(
          "the time for probes must not be negative: " + probeMillis);
    }
    if (evaluation.isEmpty() || evaluation.stream().anyMatch(k -> k < 1)) {
      throw new IllegalArgumentException("--k must name positive numbers: " + evaluation);
    }
  }

  int evaluationSamples() {
    return evaluation.stream().mapToInt(Integer::intValue).max().orElse(1);
  }
}
