package lakatos.prover;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lakatos.leanbridge.Goal;
import lakatos.leanbridge.Goal.Hypothesis;

/** Induction on what occurs, and cases of what is finite. */
final class InductionMoves {
  private static final Set<String> NUMBERS = Set.of("Nat", "Int", "Rat");

  private final Goal goal;
  private final Vocabulary vocabulary;
  private final Moves moves;

  private InductionMoves(Moves moves) {
    this.goal = moves.goal();
    this.vocabulary = moves.vocabulary();
    this.moves = moves;
  }

  /** Adds inductions. */
  static void induction(Moves moves) {
    new InductionMoves(moves).induction();
  }

  /** Adds case distinctions. */
  static void cases(Moves moves) {
    new InductionMoves(moves).cases();
  }

  private void induction() {
    for (Hypothesis h : goal.hypotheses()) {
      if (h.proof() || !h.accessible()) {
        continue;
      }
      String type = h.head().orElse("");
      if (type.equals("Nat")) {
        inductOn(h, " with\n| zero => ?_\n| succ %1$s ih => ?_");
        moves.add(
            1000,
            "induction %1$s using Nat.strongRecOn with\n| _ %1$s ih => ?_".formatted(h.name()));
      } else if (type.equals("List")) {
        inductOn(h, " with\n| nil => ?_\n| cons head tail ih => ?_");
      } else if (vocabulary.types().contains(type)) {
        inductOn(h, "");
      }
    }
    functionalInduction();
  }

  private void inductOn(Hypothesis h, String cases) {
    String form = cases.formatted(h.name());
    moves.add(1000, "induction " + h.name() + form);
    List<String> others = new ArrayList<>();
    for (Hypothesis other : goal.hypotheses()) {
      if (!other.proof() && other.accessible() && !other.equals(h) && isData(other)) {
        others.add(other.name());
      }
    }
    if (!others.isEmpty()) {
      moves.add(1000, "induction " + h.name() + " generalizing " + String.join(" ", others) + form);
    }
  }

  private boolean isData(Hypothesis h) {
    String head = h.head().orElse("");
    return NUMBERS.contains(head) || head.equals("List") || vocabulary.types().contains(head);
  }

  private void functionalInduction() {
    for (String function : vocabulary.functions()) {
      Pattern call = Pattern.compile("(?<![\\w.])" + Pattern.quote(function) + "((?: \\w+)+)");
      Matcher m = call.matcher(goal.target());
      if (m.find()) {
        moves.add(1500, "fun_induction " + function + m.group(1));
      }
    }
  }

  private void cases() {
    for (Hypothesis h : goal.hypotheses()) {
      if (!h.proof() && h.accessible()) {
        String type = h.head().orElse("");
        boolean finite = Set.of("Bool", "Option", "Sum", "Prod").contains(type);
        if (finite || type.equals("List") || vocabulary.types().contains(type)) {
          moves.add(500, "cases " + h.name());
        }
        if (h.type().equals("Prop")) {
          moves.add(500, "by_cases %1$s_c : %1$s".formatted(h.name()));
        }
      }
    }
  }
}
