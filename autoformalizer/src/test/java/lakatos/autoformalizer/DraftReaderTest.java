package lakatos.autoformalizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import lakatos.leanbridge.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DraftReaderTest {
  private static final String TRAINED = "import Mathlib\n\nopen BigOperators Real Nat\n\n";

  private final DraftReader core = new DraftReader("t", Vocabulary.CORE, Optional.of(TRAINED));
  private final DraftReader mathlib =
      new DraftReader("t", Vocabulary.MATHLIB, Optional.of(TRAINED));

  @Test
  void read_coreStatement_dropsWhatMathlibBrings() {
    Statement statement =
        core.read(
                """
                import Mathlib
                import Aesop
                set_option maxHeartbeats 400000
                open BigOperators Real Nat List

                /-- Something. -/
                @[simp] lemma my_theorem (n : ℕ) (z : ℤ) : n = n := by
                  sorry
                """)
            .statement();
    assertThat(statement.text()).isEqualTo("theorem t (n : Nat) (z : Int) : n = n");
    assertThat(statement.preamble()).isEmpty();
    assertThat(statement.header())
        .isEqualTo("set_option autoImplicit false\nuniverse u v w\nopen List\n");
  }

  @Test
  void read_mathlibStatement_keepsWhatIsOpen() {
    Statement statement =
        mathlib
            .read("import Mathlib.Tactic\nopen Real Nat\ntheorem x (r : ℝ) : 0 ≤ r ^ 2 := sorry")
            .statement();
    assertThat(statement.header())
        .isEqualTo(
            """
            import Mathlib
            set_option autoImplicit false
            universe u v w
            open Real Nat
            """);
    assertThat(statement.text()).isEqualTo("theorem t (r : ℝ) : 0 ≤ r ^ 2");
  }

  @Test
  void read_definitions_stayBeforeTheTheorem() {
    Statement statement =
        core.read("def f (n : Nat) : Nat := n + 1\n\ntheorem g (n : Nat) : n < f n := by sorry")
            .statement();
    assertThat(statement.preamble()).isEqualTo("def f (n : Nat) : Nat := n + 1");
  }

  @Test
  void read_theoremOfTheRightName_isLeftAlone() {
    String text = "theorem t (t' : Nat) : t' = t' := by sorry";
    assertThat(core.read(text).statement().text()).isEqualTo("theorem t (t' : Nat) : t' = t'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "axiom a : False\ntheorem g : 1 = 2 := by sorry",
        "local notation \"=\" => fun a b => True\ntheorem g : 1 = 2 := by sorry",
        "macro_rules | `(x) => `(y)\ntheorem g : 1 = 2 := by sorry",
        "instance : Add Nat := ⟨fun _ _ => 0⟩\ntheorem g : 1 + 1 = 0 := by sorry",
        "def f : Nat := sorry\ntheorem g : f = 1 := by sorry",
        "namespace A\ntheorem g : 1 = 1 := by sorry\nend A",
        "#eval 1\ntheorem g : 1 = 1 := by sorry",
      })
  void read_whatWouldChangeTheMeaning_isRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> core.read(text))
        .withMessageContaining("must not stand");
  }

  @Test
  void read_severalTheoremsOrBrokenBrackets_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> core.read("theorem a : 1 = 1 := rfl\ntheorem b : 2 = 2 := rfl"))
        .withMessage("it states 2 theorems, where one was asked for");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> core.read("theorem a : (1 = 1 := by sorry"))
        .withMessage("a ( is not closed");
  }
}
