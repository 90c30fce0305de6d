package lakatos.service;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;

/** How those who work are shared among jobs. */
final class Shares {
  private Shares() {}

  /**
   * A job with problems that nobody works on.
   *
   * @param age less than those of younger jobs
   * @param running how many of its problems are worked on
   */
  record Waiting(String job, long age, int priority, int running, int queued) {
    private static final Comparator<Waiting> TURN =
        Comparator.comparing(Waiting::priority, Comparator.reverseOrder())
            .thenComparing(Waiting::running)
            .thenComparing(Waiting::age);

    private Waiting begun() {
      return new Waiting(job, age, priority, running + 1, queued - 1);
    }
  }

  /**
   * Deals problems out one by one, each from a job of the highest priority, among these from one of
   * which fewest are worked on, among these from the oldest.
   *
   * @return how many of which job, first come first
   */
  static Map<String, Integer> deal(Collection<Waiting> jobs, int most) {
    PriorityQueue<Waiting> turns = new PriorityQueue<>(Waiting.TURN);
    jobs.stream().filter(job -> job.queued() > 0).forEach(turns::add);
    Map<String, Integer> shares = new LinkedHashMap<>();
    for (int left = most; left > 0 && !turns.isEmpty(); left--) {
      Waiting next = turns.remove();
      shares.merge(next.job(), 1, Integer::sum);
      if (next.queued() > 1) {
        turns.add(next.begun());
      }
    }
    return shares;
  }
}
