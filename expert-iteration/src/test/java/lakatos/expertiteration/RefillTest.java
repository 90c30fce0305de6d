package lakatos.expertiteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import lakatos.prover.Problem;
import org.junit.jupiter.api.Test;

final class RefillTest {
  @Test
  void signal_isLeastForWhatIsAlwaysOrNeverProved() {
    assertThat(Refill.signal(0.5, 8)).isCloseTo(1 - 2 * Math.pow(0.5, 8), within(1e-9));
    assertThat(Refill.signal(0.02, 8)).isLessThan(0.2);
    assertThat(Refill.signal(1, 8)).isZero();
  }

  @Test
  void of_drawsWhatMostLikelyHasSignalAndNotWhatHasIt() {
    List<Problem> problems =
        List.of("served", "half", "never", "always").stream().map(Draft::problem).toList();
    List<Outcome> now = List.of(Draft.outcome("served", 8, 4));
    List<Outcome> known =
        List.of(
            Draft.outcome("served", 8, 4),
            Draft.outcome("half", 80, 40),
            Draft.outcome("never", 80, 0),
            Draft.outcome("always", 800, 800));
    assertThat(Refill.of(problems, known, now, 1, 8, 0))
        .extracting(a -> a.problem().id())
        .containsExactly("half", "never");
  }

  @Test
  void reward_longText_isPunishedUpToOne() {
    assertThat(GroupTraining.reward(true, 80, 100, 0.8)).isEqualTo(1);
    assertThat(GroupTraining.reward(true, 90, 100, 0.8)).isCloseTo(0.5, within(1e-9));
    assertThat(GroupTraining.reward(false, 100, 100, 0.8)).isCloseTo(-1, within(1e-9));
  }
}
