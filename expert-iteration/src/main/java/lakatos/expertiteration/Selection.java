package lakatos.expertiteration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import lakatos.leanbridge.Statement;
import lakatos.prover.TheoremText;
import lakatos.prover.text.NormalForm;

/**
 * Which proofs are learnt, and how much each counts.
 *
 * <p>Of proofs of one statement that Lean reads alike the first stays. Of the others the best stay,
 * by quality: exp(-0.001 length - 0.01 seconds of checking), and those of one statement share its
 * weight (Dong and Ma 2025, STP). What was found in earlier rounds is replayed, all or some of it.
 *
 * @param perStatement most proofs of one statement
 * @param threshold least quality, from 0 to 1
 * @param replay share of the statements proved only in earlier rounds that are learnt again
 */
public record Selection(int perStatement, double threshold, double replay) {
  public static final Selection DEFAULT = new Selection(4, 0, 1);

  private static final double PER_CHARACTER = 0.001;
  private static final double PER_SECOND = 0.01;

  public Selection {
    if (perStatement <= 0) {
      throw new IllegalArgumentException(
          "proofs for each statement must be positive: " + perStatement);
    }
    if (!(threshold >= 0 && threshold <= 1 && replay >= 0 && replay <= 1)) {
      throw new IllegalArgumentException(
          "threshold and replay must be between 0 and 1: " + threshold + ", " + replay);
    }
  }

  public Selection withThreshold(double value) {
    return new Selection(perStatement, value, replay);
  }

  /** How good a proof is to learn from, from 0 to 1. */
  static double quality(Example example) {
    return Math.exp(
        -PER_CHARACTER * example.proof().length() - PER_SECOND * example.checkMillis() / 1000.0);
  }

  /** What makes two statements the same to us: all of the text but the theorem's name. */
  static String key(Statement statement) {
    String text =
        TheoremText.of(statement.text())
            .map(theorem -> theorem.binders() + " : " + theorem.conclusion())
            .orElse(statement.text());
    return String.join(
        "\0",
        statement.header(),
        NormalForm.of(statement.preamble()),
        text.strip().replaceAll("\\s+", " "));
  }

  /**
   * Selects.
   *
   * @param found proofs of all rounds so far, earliest first
   * @param round the present one, whose statements are all learnt
   * @param seed of what is replayed
   * @return in the order in which statements were first proved
   */
  public List<Example> of(List<Example> found, int round, long seed) {
    Map<String, List<Example>> byStatement = new LinkedHashMap<>();
    for (Example example : distinct(found)) {
      if (quality(example) >= threshold) {
        byStatement
            .computeIfAbsent(key(example.problem().statement()), key -> new ArrayList<>())
            .add(example);
      }
    }
    Random random = new Random(seed);
    List<Example> selected = new ArrayList<>();
    for (List<Example> proofs : byStatement.values()) {
      boolean fresh = proofs.stream().anyMatch(example -> example.round() == round);
      if (random.nextDouble() < replay || fresh) {
        selected.addAll(best(proofs));
      }
    }
    return List.copyOf(selected);
  }

  private static List<Example> distinct(List<Example> found) {
    Map<List<String>, Example> first = new LinkedHashMap<>();
    for (Example example : found) {
      List<String> key =
          List.of(key(example.problem().statement()), NormalForm.of(example.proof()));
      first.putIfAbsent(key, example);
    }
    return List.copyOf(first.values());
  }

  private List<Example> best(List<Example> proofs) {
    List<Example> best =
        proofs.stream()
            .sorted(Comparator.comparing(Selection::quality).reversed())
            .limit(perStatement)
            .collect(Collectors.toList());
    return best.stream()
        .map(example -> example.withWeight(quality(example) / best.size()))
        .toList();
  }
}
