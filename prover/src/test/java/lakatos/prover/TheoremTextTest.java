package lakatos.prover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TheoremTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "theorem t : 1 = 1 | t | '' | 1 = 1",
        "theorem t (a : Nat) : a = a | t | (a : Nat) | a = a",
        "theorem t{a : Nat} (h : a < 2) : a ≤ 2 | t | {a : Nat} (h : a < 2) | a ≤ 2",
        "theorem A.b.c' [Ord α] : ∀ x : α, x = x | A.b.c' | [Ord α] | ∀ x : α, x = x",
        "theorem «a : b» (n : Nat) : n = n | «a : b» | (n : Nat) | n = n",
        "theorem t.{u} (α : Type u) : α = α | t.{u} | (α : Type u) | α = α",
        "@[simp] private theorem t (n : Nat := 3) : n = n | t | (n : Nat := 3) | n = n",
        "lemma Ωmega₁ : True | Ωmega₁ | '' | True",
      })
  void of_theorem_isTakenApart(String text, String name, String binders, String conclusion) {
    assertThat(TheoremText.of(text)).hasValue(new TheoremText(name, binders, conclusion));
  }

  @ParameterizedTest
  @ValueSource(strings = {"example : 1 = 1", "theorem", "theorem t", "theorem : 1 = 1", ""})
  void of_anythingElse_isNothing(String text) {
    assertThat(TheoremText.of(text)).isEmpty();
  }

  @Test
  void proposition_closesOverTheBinders() {
    assertThat(parts("theorem t (a b : Nat) : a = b").proposition())
        .isEqualTo("∀ (a b : Nat), a = b");
    assertThat(parts("theorem t : 1 = 2").proposition()).isEqualTo("1 = 2");
  }

  @ParameterizedTest
  @CsvSource({"t.{u},t", "A.b,A_b", "«a b»,a_b", "x',x_", "größe,größe"})
  void plainName_isFitToBePartOfAnother(String name, String plain) {
    assertThat(new TheoremText(name, "", "True").plainName()).isEqualTo(plain);
  }

  private static TheoremText parts(String text) {
    return TheoremText.of(text).orElseThrow();
  }
}
