package lakatos.prover;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lakatos.leanbridge.Goal;
import lakatos.leanbridge.Goal.Hypothesis;

/** Residues of numbers and of powers, for statements about divisibility. */
final class ResidueMoves {
  private static final int MOST_CASES = 60;
  private static final Pattern MODULUS = Pattern.compile("% (\\d+)|(?<![\\w.])(\\d+) ∣");
  private static final Pattern POWER = Pattern.compile("(?<![\\w.])(\\d+) \\^ (\\w+)");

  private final Goal goal;
  private final Moves moves;

  private ResidueMoves(Moves moves) {
    this.goal = moves.goal();
    this.moves = moves;
  }

  /** Adds distinctions of residues. */
  static void residues(Moves moves) {
    new ResidueMoves(moves).residues();
  }

  /** Adds the periods of powers. */
  static void powers(Moves moves) {
    new ResidueMoves(moves).powers();
  }

  /** Case distinction on a variable's residue, for statements about divisibility. */
  private void residues() {
    Set<Integer> moduli = moduli();
    List<Hypothesis> variables = goal.variables(Set.of("Nat", "Int"));
    for (int k : moduli) {
      if (k >= 2 && !variables.isEmpty() && variables.size() <= 2) {
        residues(k, variables);
      }
    }
  }

  private void residues(int k, List<Hypothesis> variables) {
    if (Math.pow(k, variables.size()) > MOST_CASES) {
      return;
    }
    boolean integers = variables.stream().anyMatch(v -> v.type().equals("Int"));
    String domain = integers ? "Int" : "Nat";
    String mod = integers ? "emod" : "mod";
    StringBuilder tactic = new StringBuilder();
    if (goal.headIs("Dvd.dvd")) {
      tactic.append("apply %s.dvd_of_%s_eq_zero\n".formatted(domain, mod));
    }
    List<String> names = new ArrayList<>();
    for (Hypothesis v : variables) {
      String name = "h_" + v.name();
      names.add(name);
      List<String> residues = new ArrayList<>();
      for (int r = 0; r < k; r++) {
        residues.add("%s %% %d = %d".formatted(v.name(), k, r));
      }
      tactic.append("have %s : %s := by omega\n".formatted(name, String.join(" ∨ ", residues)));
    }
    List<String> patterns = new ArrayList<>();
    for (String name : names) {
      patterns.add("rcases " + name + " with " + (name + " | ").repeat(k - 1) + name);
    }
    String rules =
        "%1$s.pow_succ, %1$s.mul_%2$s, %1$s.add_%2$s, %3$s"
            .formatted(domain, mod, String.join(", ", names));
    if (integers) {
      rules += ", Int.sub_emod";
    }
    String finish =
        "first | omega | (simp [%1$s]; done) | (simp_all [%1$s]; done) | (simp_all [%1$s]; omega)";
    tactic
        .append(String.join(" <;> ", patterns))
        .append(" <;>\n  ")
        .append(finish.formatted(rules));
    moves.add(6000, tactic.toString());
  }

  /** Powers run through finitely many residues, and where they are tells the exponent's residue. */
  private void powers() {
    Set<Integer> moduli = moduli();
    for (Matcher m = POWER.matcher(goal.text()); m.find(); ) {
      for (int k : moduli) {
        if (m.group(1).length() <= 4 && k >= 2) {
          powers(Integer.parseInt(m.group(1)), m.group(2), k);
        }
      }
    }
  }

  private void powers(int base, String exponent, int k) {
    List<Integer> residues = new ArrayList<>();
    int power = 1 % k;
    while (!residues.contains(power) && residues.size() <= 12) {
      residues.add(power);
      power = power * (base % k) % k;
    }
    boolean pure = power == residues.get(0);
    int period = residues.size();
    if (period > 12
        || goal.variables(Set.of("Nat")).stream().noneMatch(v -> v.name().equals(exponent))) {
      return;
    }
    List<String> cases = new ArrayList<>();
    for (int r = 0; r < period; r++) {
      String residue = "%d ^ m %% %d = %d".formatted(base, k, residues.get(r));
      boolean tellsExponent = pure && period > 1;
      cases.add(tellsExponent ? "(%s ∧ m %% %d = %d)".formatted(residue, period, r) : residue);
    }
    String fact =
        """
        have hp : ∀ m, %1$s := by
          intro m
          induction m with
          | zero => simp
          | succ m ih => rw [Nat.pow_succ]; omega
        have hq := hp %2$s
        have hr : 0 < %3$d ^ %2$s := Nat.pow_pos (by decide)
        """
            .formatted(String.join(" ∨ ", cases), exponent, base);
    moves.add(4000, fact + "omega");
    moves.add(4000, fact + "grind");
  }

  private Set<Integer> moduli() {
    Set<Integer> moduli = new LinkedHashSet<>();
    for (Matcher m = MODULUS.matcher(goal.text()); m.find(); ) {
      String digits = m.group(1) != null ? m.group(1) : m.group(2);
      if (digits.length() <= 2) {
        moduli.add(Integer.parseInt(digits));
      }
    }
    return moduli;
  }
}
