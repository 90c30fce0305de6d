package lakatos.prover;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lakatos.leanbridge.Goal;
import lakatos.leanbridge.Goal.Hypothesis;

/** Hints for inequalities: what is known not to be negative. */
final class SquareMoves {
  private static final int MOST_HINT_VARIABLES = 4;
  private static final Set<String> ORDERED = Set.of("Int", "Rat");
  private static final Pattern SIGN = Pattern.compile("0 (?:<|≤) (\\w+)");

  private final Goal goal;
  private final Moves moves;

  private SquareMoves(Moves moves) {
    this.goal = moves.goal();
    this.moves = moves;
  }

  /** Adds squares and products of signs. */
  static void addTo(Moves moves) {
    new SquareMoves(moves).squares();
  }

  /** Squares are not negative: given the right ones, linear arithmetic over monomials suffices. */
  private void squares() {
    List<Hypothesis> variables = new ArrayList<>(goal.variables(ORDERED));
    if (variables.isEmpty() || variables.size() > MOST_HINT_VARIABLES || !mentionsOrder()) {
      return;
    }
    List<String> names = variables.stream().map(Hypothesis::name).toList();
    Set<String> terms = new LinkedHashSet<>();
    for (String x : names) {
      terms.add(x);
      for (String y : names) {
        if (names.indexOf(x) < names.indexOf(y)) {
          terms.add(x + " - " + y);
          terms.add(x + " + " + y);
        }
      }
    }
    hints(terms);
    for (String x : names) {
      for (String c : constants()) {
        terms.add(x + " - " + c);
        terms.add(x + " + " + c);
      }
    }
    hints(terms);
    if (names.size() >= 2) {
      hints(products(names));
    }
    if (names.size() == 2) {
      hints(combinations(names.get(0), names.get(1)));
    }
    if (names.size() == 1) {
      hints(multiples(names.get(0)));
    }
    signs();
  }

  private boolean mentionsOrder() {
    return goal.text().matches("(?s).*[≤<≥>].*");
  }

  private List<String> constants() {
    Set<String> constants = new LinkedHashSet<>(List.of("1", "2", "3"));
    for (Matcher m = Pattern.compile("(?<![\\w.])(\\d{1,2})(?![\\w.])").matcher(goal.text());
        m.find(); ) {
      if (constants.size() < 6) {
        constants.add(m.group(1));
      }
    }
    return List.copyOf(constants);
  }

  private static Set<String> products(List<String> names) {
    Set<String> terms = new LinkedHashSet<>();
    for (String x : names) {
      terms.add(x + " ^ 2");
      for (String y : names) {
        if (names.indexOf(x) < names.indexOf(y)) {
          terms.add(x + " * " + y);
          terms.add(x + " - " + y);
          terms.add(x + " + " + y);
          terms.add(x + " ^ 2 - " + y + " ^ 2");
          terms.add(x + " ^ 2 - " + x + " * " + y);
          terms.add(y + " ^ 2 - " + x + " * " + y);
          terms.add(x + " * " + y + " - 1");
        }
      }
    }
    if (names.size() == 4) {
      String[] n = names.toArray(String[]::new);
      terms.add("%s * %s - %s * %s".formatted(n[0], n[3], n[1], n[2]));
      terms.add("%s * %s - %s * %s".formatted(n[0], n[2], n[1], n[3]));
      terms.add("%s * %s - %s * %s".formatted(n[0], n[1], n[2], n[3]));
    }
    return terms;
  }

  private static Set<String> combinations(String x, String y) {
    Set<String> terms = new LinkedHashSet<>();
    for (int a = 1; a <= 3; a++) {
      for (int b = -3; b <= 3; b++) {
        terms.add("%d * %s + %d * %s".formatted(a, x, b, y));
      }
    }
    for (int c : new int[] {-3, -2, -1, 1, 2, 3}) {
      terms.add("%s - %s + %d".formatted(x, y, c));
      terms.add("%s + %s + %d".formatted(x, y, c));
      terms.add("2 * %s - %s + %d".formatted(x, y, c));
      terms.add("%s - 2 * %s + %d".formatted(x, y, c));
    }
    return terms;
  }

  private static Set<String> multiples(String x) {
    Set<String> terms = new LinkedHashSet<>();
    for (int a = 1; a <= 6; a++) {
      for (int c : new int[] {-5, -3, -2, -1, 1, 2, 3, 5}) {
        terms.add("%d * %s + %d".formatted(a, x, c));
      }
    }
    return terms;
  }

  private void hints(Set<String> terms) {
    StringBuilder tactic = new StringBuilder();
    int i = 0;
    for (String term : terms) {
      i++;
      tactic.append("have q%d := Lean.Grind.OrderedRing.sq_nonneg (a := %s)\n".formatted(i, term));
    }
    boolean parts = goal.headIs("And") || goal.headIs("Iff");
    moves.add(5000, tactic + (parts ? "constructor <;> grind" : "grind"));
  }

  /** Products of what is known to be positive, and of it with squares, are positive. */
  private void signs() {
    Optional<String> type = goal.variables(ORDERED).stream().map(Hypothesis::type).findFirst();
    List<Sign> facts = signFacts();
    if (facts.isEmpty() || facts.size() > MOST_HINT_VARIABLES || type.isEmpty()) {
      return;
    }
    StringBuilder products = new StringBuilder();
    int i = 0;
    for (Sign f : facts) {
      for (Sign g : facts) {
        if (facts.indexOf(f) <= facts.indexOf(g)) {
          i++;
          products.append(
              "have p%1$d := (by first | exact %2$s.mul_pos %3$s %4$s | exact %2$s.mul_nonneg %3$s %4$s)\n"
                  .formatted(i, type.get(), f.proof(), g.proof()));
        }
      }
    }
    moves.add(5000, products + "grind");
    StringBuilder squares = new StringBuilder(products);
    for (Sign f : facts) {
      for (Sign g : facts) {
        for (Sign h : facts) {
          if (facts.indexOf(g) < facts.indexOf(h)) {
            i++;
            squares.append(
                "have p%d := %s.mul_nonneg (show 0 ≤ %s by grind) (Lean.Grind.OrderedRing.sq_nonneg (a := %s - %s))\n"
                    .formatted(i, type.get(), f.variable(), g.variable(), h.variable()));
          }
        }
      }
    }
    if (facts.size() > 1) {
      moves.add(5000, squares + "grind");
    }
  }

  /** A proof that a variable is positive, or not negative. */
  private record Sign(String variable, String proof) {}

  private List<Sign> signFacts() {
    List<Sign> facts = new ArrayList<>();
    for (Hypothesis h : goal.assumptions()) {
      String[] parts = h.type().split(" ∧ ", -1);
      for (int i = 0; i < parts.length; i++) {
        Matcher sign = SIGN.matcher(parts[i]);
        if (sign.matches()) {
          String last = parts.length == 1 || i == parts.length - 1 ? "" : ".1";
          facts.add(new Sign(sign.group(1), h.name() + ".2".repeat(i) + last));
        }
      }
    }
    return facts;
  }
}
