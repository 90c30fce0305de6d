package lakatos.corpus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The theorems of a library with their own names: for a model to read, before it learns to prove,
 * which names belong to which statements. A name is no proof where the theorem is to be proved, and
 * nothing of this is ever counted as one.
 *
 * @param modules whose theorems are recited, each with all below it; empty for all
 * @param most of them, drawn by {@code seed}; 0 for all
 */
public record Recital(List<String> modules, int most, long seed) {
  public Recital {
    modules = List.copyOf(modules);
    if (most < 0) {
      throw new IllegalArgumentException("a number of theorems cannot be negative: " + most);
    }
  }

  /**
   * Writes examples, as {@code iterate train} reads them, in random order.
   *
   * @param heldOut statements that are left out, under whatever names
   * @return how many were written
   * @throws CorpusException {@code FILE}, {@code MALFORMED}, or {@code EMPTY} if nothing is left
   */
  public int write(Path out, List<CorpusStatement> library, List<CorpusStatement> heldOut) {
    Set<String> ids = heldOut.stream().map(CorpusStatement::id).collect(Collectors.toSet());
    Set<String> shapes =
        heldOut.stream()
            .map(CorpusStatement::shape)
            .filter(shape -> !shape.isEmpty())
            .collect(Collectors.toSet());
    Set<String> seen = new HashSet<>(ids);
    List<CorpusStatement> recited = new ArrayList<>();
    for (CorpusStatement one : library) {
      if (isOf(one.module()) && !shapes.contains(one.shape()) && seen.add(one.id())) {
        recited.add(one);
      }
    }
    if (recited.isEmpty()) {
      throw new CorpusException(
          CorpusException.Reason.EMPTY, "there is no theorem of those modules to recite");
    }
    Collections.shuffle(recited, new Random(seed));
    List<CorpusStatement> some =
        most > 0 && most < recited.size() ? recited.subList(0, most) : recited;
    CorpusFile.write(out, some, Recital::example);
    return some.size();
  }

  private boolean isOf(String module) {
    return modules.isEmpty()
        || modules.stream().anyMatch(m -> module.equals(m) || module.startsWith(m + "."));
  }

  private static ObjectNode example(CorpusStatement of) {
    return Json.object()
        .put("id", of.id())
        .put("header", of.header())
        .put("formal", of.formal())
        .put("proof", "  exact " + of.id())
        .put("by", "recital");
  }
}
