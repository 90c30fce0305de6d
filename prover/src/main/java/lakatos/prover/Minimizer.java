package lakatos.prover;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Shortens a proof while it stays one: facts that are not needed go, and several cases that close
 * in the same way become one line.
 */
final class Minimizer {
  private static final int MOST_TRIALS = 24;

  private final Predicate<Script> proves;
  private int trials;

  /**
   * Makes a minimizer.
   *
   * @param proves whether a script is still a proof; asked at most two dozen times
   */
  Minimizer(Predicate<Script> proves) {
    this.proves = proves;
  }

  Script minimize(Script script) {
    Script best = script;
    boolean better = true;
    while (better && trials < MOST_TRIALS) {
      better = false;
      for (Script shorter : shorter(best)) {
        if (shorter.weight() < best.weight() && trials < MOST_TRIALS) {
          trials++;
          if (proves.test(shorter)) {
            best = shorter;
            better = true;
            break;
          }
        }
      }
    }
    return best;
  }

  /** Returns scripts with something left out, the boldest first. */
  private static List<Script> shorter(Script script) {
    List<Script> shorter = new ArrayList<>();
    shorter.addAll(withoutFacts(script));
    if (script.parts().size() > 1) {
      Script last = script.parts().get(script.parts().size() - 1);
      boolean alike = script.parts().stream().allMatch(part -> part.equals(last));
      String plain = script.tactic().lines().findFirst().orElse("").replaceAll(" with$", "");
      if (alike && last.parts().isEmpty() && !last.tactic().contains("\n")) {
        shorter.add(Script.of(plain + " <;> " + last.tactic()));
      }
      for (Script part : script.parts()) {
        if (part.parts().isEmpty() && !part.tactic().contains("\n")) {
          shorter.add(Script.of(plain + " <;> " + part.tactic()));
        }
      }
    }
    for (int i = 0; i < script.parts().size(); i++) {
      for (Script part : shorter(script.parts().get(i))) {
        List<Script> parts = new ArrayList<>(script.parts());
        parts.set(i, part);
        shorter.add(new Script(script.tactic(), parts));
      }
    }
    return shorter;
  }

  /** Leaves out half of the {@code have} lines, a quarter of them, and so on down to each alone. */
  private static List<Script> withoutFacts(Script script) {
    List<String> lines = script.tactic().lines().toList();
    List<Integer> facts = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("have ") || lines.get(i).startsWith("try intro")) {
        facts.add(i);
      }
    }
    List<Script> shorter = new ArrayList<>();
    for (int size = facts.size(); size >= 1; size = size == 1 ? 0 : (size + 1) / 2) {
      for (int from = 0; from < facts.size(); from += size) {
        List<Integer> left = facts.subList(from, Math.min(from + size, facts.size()));
        StringBuilder rest = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
          if (!left.contains(i)) {
            rest.append(rest.length() == 0 ? "" : "\n").append(lines.get(i));
          }
        }
        if (rest.length() > 0) {
          shorter.add(new Script(rest.toString(), script.parts()));
        }
      }
    }
    return shorter;
  }
}
