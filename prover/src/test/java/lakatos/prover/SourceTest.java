package lakatos.prover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- : no\n:",
        "/- : /- : -/ : -/:",
        "\": \\\" :\":",
        "r\"\\\":",
        "r#\":\"#:",
        "(a : Nat) {b : Nat} [c : C] ⦃d : D⦄ ⟨e : E⟩:",
        "«a : b»:",
        "':':",
        "'\\'':",
        "'(':",
        "'𝔸':",
        "x' y':",
        ":= 1:",
      })
  void indexOfOutside_aMarkThatIsHiddenElsewhere_findsTheLastCharacter(String text) {
    assertThat(new Source(text).indexOfOutside(":", 0)).hasValue(text.length() - 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "(:", "\":", "/- :", "-- :", "«:"})
  void indexOfOutside_nothingButHiddenMarks_isEmpty(String text) {
    assertThat(new Source(text).indexOfOutside(":", 0)).isEmpty();
  }

  @Test
  void indexOfOutside_strayClosingBracket_isNotFollowedByNegativeDepth() {
    assertThat(new Source("(a)) (b :) :").indexOfOutside(":", 5)).hasValue(11);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "my_theorem theorem",
        "theorems theorem",
        "theorem' theorem",
        "theorem₁ theorem",
        "theorem.x theorem",
        "\"theorem\" theorem",
        "-- theorem\ntheorem",
        "«theorem» theorem",
      })
  void indexOfWord_partsOfLongerNames_areNotTheWord(String text) {
    assertThat(new Source(text).indexOfWord("theorem", 0))
        .hasValue(text.length() - "theorem".length());
  }

  @Test
  void indexOfBody_ofLetAndHaveInTheType_areNotTheDeclarations() {
    String text = "theorem t (h : x := 1) : let y := 2; have z := 3; y < z := rfl";
    assertThat(new Source(text).indexOfBody(0)).hasValue(text.length() - ":= rfl".length());
  }

  @Test
  void indexOfCode_spacesAndComments_areSkippedButDocCommentsAreNot() {
    assertThat(new Source(" -- a\n/- b -/ /-! c -/\n x").indexOfCode(0)).isEqualTo(24);
    assertThat(new Source("\n/-- d -/ x").indexOfCode(0)).isEqualTo(1);
    assertThat(new Source(" -- only this").indexOfCode(0)).isEqualTo(13);
  }
}
