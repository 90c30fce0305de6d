package lakatos.prover;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lakatos.leanbridge.Goal;
import lakatos.leanbridge.Goal.Hypothesis;

/** Numbers that are bounded, all of them at once or one by one. */
final class SmallNumberMoves {
  private static final int MOST_COMBINATIONS = 20_000;
  private static final int[] BOUNDS = {20, 100, 1_000};

  /** Squares grow. */
  private static final String BY_SQUARES =
      "(refine Nat.lt_of_not_le fun hc => ?_; have hs := Nat.mul_le_mul hc hc; grind)";

  private static final Pattern MEMBERSHIP =
      Pattern.compile("∀ \\(?(\\w+)(?: : Nat\\))?, \\1 ∈ (\\w+) ↔ (.*)", Pattern.DOTALL);

  /** Two lists with the same counts are permutations of each other. */
  private static final String FINITE_SET =
      """
      have hp : %1$s.Perm ((List.range %2$d).filter (fun %3$s => decide (%4$s))) := by
        refine List.perm_iff_count.2 fun x => ?_
        rw [%5$s.count, List.Nodup.count (List.Pairwise.filter _ List.nodup_range)]
        have hx := %6$s x
        have hb : x ∈ %1$s → x < %2$d := fun hm => by
          have hc := hx.1 hm
          first
          | omega
          | exact Nat.lt_of_le_of_lt (Nat.le_of_dvd (by omega) hc) (by omega)
          | exact Nat.lt_of_le_of_lt (Nat.le_of_dvd (by omega) hc.1) (by omega)
          | exact Nat.lt_of_le_of_lt (Nat.le_of_dvd (by omega) hc.2) (by omega)
          | grind
        simp only [List.mem_filter, List.mem_range, decide_eq_true_eq]
        congr 1
        exact propext ⟨fun hm => ⟨hb hm, hx.1 hm⟩, fun hm => hx.2 hm.2⟩
      first
      | rw [hp.length_eq]; decide +kernel
      | rw [hp.sum_nat]; decide +kernel""";

  private final Goal goal;
  private final Moves moves;

  private SmallNumberMoves(Moves moves) {
    this.goal = moves.goal();
    this.moves = moves;
  }

  /** Adds lists that hold just the small numbers with a property. */
  static void finiteSets(Moves moves) {
    new SmallNumberMoves(moves).finiteSets();
  }

  /** Adds the enumeration of all values at once. */
  static void enumerated(Moves moves) {
    new SmallNumberMoves(moves).enumerated();
  }

  /** Adds distinctions of values one by one. */
  static void bounded(Moves moves) {
    new SmallNumberMoves(moves).bounded();
  }

  /** Small numbers, all of them at once: a bound for each, then the kernel runs through them. */
  private void enumerated() {
    List<Hypothesis> variables = goal.variables(Set.of("Nat", "Int"));
    boolean others = goal.hypotheses().stream().anyMatch(h -> !h.proof() && !variables.contains(h));
    if (variables.isEmpty() || variables.size() > 3 || others || !decidable(goal.target())) {
      return;
    }
    for (int bound : BOUNDS) {
      if (Math.pow(bound, variables.size()) <= MOST_COMBINATIONS) {
        enumerated(variables, bound);
      }
    }
  }

  private void enumerated(List<Hypothesis> variables, int bound) {
    StringBuilder tactic = new StringBuilder();
    StringBuilder reverts = new StringBuilder();
    for (Hypothesis v : variables) {
      String name = v.name();
      if (v.type().equals("Int")) {
        tactic.append(
            "have hb_%1$s : -%2$d ≤ %1$s ∧ %1$s ≤ %2$d := by first | omega | grind\nobtain ⟨n_%1$s, he_%1$s⟩ : ∃ n : Nat, %1$s = (n : Int) - %2$d := ⟨(%1$s + %2$d).toNat, by omega⟩\nsubst he_%1$s\nhave hn_%1$s : n_%1$s < %3$d := by omega\nclear hb_%1$s\n"
                .formatted(name, bound / 2, bound + 1));
        reverts.insert(0, "revert hn_%1$s\nrevert n_%1$s\n".formatted(name));
      } else {
        tactic.append("have hn_%1$s : %1$s < %2$d := by\n  %3$s\n".formatted(name, bound, below()));
        reverts.insert(0, "revert hn_%1$s\nrevert %1$s\n".formatted(name));
      }
    }
    for (Hypothesis h : goal.assumptions()) {
      tactic.append(decidable(h.type()) ? "" : "clear " + h.name() + "\n");
    }
    for (Hypothesis h : goal.assumptions()) {
      tactic.append(decidable(h.type()) ? "revert " + h.name() + "\n" : "");
    }
    moves.add(
        8000,
        tactic.toString() + reverts + "set_option synthInstance.maxSize 2000 in decide +kernel");
  }

  /** A list without duplicates that holds just the small numbers with a property. */
  private void finiteSets() {
    for (Hypothesis h : goal.assumptions()) {
      Matcher m = MEMBERSHIP.matcher(h.type());
      if (!m.matches()) {
        continue;
      }
      Optional<String> nodup =
          goal.assumptions().stream()
              .filter(other -> other.type().equals(m.group(2) + ".Nodup"))
              .map(Hypothesis::name)
              .findFirst();
      for (int bound : BOUNDS) {
        nodup.ifPresent(
            name ->
                moves.add(
                    8000,
                    FINITE_SET.formatted(
                        m.group(2), bound, m.group(1), m.group(3), name, h.name())));
      }
    }
  }

  /** Proofs that a natural number lies below a bound. */
  private String below() {
    StringBuilder tactic = new StringBuilder("first | omega");
    for (Hypothesis h : goal.assumptions()) {
      if (h.head().filter("Dvd.dvd"::equals).isPresent()) {
        tactic.append(
            " | exact Nat.lt_of_le_of_lt (Nat.le_of_dvd (by omega) %s) (by omega)"
                .formatted(h.name()));
      }
    }
    return tactic + " | " + BY_SQUARES + " | grind";
  }

  private static boolean decidable(String proposition) {
    return !proposition.contains("∀") && !proposition.contains("∃") && !proposition.contains("→");
  }

  /** Small numbers, one by one: first a bound, then each value below it. */
  private void bounded() {
    for (Hypothesis v : goal.variables(Set.of("Nat", "Int"))) {
      for (int bound : new int[] {12, 40}) {
        bounded(v, bound);
      }
    }
  }

  private void bounded(Hypothesis v, int bound) {
    boolean integer = v.type().equals("Int");
    List<String> values = new ArrayList<>();
    for (int i = integer ? -bound : 0; i <= bound; i++) {
      values.add("%s = %d".formatted(v.name(), i));
    }
    String range =
        integer
            ? "-%2$d ≤ %1$s ∧ %1$s ≤ %2$d".formatted(v.name(), bound)
            : "%s ≤ %d".formatted(v.name(), bound);
    String pattern = "rfl | ".repeat(values.size() - 1) + "rfl";
    moves.add(
        8000,
        "have hb : %s := by first | omega | grind\nhave hc : %s := by omega\nrcases hc with %s <;>\n  first | omega | (simp_all; done) | (simp_all; omega) | grind"
            .formatted(range, String.join(" ∨ ", values), pattern));
  }
}
