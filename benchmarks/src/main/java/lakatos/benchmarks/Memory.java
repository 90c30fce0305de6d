package lakatos.benchmarks;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Resident memory of this process while this is open, in megabytes. Thread-safe. */
final class Memory implements AutoCloseable {
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  @GuardedBy("this")
  private final List<Double> samples = new ArrayList<>();

  Memory() {
    var unused = clock.scheduleAtFixedRate(this::look, 0, 250, TimeUnit.MILLISECONDS);
  }

  private void look() {
    double now = Processes.mostResident(Set.of(ProcessHandle.current().pid()));
    synchronized (this) {
      samples.add(now);
    }
  }

  /** The median of the last fifth of the time less that of the second fifth. */
  synchronized double growth() {
    return median(4) - median(1);
  }

  @GuardedBy("this")
  private double median(int fifth) {
    int size = samples.size();
    Samples part = new Samples();
    samples
        .subList(size * fifth / 5, Math.max(size * fifth / 5 + 1, size * (fifth + 1) / 5))
        .forEach(part::add);
    return part.median();
  }

  synchronized double most() {
    return samples.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
