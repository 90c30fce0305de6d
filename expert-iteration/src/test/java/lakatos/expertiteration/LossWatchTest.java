package lakatos.expertiteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class LossWatchTest {
  private final LossWatch watch = new LossWatch();

  private boolean any(double from, double to, int steps) {
    boolean any = false;
    for (int i = 0; i < steps; i++) {
      any |= watch.diverges(from + (to - from) * i / steps);
    }
    return any;
  }

  @Test
  void diverges_falling_doesNot() {
    assertThat(any(8, 0.1, 200)).isFalse();
    assertThat(watch.first()).isCloseTo(7.6, within(0.1));
    assertThat(watch.last()).isCloseTo(0.5, within(0.1));
  }

  @Test
  void diverges_climbingAgain_does() {
    assertThat(any(8, 2, 100)).isFalse();
    assertThat(any(2, 9, 100)).isTrue();
  }

  @Test
  void diverges_explodingWithTheSecondStep_does() {
    assertThat(watch.diverges(7)).isFalse();
    assertThat(watch.diverges(700)).isTrue();
  }

  @Test
  void diverges_smallAndNoisy_doesNot() {
    assertThat(any(1, 0.05, 100)).isFalse();
    assertThat(any(0.05, 0.3, 50)).isFalse();
  }

  @Test
  void diverges_notANumber_doesAtOnce() {
    assertThat(watch.diverges(Double.NaN)).isTrue();
  }
}
