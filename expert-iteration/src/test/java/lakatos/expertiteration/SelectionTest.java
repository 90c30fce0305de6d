package lakatos.expertiteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import lakatos.leanbridge.Statement;
import org.junit.jupiter.api.Test;

final class SelectionTest {
  private static final Selection ALL = Selection.DEFAULT;

  @Test
  void of_proofsThatLeanReadsAlike_keepsTheFirst() {
    List<Example> found =
        List.of(
            Draft.example("a", "  simp -- so", 0),
            Draft.example("a", "  simp", 1),
            Draft.example("a", "  omega", 1));
    assertThat(ALL.of(found, 1, 0))
        .extracting(Example::proof)
        .containsExactlyInAnyOrder("  simp -- so", "  omega");
  }

  @Test
  void of_manyProofsOfOneStatement_keepsTheShortestAndSharesItsWeight() {
    List<Example> found =
        List.of(
            Draft.example("a", "  simp_all [Nat.add_comm]", 0),
            Draft.example("a", "  simp", 0),
            Draft.example("a", "  omega", 0));
    List<Example> selected = new Selection(2, 0, 1).of(found, 0, 0);
    assertThat(selected).extracting(Example::proof).containsExactly("  simp", "  omega");
    assertThat(selected.get(0).weight()).isCloseTo(Math.exp(-0.006) / 2, within(1e-9));
  }

  @Test
  void of_sameStatementUnderAnotherName_isOneStatement() {
    Example one = Draft.example("a", "  simp", 0);
    Example other =
        new Example(Draft.problem("b", "theorem other : a  = a"), "  simp", "model", 0, 0, 1);
    assertThat(ALL.of(List.of(one, other), 0, 0)).hasSize(1);
  }

  @Test
  void of_belowTheThreshold_isLeftOut() {
    Example slow =
        new Example(Draft.problem("a", "theorem t : 1 = 1"), "  simp", "model", 0, 60_000, 1);
    assertThat(ALL.withThreshold(0.6).of(List.of(slow), 0, 0)).isEmpty();
    assertThat(ALL.of(List.of(slow), 0, 0)).hasSize(1);
  }

  @Test
  void of_withoutReplay_keepsTheRoundsOwnStatementsWithAllTheirProofs() {
    List<Example> found =
        List.of(
            Draft.example("old", "  simp", 0),
            Draft.example("both", "  simp", 0),
            Draft.example("both", "  omega", 1));
    assertThat(new Selection(4, 0, 0).of(found, 1, 0))
        .extracting(e -> e.problem().id())
        .containsExactly("both", "both");
  }

  @Test
  void key_otherHeader_isAnotherStatement() {
    assertThat(Selection.key(new Statement("import Lean", "", "theorem t : p")))
        .isNotEqualTo(Selection.key(Statement.of("theorem t : p")));
  }
}
