package lakatos.prover.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A text to learn from, in tokens.
 *
 * @param ids the tokens
 * @param targets which of them are learnt, given all before them; at least one, and not the first
 */
public record TrainingRow(List<Integer> ids, List<Boolean> targets) {
  public TrainingRow {
    ids = List.copyOf(ids);
    targets = List.copyOf(targets);
    if (ids.size() != targets.size()) {
      throw new IllegalArgumentException(
          ids.size() + " tokens do not go with " + targets.size() + " marks of targets");
    }
    if (!targets.contains(true) || targets.get(0)) {
      throw new IllegalArgumentException("a row needs a target, and cannot begin with one");
    }
  }

  /** A completion to learn, and the prompt that it continues. */
  public static TrainingRow of(List<Integer> prompt, List<Integer> completion) {
    List<Integer> ids = new ArrayList<>(prompt);
    ids.addAll(completion);
    List<Boolean> targets = new ArrayList<>(Collections.nCopies(prompt.size(), false));
    targets.addAll(Collections.nCopies(completion.size(), true));
    return new TrainingRow(ids, targets);
  }

  /** The same tokens, of which all but the first are learnt. */
  public TrainingRow learningAll() {
    List<Boolean> all = new ArrayList<>(Collections.nCopies(ids.size(), true));
    all.set(0, false);
    return new TrainingRow(ids, all);
  }

  /** How many tokens are learnt. */
  public int targetCount() {
    return Collections.frequency(targets, true);
  }
}
