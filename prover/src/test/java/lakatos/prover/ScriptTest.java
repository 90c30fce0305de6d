package lakatos.prover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ScriptTest {

  @Test
  void lines_oneGoalLeft_goesOnAtTheSameDepth() {
    Script script =
        new Script("intro h", List.of(new Script("cases h", List.of(Script.of("rfl")))));
    assertThat(script.lines()).containsExactly("intro h", "cases h", "rfl");
  }

  @Test
  void lines_severalGoalsLeft_getABulletEach() {
    Script inner = new Script("constructor", List.of(Script.of("simp\nomega"), Script.of("rfl")));
    Script script = new Script("constructor", List.of(inner, Script.of("trivial")));
    assertThat(script.text(2).lines())
        .containsExactly(
            "  constructor",
            "  · constructor",
            "    · simp",
            "      omega",
            "    · rfl",
            "  · trivial");
  }

  @Test
  void weight_countsLinesAndTheirLength() {
    assertThat(Script.of("rfl").weight()).isEqualTo(13);
    assertThat(new Script("intro h", List.of(Script.of("rfl"))).weight()).isEqualTo(30);
  }
}
