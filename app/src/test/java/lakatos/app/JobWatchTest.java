package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a watch is made of. */
final class JobWatchTest {
  @Test
  void pace_isThatOfTheLastMinute() {
    Pace pace = new Pace();
    Instant start = Instant.EPOCH;
    assertThat(pace.left(10)).isEmpty();
    pace.add(start, 0);
    pace.add(start.plusSeconds(100), 1000);
    pace.add(start.plusSeconds(150), 1050);
    pace.add(start.plusSeconds(160), 1060);
    assertThat(pace.perSecond()).isEqualTo(1);
    assertThat(pace.left(10)).contains(Duration.ofSeconds(10));
  }

  @Test
  void panel_writesOverWhatItWrote_andLetsNothingMoveTheCursor() {
    StringWriter terminal = new StringWriter();
    try (Panel panel = new Panel(new PrintWriter(terminal), true)) {
      panel.show(List.of("one", "two"));
      panel.show(List.of("\033[2J" + "x".repeat(100)));
    }
    assertThat(terminal.toString())
        .isEqualTo(
            "one\ntwo\n" + "\033[2A\r\033[J\uFFFD[2J" + "x".repeat(74) + "…\n" + "\033[1A\r\033[J");
  }

  @Test
  void panel_nobodyWatches_isSilent() {
    StringWriter terminal = new StringWriter();
    try (Panel panel = new Panel(new PrintWriter(terminal), false)) {
      panel.show(List.of("one"));
    }
    assertThat(terminal.toString()).isEmpty();
  }
}
