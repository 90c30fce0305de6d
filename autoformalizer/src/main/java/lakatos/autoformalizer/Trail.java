package lakatos.autoformalizer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** What has happened to one problem so far, and until when more may. Thread-safe. */
final class Trail {
  private final Instant start = Instant.now();
  private final Instant deadline;
  private final Duration budget;
  private final Consumer<Stage> told;
  private final AtomicLong tokens = new AtomicLong();

  @GuardedBy("this")
  private final List<Stage> stages = new ArrayList<>();

  Trail(Duration budget, Consumer<Stage> told) {
    this.budget = budget;
    this.deadline = start.plus(budget);
    this.told = told;
  }

  synchronized void add(Stage stage) {
    stages.add(stage);
    told.accept(stage);
  }

  synchronized List<Stage> stages() {
    return List.copyOf(stages);
  }

  void drew(long more) {
    tokens.addAndGet(more);
  }

  long tokens() {
    return tokens.get();
  }

  Duration wall() {
    return Duration.between(start, Instant.now());
  }

  /** Never negative. */
  Duration left() {
    Duration left = Duration.between(Instant.now(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }

  boolean isOver() {
    return left().isZero();
  }

  /** When a share of the whole time will be over. */
  Instant after(double share) {
    return start.plusMillis(Math.round(share * budget.toMillis()));
  }
}
