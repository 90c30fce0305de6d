package lakatos.session;

import java.util.ArrayList;
import java.util.List;

/**
 * What changed between two texts, line by line: {@code -} gone, {@code +} new, a space for both.
 */
public final class LineDiff {
  private LineDiff() {}

  /** Returns the lines of both texts in order, marked; empty if the texts have the same lines. */
  public static List<String> of(String before, String after) {
    List<String> a = before.lines().toList();
    List<String> b = after.lines().toList();
    if (a.equals(b)) {
      return List.of();
    }
    int[][] common = common(a, b);
    List<String> diff = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
        diff.add("  " + a.get(i));
        i++;
        j++;
      } else if (j >= b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
        diff.add("- " + a.get(i++));
      } else {
        diff.add("+ " + b.get(j++));
      }
    }
    return diff;
  }

  /** For each pair of ends, the length of the longest sequence that both have. */
  private static int[][] common(List<String> a, List<String> b) {
    int[][] common = new int[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        common[i][j] =
            a.get(i).equals(b.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
