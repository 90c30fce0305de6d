package lakatos.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lakatos.service.Shares.Waiting;
import org.junit.jupiter.api.Test;

final class SharesTest {
  @Test
  void deal_equalJobs_inTurnFromTheOldest() {
    Waiting old = new Waiting("old", 1, 0, 0, 9);
    Waiting young = new Waiting("young", 2, 0, 0, 9);
    assertThat(Shares.deal(List.of(young, old), 5)).isEqualTo(Map.of("old", 3, "young", 2));
  }

  @Test
  void deal_jobThatIsBehind_catchesUp() {
    Waiting ahead = new Waiting("ahead", 1, 0, 6, 9);
    Waiting behind = new Waiting("behind", 2, 0, 2, 9);
    assertThat(Shares.deal(List.of(ahead, behind), 6)).isEqualTo(Map.of("behind", 5, "ahead", 1));
  }

  @Test
  void deal_lowerPriority_hasWhatIsLeft() {
    Waiting high = new Waiting("high", 2, 7, 100, 2);
    Waiting low = new Waiting("low", 1, 3, 0, 9);
    assertThat(Shares.deal(List.of(low, high), 3)).isEqualTo(Map.of("high", 2, "low", 1));
  }

  @Test
  void deal_nothingToDo_isNothing() {
    assertThat(Shares.deal(List.of(new Waiting("done", 1, 0, 3, 0)), 3)).isEmpty();
    assertThat(Shares.deal(List.of(), 3)).isEmpty();
  }
}
