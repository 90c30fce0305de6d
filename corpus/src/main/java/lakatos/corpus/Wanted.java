package lakatos.corpus;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import lakatos.leanbridge.Library;

/**
 * What is to be extracted.
 *
 * @param modules each stands for itself and those below it
 * @param longest characters of a proposition; longer ones are dropped
 * @param own whether statements about what their own module defines are wanted too, guarded
 */
public record Wanted(List<String> modules, int longest, boolean own) {
  /** Long enough for 99% of Lean's own library. */
  public static final int LONGEST = 1_200;

  public Wanted {
    modules = List.copyOf(modules);
    if (modules.isEmpty()) {
      throw new IllegalArgumentException("no modules are named");
    }
    if (longest < 1) {
      throw new IllegalArgumentException(
          "the longest proposition must have a character: " + longest);
    }
  }

  Library.Choice choice() {
    return new Library.Choice(longest, own);
  }

  /** What two runs must agree in for one to go on with the other's work. */
  ObjectNode json(String toolchain) {
    ObjectNode node =
        Json.object().put("toolchain", toolchain).put("longest", longest).put("own", own);
    ArrayNode names = node.putArray("modules");
    modules.forEach(names::add);
    return node;
  }
}
