package lakatos.service;

import java.time.Duration;
import java.util.Optional;

/**
 * How a server serves.
 *
 * @param access where it can be reached, and by whom
 * @param port 0 for any that is free
 * @param metrics port at which this machine finds its figures; 0 for any that is free, empty for
 *     none
 * @param drain how long what is being worked on may go on when the server ends
 */
public record ServerOptions(
    AccessOptions access,
    int port,
    JobOptions jobs,
    CallOptions calls,
    Optional<Integer> metrics,
    Duration drain) {

  /** Returns what most servers do, with their jobs in {@code store}. */
  public static ServerOptions keepingJobsIn(String store) {
    return new ServerOptions(
        AccessOptions.DEFAULT,
        50051,
        new JobOptions(store, Duration.ofSeconds(30), 1_000_000),
        CallOptions.DEFAULT,
        Optional.empty(),
        Duration.ofSeconds(30));
  }

  public ServerOptions withAccess(AccessOptions value) {
    return new ServerOptions(value, port, jobs, calls, metrics, drain);
  }

  public ServerOptions withPort(int value) {
    return new ServerOptions(access, value, jobs, calls, metrics, drain);
  }

  public ServerOptions withJobs(JobOptions value) {
    return new ServerOptions(access, port, value, calls, metrics, drain);
  }

  public ServerOptions withCalls(CallOptions value) {
    return new ServerOptions(access, port, jobs, value, metrics, drain);
  }

  public ServerOptions withMetrics(int value) {
    return new ServerOptions(access, port, jobs, calls, Optional.of(value), drain);
  }

  public ServerOptions withDrain(Duration value) {
    return new ServerOptions(access, port, jobs, calls, metrics, value);
  }
}
