package lakatos.autoformalizer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lakatos.leanbridge.Anatomy;
import lakatos.leanbridge.Anatomy.Local;

/** Ways to put one statement's variables in place of another's, type by type. */
final class Arrangements {
  /** Tried one by one; three variables of one type can be put in six orders. */
  private static final int MOST = 6;

  private Arrangements() {}

  /** Returns a line that introduces everything under the names that {@link #of} uses. */
  static String intro(Anatomy to) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < to.locals().size(); i++) {
      line.append(' ').append(name(to.locals().get(i), i));
    }
    return line.isEmpty() ? "" : "intro" + line + "\n";
  }

  private static String name(Local local, int index) {
    return (local.proof() ? "p" : "x") + (index + 1);
  }

  /**
   * Returns values for {@code from}'s variables, the order as it stands first; none if the types do
   * not fit.
   */
  static List<List<String>> of(Anatomy from, Anatomy to) {
    Map<String, List<String>> offered = new LinkedHashMap<>();
    for (int i = 0; i < to.locals().size(); i++) {
      Local local = to.locals().get(i);
      if (!local.proof()) {
        offered.computeIfAbsent(local.type(), t -> new ArrayList<>()).add(name(local, i));
      }
    }
    List<String> wanted = from.variables().stream().map(Local::type).toList();
    List<List<String>> found = new ArrayList<>();
    fill(wanted, offered, new ArrayList<>(), found);
    return found;
  }

  private static void fill(
      List<String> wanted,
      Map<String, List<String>> offered,
      List<String> chosen,
      List<List<String>> found) {
    if (found.size() == MOST) {
      return;
    }
    if (chosen.size() == wanted.size()) {
      found.add(List.copyOf(chosen));
      return;
    }
    for (String value : offered.getOrDefault(wanted.get(chosen.size()), List.of())) {
      if (!chosen.contains(value)) {
        chosen.add(value);
        fill(wanted, offered, chosen, found);
        chosen.remove(chosen.size() - 1);
      }
    }
  }
}
