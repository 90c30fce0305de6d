package lakatos.benchmarks;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lakatos.leanbridge.Statement;

/**
 * Small theorems that nobody has seen, with candidates of which it is known what Lean must say. The
 * same seed gives the same ones. Each has a number in it that no other has, so that no cache helps.
 */
final class Mix {
  private static final String PROVED = "proved";
  private static final String FAILED = "failed";
  private static final String REJECTED = "rejected";

  private static final List<String> HEADERS =
      List.of(
          "",
          "set_option autoImplicit false\nuniverse u v w\n",
          "open Nat\n",
          "open List\nset_option linter.all false\n",
          "import Std\n");

  private final Random random;
  private final String prefix;
  private int made;

  /**
   * Makes a source.
   *
   * @param prefix in the theorems' names, which tells this source's from another's
   */
  Mix(long seed, String prefix) {
    this.random = new Random(seed);
    this.prefix = prefix;
  }

  /** Small arithmetic: seven in ten proved, the others false or broken. */
  List<Check> arithmetic(int n) {
    List<Check> checks = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      checks.add(i % 20 < 14 ? truth() : i % 20 < 17 ? falsehood() : broken());
    }
    return checks;
  }

  /** The same and definitions, induction, longer searches, cheating, and headers of all kinds. */
  List<Check> mixed(int n) {
    List<Check> checks = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Check check =
          switch (i % 10) {
            case 0, 1, 2 -> truth();
            case 3 -> falsehood();
            case 4 -> broken();
            case 5, 6 -> definition();
            case 7 -> heavy();
            case 8 -> cheat();
            default -> induction();
          };
      checks.add(underHeader(check, HEADERS.get(random.nextInt(HEADERS.size()))));
    }
    return checks;
  }

  private static Check underHeader(Check check, String header) {
    Statement old = check.statement();
    Statement statement = new Statement(header, old.preamble(), old.text());
    return new Check(check.kind(), statement, check.candidate(), check.expected());
  }

  private int next(int bound) {
    return 2 + random.nextInt(bound);
  }

  private Check check(String kind, String claim, String proof, String expected) {
    return check(kind, "", claim, proof, expected);
  }

  private Check check(String kind, String before, String claim, String proof, String expected) {
    String theorem = "theorem " + prefix + made++ + " " + claim;
    return new Check(kind, new Statement("", before, theorem), theorem + " := " + proof, expected);
  }

  private Check truth() {
    int a = next(5_000);
    int b = next(5_000);
    int k = next(9);
    return switch (random.nextInt(8)) {
      case 0 ->
          check(
              "linear",
              "(x y : Int) (h : x + %d = y) : %d * x + %d = %d * y".formatted(a, k, k * a, k),
              "by omega",
              PROVED);
      case 1 ->
          check(
              "square",
              "(x y : Int) (h : x + %d = y) : x * x + %d * x + %d = y * y"
                  .formatted(a, 2 * a, a * a),
              "by subst h; grind",
              PROVED);
      case 2 ->
          check("product", ": %d * %d = %d".formatted(a, b, (long) a * b), "by decide", PROVED);
      case 3 -> power(a, k);
      case 4 ->
          check(
              "order",
              "(m n : Nat) (h : m + %d < n) : ¬ n ≤ m + %d".formatted(a + b, a),
              "by\n  intro h'\n  omega",
              PROVED);
      case 5 ->
          check(
              "witness",
              ": ∃ n : Nat, n + %d = %d ∧ n < %d".formatted(a, a + b, b + 1),
              "⟨%d, by decide, by decide⟩".formatted(b),
              PROVED);
      case 6 ->
          check(
              "simplification",
              "(n : Nat) (xs : List Nat) : (n :: %d :: xs).length + 0 = xs.length + 2 + 0 * %d"
                  .formatted(a, b),
              "by simp",
              PROVED);
      default ->
          check(
              "remainder",
              "(n : Nat) (h : n %% %d = %d) : (n + %d) %% %d = %d"
                  .formatted(a + 2, a, a + 2 + 1, a + 2, a + 1),
              "by omega",
              PROVED);
    };
  }

  private Check power(int base, int exponent) {
    BigInteger modulus = BigInteger.valueOf(next(1_000));
    BigInteger value = BigInteger.valueOf(base).modPow(BigInteger.valueOf(exponent), modulus);
    return check(
        "power", ": %d ^ %d %% %d = %d".formatted(base, exponent, modulus, value), "rfl", PROVED);
  }

  private Check falsehood() {
    int a = next(5_000);
    int b = next(5_000);
    return switch (random.nextInt(3)) {
      case 0 ->
          check("false sum", ": %d + %d = %d".formatted(a, b, a + b + 1), "by decide", FAILED);
      case 1 ->
          check(
              "false order",
              "(x y : Int) (h : x - %d ≤ y) : x < y + %d".formatted(a, a),
              "by omega",
              FAILED);
      default ->
          check(
              "false square",
              "(x : Int) : x * x + %d > %d * x".formatted(a, a),
              "by grind",
              FAILED);
    };
  }

  private Check broken() {
    int a = next(5_000);
    return switch (random.nextInt(4)) {
      case 0 -> check("unknown lemma", ": %d = %d".formatted(a, a), "Nat.no_such_lemma", FAILED);
      case 1 -> check("unknown tactic", ": %d < %d".formatted(a, a + 1), "by obviously", FAILED);
      case 2 -> check("syntax", "(n : Nat) : n < n + %d".formatted(a), "by omega)", FAILED);
      default ->
          check(
              "wrong tactic",
              "(n m : Nat) : n * m + %d = m * n + %d".formatted(a, a),
              "rfl",
              FAILED);
    };
  }

  private Check definition() {
    int a = next(5_000);
    int n = made;
    String function =
        """
        def f%1$d (n : Nat) : Nat := if n %% 2 = 0 then n / 2 + %2$d else 3 * n + 1
        inductive T%1$d where
          | leaf : T%1$d
          | node : T%1$d → Nat → T%1$d → T%1$d
        def T%1$d.size : T%1$d → Nat
          | leaf => 1
          | node l _ r => l.size + r.size
        """
            .formatted(n, a);
    return switch (random.nextInt(2)) {
      case 0 ->
          check(
              "function",
              function,
              "(n : Nat) : f%1$d (2 * n) = n + %2$d".formatted(n, a),
              "by\n  unfold f%d\n  split <;> omega".formatted(n),
              PROVED);
      default ->
          check(
              "data type",
              function,
              "(t : T%1$d) : 0 < t.size + %2$d * 0".formatted(n, a),
              "by\n  induction t with\n  | leaf => simp [T%1$d.size]\n  | node l x r ihl ihr => simp [T%1$d.size]; omega"
                  .formatted(n),
              PROVED);
    };
  }

  private Check induction() {
    int a = next(5_000);
    int n = made;
    return check(
        "induction",
        "def s%1$d : Nat → Nat\n  | 0 => %2$d\n  | n + 1 => s%1$d n + (n + 1)\n".formatted(n, a),
        "(n : Nat) : 2 * s%1$d n = n * (n + 1) + %2$d".formatted(n, 2 * a),
        "by\n  induction n with\n  | zero => simp [s%1$d]\n  | succ n ih => simp only [s%1$d]; grind"
            .formatted(n),
        PROVED);
  }

  private Check heavy() {
    int a = next(500);
    return switch (random.nextInt(3)) {
      case 0 ->
          check(
              "many cases",
              ": ∀ x y : Fin 24, (x.val * y.val + %d) %% 5 = (y.val * x.val + %d) %% 5"
                  .formatted(a, a),
              "by decide +kernel",
              PROVED);
      case 1 ->
          check(
              "polynomial",
              "(x y z : Int) (h : x + y + z = %d) : (x + y + z) ^ 3 = %d"
                  .formatted(a, (long) a * a * a),
              "by rw [h]; rfl",
              PROVED);
      default ->
          check(
              "search that fails",
              "(x y z : Int) (h : x * y = z + %d) (h' : y * z = x) : x * x * y = z * z + 1"
                  .formatted(a),
              "by first | omega | (simp_all; done) | grind",
              FAILED);
    };
  }

  private Check cheat() {
    int a = next(5_000);
    String claim = "(n : Nat) : n * n ≥ n + %d".formatted(a);
    return switch (random.nextInt(3)) {
      case 0 -> check("sorry", claim, "by sorry", REJECTED);
      case 1 -> {
        Check honest = check("axiom", claim, "trust _", REJECTED);
        String axiom = "axiom trust : ∀ n : Nat, n * n ≥ n + %d\n".formatted(a);
        yield new Check("axiom", honest.statement(), axiom + honest.candidate(), REJECTED);
      }
      default -> {
        Check honest = check("another statement", claim, "", REJECTED);
        String other =
            honest.statement().text().replace("n * n ≥", "n * n + n + %d ≥".formatted(a));
        yield new Check("another statement", honest.statement(), other + " := by omega", REJECTED);
      }
    };
  }
}
