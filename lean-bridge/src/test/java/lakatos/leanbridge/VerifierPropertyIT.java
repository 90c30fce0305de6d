package lakatos.leanbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Never a wrong "proved": statements whose truth we know, proofs good, bad and mutilated. */
final class VerifierPropertyIT {
  private static final List<String> PROOFS =
      List.of(
          "by decide",
          "by omega",
          "by simp",
          "rfl",
          "by grind",
          "by norm_num",
          "sorry",
          "by exact absurd rfl (by decide)",
          "by native_decide",
          "by first | rfl | sorry");

  /** A closed statement about small numbers. */
  record Fact(String text, boolean truth) {}

  @Provide
  Arbitrary<Fact> facts() {
    Arbitrary<Integer> numbers = Arbitraries.integers().between(-12, 12);
    Arbitrary<String> relations = Arbitraries.of("=", "<", "≤", "≠", "∣");
    return Combinators.combine(numbers, numbers, numbers, relations).as(VerifierPropertyIT::fact);
  }

  private static Fact fact(int a, int b, int c, String relation) {
    int left = a * b + c;
    int right = relation.equals("∣") ? a : b * c - a;
    boolean truth =
        switch (relation) {
          case "=" -> left == right;
          case "<" -> left < right;
          case "≤" -> left <= right;
          case "≠" -> left != right;
          default -> left == 0 ? right == 0 : right % left == 0;
        };
    String shown =
        relation.equals("∣")
            ? "(%d : Int)".formatted(a)
            : "(%d : Int) * %d - %d".formatted(b, c, a);
    String text = "(%d : Int) * %d + %d %s %s".formatted(a, b, c, relation, shown);
    return new Fact(
        text.replace("- -", "+ ")
            .replace("+ -", "- ")
            .replace("* -12", "* (-12)")
            .replaceAll("\\* (-\\d+)", "* ($1)"),
        truth);
  }

  @Provide
  Arbitrary<String> proofs() {
    return Arbitraries.of(PROOFS);
  }

  @Property(tries = 60)
  void verify_factOfKnownTruth_isProvedOnlyIfTrue(
      @ForAll("facts") Fact fact, @ForAll("proofs") String proof) {
    Statement statement = Statement.of("theorem f : " + fact.text());
    Verdict verdict =
        SharedLean.verifier()
            .verify(statement, statement.text() + " := " + proof, Limits.DEFAULT, false);
    assertThat(verdict.isProved() && !fact.truth()).as("%s by %s", fact, proof).isFalse();
    if (fact.truth() && proof.equals("by decide")) {
      assertThat(verdict.isProved()).as("%s by %s: %s", fact, proof, verdict).isTrue();
    }
  }

  @Property(tries = 60)
  void verify_mutilatedProof_neverProvesAnotherStatement(
      @ForAll("cuts") int cut, @ForAll("insertions") String insertion) {
    String good =
        """
        theorem helper (n : Nat) : n ≤ n + 1 := Nat.le_succ n

        theorem f (n : Nat) : n < n + 2 := by
          have := helper n
          omega
        """;
    int at = Math.min(cut, good.length());
    String mutilated = good.substring(0, at) + insertion + good.substring(at);
    Statement other = Statement.of("theorem f (n : Nat) : n < n + 1 - 1");
    Verdict verdict = SharedLean.verifier().verify(other, mutilated, Limits.DEFAULT, false);
    assertThat(verdict.isProved()).as(mutilated).isFalse();
  }

  @Provide
  Arbitrary<Integer> cuts() {
    return Arbitraries.integers().between(0, 125);
  }

  @Provide
  Arbitrary<String> insertions() {
    return Arbitraries.of(
        "",
        "sorry",
        " := sorry\n",
        "\n#exit\n",
        "/-",
        "-/",
        "\"",
        "axiom a : False\n",
        "1",
        "+ 1 - 1",
        "end\n",
        "\n\n",
        "✓");
  }
}
