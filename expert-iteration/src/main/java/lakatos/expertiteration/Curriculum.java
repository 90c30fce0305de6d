package lakatos.expertiteration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lakatos.expertiteration.Assignment.By;
import lakatos.expertiteration.Outcome.End;
import lakatos.prover.Problem;

/**
 * How often each statement is attempted, by what became of it before.
 *
 * <p>What was proved by every text in the last two rounds that attempted it rests in the easy pool
 * and is drawn from there at a low rate. What was never proved has more texts the longer that
 * lasts. What is false or does not elaborate is not attempted any more.
 *
 * @param easyRate share of the easy pool that is attempted in a round
 * @param mostFactor by how much the texts of a hard statement grow at most
 */
public record Curriculum(double easyRate, int mostFactor) {
  public static final Curriculum DEFAULT = new Curriculum(0.1, 4);

  private static final int EASY_AFTER = 2;

  public Curriculum {
    if (!(easyRate >= 0 && easyRate <= 1) || mostFactor < 1) {
      throw new IllegalArgumentException(
          "the easy rate must be between 0 and 1 and the factor at least 1: "
              + easyRate
              + ", "
              + mostFactor);
    }
  }

  /** What is known of a statement. */
  static final class History {
    private int tried;
    private int alwaysInARow;
    private boolean everProved;
    private boolean answered;
    private boolean out;
    private int samples;
    private int proofs;

    void add(Outcome outcome) {
      answered |= outcome.end() == End.PROVED || outcome.by() == By.PORTFOLIO;
      out |= outcome.end() == End.REFUTED || outcome.end() == End.UNUSABLE;
      if (outcome.by() != By.MODEL) {
        return; // what others prove says little about how hard it is for the model
      }
      tried++;
      everProved |= outcome.end() == End.PROVED;
      alwaysInARow = outcome.proofs() >= outcome.samples() ? alwaysInARow + 1 : 0;
      samples += outcome.samples();
      proofs += outcome.proofs();
    }

    boolean isOut() {
      return out;
    }

    /**
     * Whether nobody has proved it in so many rounds of the model's, and nobody has searched for a
     * refutation as the portfolio does.
     */
    boolean resists(int rounds) {
      return !out && !answered && tried >= rounds;
    }

    boolean isEasy() {
      return alwaysInARow >= EASY_AFTER;
    }

    /** Its rate of proofs, as if one more text had been one and one had not. */
    double rate() {
      return (proofs + 1.0) / (samples + 2.0);
    }

    int factor(int most) {
      return everProved ? 1 : Math.min(most, 1 + tried);
    }
  }

  /** Reads outcomes, earliest first. */
  static Map<String, History> histories(List<Outcome> outcomes) {
    Map<String, History> histories = new HashMap<>();
    for (Outcome outcome : outcomes) {
      histories.computeIfAbsent(outcome.id(), id -> new History()).add(outcome);
    }
    return histories;
  }

  /**
   * Draws a round's statements.
   *
   * @param before outcomes of all rounds so far
   * @param most statements; 0 for all
   * @param samples texts for a statement that is neither easy nor hard
   */
  List<Assignment> draw(
      List<Problem> problems, List<Outcome> before, int round, int most, int samples, long seed) {
    Map<String, History> histories = histories(before);
    Random random = new Random(Assignment.seed(seed, round, "curriculum"));
    List<Assignment> drawn = new ArrayList<>();
    for (Problem problem : problems) {
      History history = histories.getOrDefault(problem.id(), new History());
      boolean rests = random.nextDouble() >= easyRate && history.isEasy();
      if (!history.isOut() && !rests) {
        int texts = samples * history.factor(mostFactor);
        drawn.add(
            new Assignment(problem, By.MODEL, texts, Assignment.seed(seed, round, problem.id())));
      }
    }
    if (most > 0 && drawn.size() > most) {
      Collections.shuffle(drawn, random);
      return List.copyOf(drawn.subList(0, most));
    }
    return List.copyOf(drawn);
  }
}
