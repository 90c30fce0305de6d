package lakatos.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.SharedLean;
import lakatos.prover.FileProver.Filled;
import lakatos.prover.FileProver.Result;
import org.junit.jupiter.api.Test;

final class FileProverIT {
  private static final Budget BUDGET = new Budget(Duration.ofSeconds(30));

  private final FileProver prover =
      new FileProver(SharedLean.pool(), SharedLean.verifier(), Closers.standard());

  @Test
  void fill_gapsAmongTacticsAndInTerms_areFilled() {
    Result result =
        fill(
            """
            theorem a (x y : Nat) (h : x < y) : x + 1 ≤ y := by
              sorry

            theorem b (x y : Nat) : x + y = y + x := sorry

            theorem c (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
              constructor
              · sorry
              · sorry

            theorem d (x : Nat) (h : 2 < x) : 1 < x ∧ x ≠ 0 := by
              have h1 : 1 < x := by sorry
              have h2 : x ≠ 0 := sorry
              exact ⟨h1, h2⟩
            """);
    assertThat(result.gaps()).hasSize(6).allMatch(gap -> gap.proof().isPresent());
    assertThat(result.gaps().get(0)).matches(gap -> gap.line() == 2 && gap.column() == 2);
    assertThat(result.text()).doesNotContain("sorry").contains("theorem b", "(by ");
    assertThat(result.complete()).isTrue();
    assertThat(result.audit().theorems()).hasSize(4);
  }

  @Test
  void fill_namesOutsideOfAscii_doNotMovePlaces() {
    Result result =
        fill(
            "theorem größe₁ (α𝔸 β : Nat) (h𝔹 : α𝔸 = β) : β = α𝔸 ∧ True := ⟨by sorry, sorry⟩\n");
    assertThat(result.text()).doesNotContain("sorry");
    assertThat(result.complete()).isTrue();
  }

  @Test
  void fill_gapBehindACombinator_isFilledByOneTactic() {
    Result result =
        fill(
            """
            theorem t (p : Prop) (n : Nat) (hp : p) : (p ∧ p) ∧ n + 0 = n := by
              constructor <;> sorry
            """);
    assertThat(result.gaps()).hasSize(1);
    assertThat(result.complete()).isTrue();
  }

  @Test
  void fill_whatCannotBeProved_staysSorry() {
    List<Filled> told = new ArrayList<>();
    String text =
        """
        theorem hopeless (n m : Nat) : n = m := by
          sorry

        theorem easy : 1 + 1 = 2 := sorry
        """;
    Result result = prover.fill(text, new Budget(Duration.ofSeconds(4)), told::add);
    assertThat(result.gaps())
        .extracting(gap -> gap.proof().isPresent())
        .containsExactly(false, true);
    assertThat(result.gaps().get(0).goals()).singleElement().asString().contains("⊢ n = m");
    assertThat(result.text()).contains("n = m := by\n  sorry").doesNotContain(":= sorry");
    assertThat(result.complete()).isFalse();
    assertThat(told).containsExactlyInAnyOrderElementsOf(result.gaps());
  }

  @Test
  void fill_data_isLeftToTheAuthor() {
    Result result = fill("def favourite : Nat := sorry\n\ntheorem t : 1 ≤ 2 := sorry\n");
    assertThat(result.text()).contains("Nat := sorry").contains("2 := (by ");
    assertThat(result.complete()).isFalse();
  }

  @Test
  void fill_windowsFile_keepsItsLineEndings() {
    Result result =
        fill("theorem t (p q : Prop) (hp : p)\r\n  (hq : q) : p ∧ q := by\r\n  sorry\r\n");
    assertThat(result.complete()).isTrue();
    assertThat(result.text().replace("\r\n", "")).doesNotContain("\n").doesNotContain("sorry");
  }

  @Test
  void fill_nothingToFill_isCheckedAllTheSame() {
    assertThat(fill("theorem t : 1 = 1 := rfl\n").complete()).isTrue();
    assertThat(fill("axiom a : 1 = 2\ntheorem t : 1 = 2 := a\n").complete()).isFalse();
  }

  @Test
  void fill_fileWithErrors_isRefused() {
    assertThatThrownBy(() -> fill("theorem t : 1 = Nat.nowhere := sorry\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the file has errors beside its gaps:\n1:16: error:")
        .hasMessageContaining("Nat.nowhere");
  }

  @Test
  void fill_unknownImport_isUnusable() {
    assertThatThrownBy(() -> fill("import Nowhere\ntheorem t : 1 = 1 := sorry\n"))
        .isInstanceOfSatisfying(
            LeanException.class,
            e -> assertThat(e.reason()).isEqualTo(LeanException.Reason.UNUSABLE))
        .hasMessageContaining("Nowhere");
  }

  private Result fill(String text) {
    return prover.fill(text, BUDGET, gap -> {});
  }
}
