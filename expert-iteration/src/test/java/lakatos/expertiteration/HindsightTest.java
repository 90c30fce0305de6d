package lakatos.expertiteration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import lakatos.leanbridge.Goal;
import lakatos.leanbridge.Goal.Hypothesis;
import lakatos.leanbridge.Statement;
import org.junit.jupiter.api.Test;

final class HindsightTest {
  private static Hypothesis hypothesis(String name, String type, boolean accessible) {
    return new Hypothesis(name, type, false, accessible, Optional.empty());
  }

  private static Goal goal(String target, Hypothesis... hypotheses) {
    return new Goal("", List.of(hypotheses), target, Optional.empty());
  }

  @Test
  void steps_linesAtTheTop_haveWhatIsDeeperAndWhatGoesOn() {
    assertThat(
            Hindsight.steps(
                "  intro h\n  induction n with\n  | zero => simp\n  | succ n ih =>\n    simp\n\n"
                    + "    omega\n  constructor\n  <;> simp"))
        .containsExactly(
            "  intro h",
            "  induction n with\n  | zero => simp\n  | succ n ih =>\n    simp\n\n    omega",
            "  constructor\n  <;> simp");
  }

  @Test
  void steps_lineLessDeepThanTheFirst_areNone() {
    assertThat(Hindsight.steps("    intro h\n  simp")).isEmpty();
  }

  @Test
  void hasSteps_oneLine_isFalse() {
    assertThat(Hindsight.hasSteps(Draft.example("a", "  simp", 0))).isFalse();
    assertThat(Hindsight.hasSteps(Draft.example("a", "  intro x\n  simp", 0))).isTrue();
  }

  @Test
  void statement_goal_hasAllHypothesesInOrder() {
    Statement of = new Statement("import Init", "def f := 1", "theorem t.{u} (n : Nat) : True");
    Goal goal =
        goal(
            "f =\n  n",
            hypothesis("α", "Type u_1", true),
            hypothesis("inst✝", "Inhabited α", false),
            hypothesis("n", "Nat", true),
            hypothesis("h✝", "n = 1", false),
            hypothesis("k", "n✝ = 1", true));
    assertThat(Hindsight.statement(of, goal))
        .hasValue(
            new Statement(
                "import Init",
                "def f := 1",
                "theorem t (α : Type _) [Inhabited α] (n : Nat) : f = n"));
  }

  @Test
  void statement_goalAboutWhatCannotBeNamed_isNone() {
    assertThat(Hindsight.statement(Statement.of("theorem t : True"), goal("n✝ = 1"))).isEmpty();
  }
}
