package lakatos.prover;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import lakatos.leanbridge.Goal;
import lakatos.leanbridge.Goal.Hypothesis;

/** Steps that the shape of target and hypotheses suggests. */
final class LogicMoves {
  private static final Pattern DEFINED = Pattern.compile("(?s)\\w+ = .*|.* = \\w+");

  private final Goal goal;
  private final Moves moves;

  private LogicMoves(Moves moves) {
    this.goal = moves.goal();
    this.moves = moves;
  }

  /** Adds what suits the goal. */
  static void addTo(Moves moves) {
    LogicMoves found = new LogicMoves(moves);
    found.introduce();
    found.takeApart();
    found.substitute();
    found.split();
    found.unfoldHeads();
  }

  private void introduce() {
    String target = goal.target();
    if (target.startsWith("∀") || target.startsWith("¬") || target.contains("→")) {
      StringBuilder tactic = new StringBuilder("intro v1");
      for (int i = 2; i <= 8; i++) {
        tactic.append("\ntry intro v").append(i);
      }
      moves.add(500, tactic.toString());
    }
  }

  private void takeApart() {
    for (Hypothesis h : goal.assumptions()) {
      String head = h.head().orElse("");
      switch (head) {
        case "And" -> moves.add(500, "obtain ⟨%1$s_1, %1$s_2⟩ := %1$s".formatted(h.name()));
        case "Exists" -> moves.add(500, "obtain ⟨%1$s_w, %1$s_p⟩ := %1$s".formatted(h.name()));
        case "Or" -> moves.add(500, "rcases %1$s with %1$s | %1$s".formatted(h.name()));
        case "Iff" -> moves.add(500, "obtain ⟨%1$s_1, %1$s_2⟩ := %1$s".formatted(h.name()));
        default -> {}
      }
    }
  }

  /** A variable that is said to be something else goes. */
  private void substitute() {
    boolean defined =
        goal.assumptions().stream().anyMatch(h -> DEFINED.matcher(h.type()).matches());
    if (defined) {
      moves.add(500, "subst_vars");
    }
  }

  private void split() {
    if (goal.headIs("And") || goal.headIs("Iff")) {
      moves.add(500, "constructor");
    }
    if (goal.headIs("Or")) {
      moves.add(500, "left");
      moves.add(500, "right");
    }
    if (goal.text().contains("if ") || goal.text().contains("match ")) {
      moves.add(1000, "split");
    }
    if (goal.headIs("Eq") && (goal.target().contains("fun ") || goal.target().contains("{"))) {
      moves.add(500, "funext x");
    }
  }

  /** Definitions at the head of target or hypotheses, such as {@code Function.Injective}. */
  private void unfoldHeads() {
    Set<String> heads = new LinkedHashSet<>();
    goal.head().filter(LogicMoves::isDefinition).ifPresent(heads::add);
    goal.assumptions()
        .forEach(h -> h.head().filter(LogicMoves::isDefinition).ifPresent(heads::add));
    if (!heads.isEmpty()) {
      String names = String.join(", ", heads);
      moves.add(1000, "simp only [" + names + "] at *");
      moves.add(3000, "grind [" + names + "]");
    }
  }

  private static boolean isDefinition(String head) {
    return head.startsWith("Function.");
  }
}
