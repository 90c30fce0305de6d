package lakatos.prover;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lakatos.leanbridge.Goal;
import lakatos.leanbridge.Goal.Hypothesis;

/** Values for what is quantified. */
final class InstanceMoves {
  private static final Set<String> NUMBERS = Set.of("Nat", "Int", "Rat");
  private static final Pattern FOR_ALL_NUMBERS =
      Pattern.compile("^∀ \\(?(\\w+)(?: : (Nat|Int|Rat|K|\\w))?\\)?,.*", Pattern.DOTALL);

  private final Goal goal;
  private final Moves moves;

  private InstanceMoves(Moves moves) {
    this.goal = moves.goal();
    this.moves = moves;
  }

  /** Adds uses of hypotheses about all numbers. */
  static void instances(Moves moves) {
    new InstanceMoves(moves).instances();
  }

  /** Adds candidates for what is said to exist. */
  static void witnesses(Moves moves) {
    new InstanceMoves(moves).witnesses();
  }

  /** Hypotheses about all numbers, at the first few. */
  private void instances() {
    StringBuilder tactic = new StringBuilder();
    int i = 0;
    for (Hypothesis h : goal.assumptions()) {
      Matcher m = FOR_ALL_NUMBERS.matcher(h.type());
      if (!m.matches()) {
        continue;
      }
      boolean signed = !"Nat".equals(m.group(2)) && !h.type().contains("Nat");
      for (String value : signed ? List.of("0", "1", "(-1)", "2") : List.of("0", "1", "2", "3")) {
        i++;
        tactic.append("have i%d := %s %s\n".formatted(i, h.name(), value));
      }
    }
    if (i > 0) {
      moves.add(4000, tactic + "grind");
      moves.add(4000, tactic + "simp at *\ngrind");
    }
  }

  /** Candidates for what exists. */
  private void witnesses() {
    if (!goal.headIs("Exists")) {
      return;
    }
    Set<String> terms = new LinkedHashSet<>();
    List<Hypothesis> numbers = goal.variables(NUMBERS);
    for (Matcher m = Pattern.compile("(?<![\\w.])(\\d{1,2})(?![\\w.])").matcher(goal.target());
        m.find(); ) {
      numbers.forEach(v -> terms.add("(" + v.name() + " / " + m.group(1) + ")"));
    }
    numbers.forEach(v -> terms.addAll(List.of(v.name(), "(" + v.name() + " + 1)")));
    terms.addAll(List.of("0", "1", "2"));
    for (String term : terms) {
      moves.add(500, "refine ⟨" + term + ", ?_⟩");
    }
  }
}
