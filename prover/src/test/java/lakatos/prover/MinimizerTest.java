package lakatos.prover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MinimizerTest {

  @Test
  void minimize_factsThatAreNotNeeded_go() {
    Script script = Script.of("have a := f\nhave b := g\nhave c := h\nomega");
    Script shortest =
        new Minimizer(shorter -> shorter.tactic().contains("have b") && endsInOmega(shorter))
            .minimize(script);
    assertThat(shortest.lines()).containsExactly("have b := g", "omega");
  }

  @Test
  void minimize_casesThatCloseAlike_becomeOneLine() {
    Script script =
        new Script("induction n with\n| zero => ?_\n| succ n ih => ?_", List.of(simp(), simp()));
    Script shortest = new Minimizer(shorter -> true).minimize(script);
    assertThat(shortest.lines()).containsExactly("induction n <;> simp_all");
  }

  @Test
  void minimize_nothingShorterProves_leavesTheScript() {
    Script script = new Script("constructor", List.of(Script.of("have h := x\nrfl"), simp()));
    assertThat(new Minimizer(shorter -> false).minimize(script)).isEqualTo(script);
  }

  private static Script simp() {
    return Script.of("simp_all");
  }

  private static boolean endsInOmega(Script script) {
    return script.tactic().endsWith("omega");
  }
}
