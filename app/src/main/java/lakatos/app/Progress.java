package lakatos.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far a batch has come: a bar on a terminal, a line now and then elsewhere. Thread-safe. */
final class Progress implements AutoCloseable {
  private static final Duration REPORT_EVERY = Duration.ofSeconds(10);

  private final int total;
  private final Consumer<String> log;
  private final Instant start = Instant.now();
  private final @Nullable ProgressBar bar;

  @GuardedBy("this")
  private Instant reported = start;

  @GuardedBy("this")
  private int done;

  Progress(int total, Consumer<String> log, boolean terminal) {
    this.total = total;
    this.log = log;
    this.bar = terminal ? bar(total) : null;
  }

  private static ProgressBar bar(int total) {
    return new ProgressBarBuilder()
        .setTaskName("lakatos")
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(250)
        .showSpeed()
        .setConsumer(new TerminalLine(System.err))
        .build();
  }

  /**
   * Counts one more.
   *
   * @param verdicts how many there are of each so far
   */
  synchronized void step(Map<String, Integer> verdicts) {
    done++;
    ProgressBar shown = bar;
    if (shown != null) {
      shown.step();
      shown.setExtraMessage(" " + words(verdicts));
      return;
    }
    Instant now = Instant.now();
    if (Duration.between(reported, now).compareTo(REPORT_EVERY) > 0) {
      reported = now;
      double seconds = Duration.between(start, now).toMillis() / 1000.0;
      double left = seconds / done * (total - done);
      log.accept(
          String.format(
              Locale.ROOT,
              "%d of %d, %.1f/s, %.0f s left, %s",
              done,
              total,
              done / seconds,
              left,
              words(verdicts)));
    }
  }

  /** {@code 3 proved, 1 open}. */
  static String words(Map<String, Integer> verdicts) {
    return verdicts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .reduce((a, b) -> a + ", " + b)
        .orElse("none");
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
