package lakatos.expertiteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lakatos.expertiteration.Assignment.By;
import org.junit.jupiter.api.Test;

final class TunerTest {
  private static final Tuner USUAL = new Tuner(1, 8, 0);

  private static List<Assignment> dealt(int statements) {
    return USUAL.deal(
        IntStream.range(0, statements)
            .mapToObj(
                i ->
                    new Assignment(
                        Draft.problem("p" + i), By.MODEL, 8, Assignment.seed(0, 1, "p" + i)))
            .toList());
  }

  @Test
  void deal_manyStatements_sharesThemAmongThreeTemperatures() {
    List<Assignment> dealt = dealt(300);
    for (double t : new double[] {1 / 1.2, 1, 1.2}) {
      long arm = dealt.stream().filter(a -> Math.abs(a.temperature() - t) < 1e-9).count();
      assertThat(arm).isBetween(70L, 130L);
    }
  }

  @Test
  void next_hotterFindsMore_isHotter() {
    List<Assignment> dealt = dealt(60);
    List<Outcome> outcomes = new ArrayList<>();
    dealt.forEach(
        a -> outcomes.add(Draft.outcome(a.problem().id(), 8, a.temperature() > 1 ? 4 : 1)));
    assertThat(USUAL.next(dealt, outcomes, List.of(), 4).temperature())
        .isCloseTo(1.2, within(1e-9));
  }

  @Test
  void next_nothingProved_keepsTheTemperatureAndDrawsFewer() {
    List<Assignment> dealt = dealt(30);
    List<Outcome> outcomes =
        dealt.stream().map(a -> Draft.outcome(a.problem().id(), 8, 0)).toList();
    Tuner next = USUAL.next(dealt, outcomes, List.of(), 4);
    assertThat(next.temperature()).isEqualTo(1);
    assertThat(next.samples()).isEqualTo(4);
  }

  @Test
  void next_secondHalfStillProvesMuch_drawsMore() {
    List<Assignment> dealt = dealt(30);
    List<Outcome> outcomes =
        dealt.stream().map(a -> Draft.outcome(a.problem().id(), 8, 1)).toList();
    assertThat(USUAL.next(dealt, outcomes, List.of(), 4).samples()).isEqualTo(16);
  }

  @Test
  void balance_isFoundOfWantedTimesProofsOfTexts() {
    Tuner.Balance balance =
        Tuner.balance(List.of(Draft.outcome("a", 8, 2), Draft.outcome("b", 8, 0)), 4);
    assertThat(balance.exploration()).isCloseTo(0.25, within(1e-9));
    assertThat(balance.exploitation()).isCloseTo(0.125, within(1e-9));
    assertThat(balance.product()).isCloseTo(0.03125, within(1e-9));
  }
}
