package lakatos.expertiteration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;

/** Puts rows of like length together, so that little is padded. */
final class Batches {
  /** Rows are put in order among so many; more would pad less and shuffle less. */
  private static final int WINDOW = 1024;

  private Batches() {}

  /**
   * Makes batches, in random order.
   *
   * @param tokens most tokens of a batch with its padding; a longer row is a batch by itself
   */
  static <T> List<List<T>> of(List<T> rows, ToIntFunction<T> length, int tokens, Random random) {
    List<T> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, random);
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < shuffled.size(); from += WINDOW) {
      List<T> window = shuffled.subList(from, Math.min(shuffled.size(), from + WINDOW));
      cut(window, length, tokens, batches);
    }
    Collections.shuffle(batches, random);
    return batches;
  }

  private static <T> void cut(
      List<T> window, ToIntFunction<T> length, int tokens, List<List<T>> batches) {
    List<T> sorted = new ArrayList<>(window);
    sorted.sort(Comparator.comparingInt(length));
    List<T> batch = new ArrayList<>();
    for (T row : sorted) { // the longest so far comes last
      if (!batch.isEmpty() && (long) (batch.size() + 1) * length.applyAsInt(row) > tokens) {
        batches.add(List.copyOf(batch));
        batch.clear();
      }
      batch.add(row);
    }
    batches.add(List.copyOf(batch));
  }
}
