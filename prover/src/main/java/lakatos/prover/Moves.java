package lakatos.prover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lakatos.leanbridge.Goal;
import lakatos.leanbridge.Goal.Hypothesis;

/**
 * Steps that bring a goal nearer to what one tactic closes: case distinctions, induction on what
 * occurs, hints for arithmetic. Each is cheap to try, and what it leaves is tried again.
 */
final class Moves {
  private static final int MOST_HINT_VARIABLES = 4;
  private static final int MOST_CASES = 60;
  private static final int MOST_COMBINATIONS = 20_000;
  private static final int[] BOUNDS = {20, 100, 1_000};

  /** Proofs that a natural number lies below a bound. */
  private static final String BELOW =
      "first | omega | exact Nat.lt_of_le_of_lt (Nat.le_of_dvd (by omega) (by assumption)) (by omega) | (refine Nat.lt_of_not_le fun hc => ?_; have hs := Nat.mul_le_mul hc hc; grind) | grind";

  private static final Set<String> NUMBERS = Set.of("Nat", "Int", "Rat");
  private static final Set<String> ORDERED = Set.of("Int", "Rat");
  private static final Pattern MODULUS = Pattern.compile("% (\\d+)|(?<![\\w.])(\\d+) ∣");
  private static final Pattern POWER = Pattern.compile("(?<![\\w.])(\\d+) \\^ (\\w+)");
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
          | exact Nat.lt_of_le_of_lt (Nat.le_of_dvd (by omega) (by first | exact hc | exact hc.1 | exact hc.2)) (by omega)
          | grind
        simp only [List.mem_filter, List.mem_range, decide_eq_true_eq]
        congr 1
        exact propext ⟨fun hm => ⟨hb hm, hx.1 hm⟩, fun hm => hx.2 hm.2⟩
      first
      | rw [hp.length_eq]; decide +kernel
      | rw [hp.sum_nat]; decide +kernel""";

  private static final Pattern DEFINED = Pattern.compile("(?s)\\w+ = .*|.* = \\w+");
  private static final Pattern SIGN = Pattern.compile("0 (?:<|≤) (\\w+)");
  private static final Pattern FOR_ALL_NUMBERS =
      Pattern.compile("^∀ \\(?(\\w+)(?: : (Nat|Int|Rat|K|\\w))?\\)?,.*", Pattern.DOTALL);

  private final Goal goal;
  private final Vocabulary vocabulary;
  private final List<Move> moves = new ArrayList<>();

  /** A tactic and how long it may take. */
  record Move(String tactic, Duration limit) {}

  private Moves(Goal goal, Vocabulary vocabulary) {
    this.goal = goal;
    this.vocabulary = vocabulary;
  }

  /** Returns the steps that this goal suggests, the likeliest first. */
  static List<Move> forGoal(Goal goal, Vocabulary vocabulary) {
    Moves moves = new Moves(goal, vocabulary);
    moves.introduce();
    moves.takeApart();
    moves.substitute();
    moves.split();
    moves.unfoldHeads();
    moves.residues();
    moves.squares();
    moves.induction();
    moves.instances();
    moves.powers();
    moves.witnesses();
    moves.cases();
    moves.finiteSets();
    moves.enumerated();
    moves.bounded();
    return List.copyOf(new LinkedHashSet<>(moves.moves));
  }

  private void add(int millis, String tactic) {
    moves.add(new Move(tactic, Duration.ofMillis(millis)));
  }

  private List<Hypothesis> variables(Set<String> types) {
    return goal.hypotheses().stream()
        .filter(h -> !h.proof() && h.accessible() && types.contains(h.type()))
        .toList();
  }

  private List<Hypothesis> assumptions() {
    return goal.hypotheses().stream().filter(h -> h.proof() && h.accessible()).toList();
  }

  private boolean headIs(String name) {
    return goal.head().filter(name::equals).isPresent();
  }

  // --- logic ---------------------------------------------------------------------------------

  private void introduce() {
    String target = goal.target();
    if (target.startsWith("∀") || target.startsWith("¬") || target.contains("→")) {
      StringBuilder tactic = new StringBuilder("intro v1");
      for (int i = 2; i <= 8; i++) {
        tactic.append("\ntry intro v").append(i);
      }
      add(500, tactic.toString());
    }
  }

  private void takeApart() {
    for (Hypothesis h : assumptions()) {
      String head = h.head().orElse("");
      switch (head) {
        case "And" -> add(500, "obtain ⟨%1$s_1, %1$s_2⟩ := %1$s".formatted(h.name()));
        case "Exists" -> add(500, "obtain ⟨%1$s_w, %1$s_p⟩ := %1$s".formatted(h.name()));
        case "Or" -> add(500, "rcases %1$s with %1$s | %1$s".formatted(h.name()));
        case "Iff" -> add(500, "obtain ⟨%1$s_1, %1$s_2⟩ := %1$s".formatted(h.name()));
        default -> {}
      }
    }
  }

  /** A variable that is said to be something else goes. */
  private void substitute() {
    boolean defined = assumptions().stream().anyMatch(h -> DEFINED.matcher(h.type()).matches());
    if (defined) {
      add(500, "subst_vars");
    }
  }

  private void split() {
    if (headIs("And") || headIs("Iff")) {
      add(500, "constructor");
    }
    if (headIs("Or")) {
      add(500, "left");
      add(500, "right");
    }
    if (goal.text().contains("if ") || goal.text().contains("match ")) {
      add(1000, "split");
    }
    if (headIs("Eq") && (goal.target().contains("fun ") || goal.target().contains("{"))) {
      add(500, "funext x");
    }
  }

  /** Definitions at the head of target or hypotheses, such as {@code Function.Injective}. */
  private void unfoldHeads() {
    Set<String> heads = new LinkedHashSet<>();
    goal.head().filter(Moves::isDefinition).ifPresent(heads::add);
    assumptions().forEach(h -> h.head().filter(Moves::isDefinition).ifPresent(heads::add));
    if (!heads.isEmpty()) {
      String names = String.join(", ", heads);
      add(1000, "simp only [" + names + "] at *");
      add(3000, "grind [" + names + "]");
    }
  }

  private static boolean isDefinition(String head) {
    return head.startsWith("Function.");
  }

  // --- induction -----------------------------------------------------------------------------

  private void induction() {
    for (Hypothesis h : goal.hypotheses()) {
      if (h.proof() || !h.accessible()) {
        continue;
      }
      String type = h.head().orElse("");
      if (type.equals("Nat")) {
        inductOn(h, " with\n| zero => ?_\n| succ %1$s ih => ?_");
        add(
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
    add(1000, "induction " + h.name() + form);
    List<String> others = new ArrayList<>();
    for (Hypothesis other : goal.hypotheses()) {
      if (!other.proof() && other.accessible() && !other.equals(h) && isData(other)) {
        others.add(other.name());
      }
    }
    if (!others.isEmpty()) {
      add(1000, "induction " + h.name() + " generalizing " + String.join(" ", others) + form);
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
        add(1500, "fun_induction " + function + m.group(1));
      }
    }
  }

  private void cases() {
    for (Hypothesis h : goal.hypotheses()) {
      if (!h.proof() && h.accessible()) {
        String type = h.head().orElse("");
        boolean finite = Set.of("Bool", "Option", "Sum", "Prod").contains(type);
        if (finite || type.equals("List") || vocabulary.types().contains(type)) {
          add(500, "cases " + h.name());
        }
        if (h.type().equals("Prop")) {
          add(500, "by_cases %1$s_c : %1$s".formatted(h.name()));
        }
      }
    }
  }

  // --- arithmetic ----------------------------------------------------------------------------

  /** Case distinction on a variable's residue, for statements about divisibility. */
  private void residues() {
    Set<Integer> moduli = new LinkedHashSet<>();
    for (Matcher m = MODULUS.matcher(goal.text()); m.find(); ) {
      String digits = m.group(1) != null ? m.group(1) : m.group(2);
      if (digits.length() <= 2) {
        moduli.add(Integer.parseInt(digits));
      }
    }
    List<Hypothesis> variables = variables(Set.of("Nat", "Int"));
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
    if (headIs("Dvd.dvd")) {
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
    add(6000, tactic.toString());
  }

  /** Squares are not negative: given the right ones, linear arithmetic over monomials suffices. */
  private void squares() {
    List<Hypothesis> variables = new ArrayList<>(variables(ORDERED));
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
    boolean parts = headIs("And") || headIs("Iff");
    add(5000, tactic + (parts ? "constructor <;> grind" : "grind"));
  }

  /** Products of what is known to be positive, and of it with squares, are positive. */
  private void signs() {
    Optional<String> type = variables(ORDERED).stream().map(Hypothesis::type).findFirst();
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
    add(5000, products + "grind");
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
      add(5000, squares + "grind");
    }
  }

  /** A proof that a variable is positive, or not negative. */
  private record Sign(String variable, String proof) {}

  private List<Sign> signFacts() {
    List<Sign> facts = new ArrayList<>();
    for (Hypothesis h : assumptions()) {
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

  /** Hypotheses about all numbers, at the first few. */
  private void instances() {
    StringBuilder tactic = new StringBuilder();
    int i = 0;
    for (Hypothesis h : assumptions()) {
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
      add(4000, tactic + "grind");
      add(4000, tactic + "simp at *\ngrind");
    }
  }

  /** Powers run through finitely many residues, and where they are tells the exponent's residue. */
  private void powers() {
    Set<Integer> moduli = new LinkedHashSet<>();
    for (Matcher m = MODULUS.matcher(goal.text()); m.find(); ) {
      String digits = m.group(1) != null ? m.group(1) : m.group(2);
      if (digits.length() <= 2) {
        moduli.add(Integer.parseInt(digits));
      }
    }
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
        || variables(Set.of("Nat")).stream().noneMatch(v -> v.name().equals(exponent))) {
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
        have hp : ∀ m, %s := by
          intro m
          induction m with
          | zero => simp
          | succ m ih => rw [Nat.pow_succ]; omega
        have hq := hp %s
        """
            .formatted(String.join(" ∨ ", cases), exponent);
    add(4000, fact + "omega");
    add(4000, fact + "grind");
  }

  /** Candidates for what exists. */
  private void witnesses() {
    if (!headIs("Exists")) {
      return;
    }
    Set<String> terms = new LinkedHashSet<>();
    List<Hypothesis> numbers = variables(NUMBERS);
    for (Matcher m = Pattern.compile("(?<![\\w.])(\\d{1,2})(?![\\w.])").matcher(goal.target());
        m.find(); ) {
      numbers.forEach(v -> terms.add("(" + v.name() + " / " + m.group(1) + ")"));
    }
    numbers.forEach(v -> terms.addAll(List.of(v.name(), "(" + v.name() + " + 1)")));
    terms.addAll(List.of("0", "1", "2"));
    for (String term : terms) {
      add(500, "refine ⟨" + term + ", ?_⟩");
    }
  }

  /** Small numbers, all of them at once: a bound for each, then the kernel runs through them. */
  private void enumerated() {
    List<Hypothesis> variables = variables(Set.of("Nat", "Int"));
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
        tactic.append("have hn_%1$s : %1$s < %2$d := by\n  %3$s\n".formatted(name, bound, BELOW));
        reverts.insert(0, "revert hn_%1$s\nrevert %1$s\n".formatted(name));
      }
    }
    for (Hypothesis h : assumptions()) {
      tactic.append(decidable(h.type()) ? "" : "clear " + h.name() + "\n");
    }
    for (Hypothesis h : assumptions()) {
      tactic.append(decidable(h.type()) ? "revert " + h.name() + "\n" : "");
    }
    add(
        8000,
        tactic.toString() + reverts + "set_option synthInstance.maxSize 2000 in decide +kernel");
  }

  /** A list without duplicates that holds just the small numbers with a property. */
  private void finiteSets() {
    for (Hypothesis h : assumptions()) {
      Matcher m = MEMBERSHIP.matcher(h.type());
      if (!m.matches()) {
        continue;
      }
      Optional<String> nodup =
          assumptions().stream()
              .filter(other -> other.type().equals(m.group(2) + ".Nodup"))
              .map(Hypothesis::name)
              .findFirst();
      for (int bound : BOUNDS) {
        nodup.ifPresent(
            name ->
                add(
                    8000,
                    FINITE_SET.formatted(
                        m.group(2), bound, m.group(1), m.group(3), name, h.name())));
      }
    }
  }

  private static boolean decidable(String proposition) {
    return !proposition.contains("∀") && !proposition.contains("∃") && !proposition.contains("→");
  }

  /** Small numbers, one by one: first a bound, then each value below it. */
  private void bounded() {
    for (Hypothesis v : variables(Set.of("Nat", "Int"))) {
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
    add(
        8000,
        "have hb : %s := by first | omega | grind\nhave hc : %s := by omega\nrcases hc with %s <;>\n  first | omega | (simp_all; done) | (simp_all; omega) | grind"
            .formatted(range, String.join(" ∨ ", values), pattern));
  }
}
