package lakatos.service;

import java.time.Duration;

/**
 * How a server keeps jobs, and works on them.
 *
 * @param store the path of an embedded database, without its ending, or a PostgreSQL database that
 *     servers may share: {@code jdbc:postgresql://HOST/DATABASE}
 * @param lease after which a problem is taken back from a server that is not heard of
 * @param quota undecided problems that a caller may have
 */
public record JobOptions(String store, Duration lease, int quota) {
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

  public JobOptions {
    if (lease.compareTo(SHORTEST_LEASE) < 0) {
      throw new IllegalArgumentException("lease must be a second at least: " + lease);
    }
    if (quota <= 0) {
      throw new IllegalArgumentException("quota must be positive: " + quota);
    }
  }
}
