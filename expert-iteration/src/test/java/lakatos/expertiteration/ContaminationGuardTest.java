package lakatos.expertiteration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import lakatos.expertiteration.ContaminationGuard.Likeness;
import lakatos.leanbridge.Statement;
import org.junit.jupiter.api.Test;

final class ContaminationGuardTest {
  private static final Statement HELD =
      Statement.of("theorem t (a b c : Nat) (h : a ≤ b) : a + c ≤ b + c");

  private final ContaminationGuard guard =
      new ContaminationGuard(Map.of("set/t", HELD), Map.of("set/t", "form"));

  private Optional<Likeness> look(String text, Optional<String> form) {
    return guard.look("x", Statement.of(text), form).map(ContaminationGuard.Finding::likeness);
  }

  @Test
  void look_sameTextUnderAnotherNameAndHeader_isTheSame() {
    Statement copy =
        new Statement(
            "import Lean\n", "", "theorem other (a b c : Nat) (h : a ≤ b) :\n    a + c ≤ b + c");
    assertThat(guard.look("x", copy, Optional.empty()).orElseThrow().likeness())
        .isEqualTo(Likeness.TEXT);
  }

  @Test
  void look_sameNormalForm_isTheSame() {
    assertThat(look("theorem t (x y z : Nat) (k : y ≥ x) : z + x ≤ y", Optional.of("form")))
        .contains(Likeness.NORMAL_FORM);
  }

  @Test
  void look_oneWordLess_isAlikeAndNotRefused() {
    var finding =
        guard.look(
            "x",
            Statement.of("theorem t (a b c : Nat) (h : a ≤ b) : a + c ≤ b + c + 1"),
            Optional.of("other form"));
    assertThat(finding.orElseThrow().likeness()).isEqualTo(Likeness.ALIKE);
    assertThat(finding.orElseThrow().isRefused()).isFalse();
  }

  @Test
  void look_somethingElse_isNothing() {
    assertThat(look("theorem t (l : List Nat) : l.reverse.reverse = l", Optional.empty()))
        .isEmpty();
  }
}
