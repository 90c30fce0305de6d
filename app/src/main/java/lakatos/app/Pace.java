package lakatos.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How fast something goes on, as of the last minute. Not thread-safe. */
final class Pace {
  private static final Duration MEMORY = Duration.ofMinutes(1);

  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(Instant at, int done) {}

  void add(Instant at, int done) {
    samples.addLast(new Sample(at, done));
    Instant oldest = at.minus(MEMORY);
    while (samples.size() > 2 && samples.getFirst().at().isBefore(oldest)) {
      samples.removeFirst();
    }
  }

  /** How many a second; 0 if nothing has been seen to be done. */
  double perSecond() {
    if (samples.size() < 2) {
      return 0;
    }
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    double seconds = Duration.between(first.at(), last.at()).toMillis() / 1000.0;
    return seconds <= 0 ? 0 : (last.done() - first.done()) / seconds;
  }

  /** How long so many more will take; empty as long as nothing is done. */
  Optional<Duration> left(int more) {
    double pace = perSecond();
    return pace <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Math.round(1000 * more / pace)));
  }
}
