package lakatos.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lakatos.service.Shares.Waiting;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple3;
import net.jqwik.api.constraints.IntRange;

final class SharesPropertyTest {
  @Property
  void deal_anyJobs_givesAllThatIsAskedForAndThere(
      @ForAll("jobs") List<Waiting> jobs, @ForAll @IntRange(min = 0, max = 30) int most) {
    Map<String, Integer> shares = Shares.deal(jobs, most);
    int queued = jobs.stream().mapToInt(Waiting::queued).sum();
    assertThat(shares.values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(Math.min(most, queued));
    assertThat(jobs).allMatch(job -> share(shares, job) <= job.queued());
  }

  @Property
  void deal_anyJobs_prefersHigherPriorityAndThoseBehind(
      @ForAll("jobs") List<Waiting> jobs, @ForAll @IntRange(min = 0, max = 30) int most) {
    Map<String, Integer> shares = Shares.deal(jobs, most);
    for (Waiting served : jobs) {
      for (Waiting other : jobs) {
        if (share(shares, served) > 0 && share(shares, other) < other.queued()) {
          assertThat(other.priority()).isLessThanOrEqualTo(served.priority());
          if (other.priority() == served.priority()) {
            assertThat(served.running() + share(shares, served))
                .isLessThanOrEqualTo(other.running() + share(shares, other) + 1);
          }
        }
      }
    }
  }

  private static int share(Map<String, Integer> shares, Waiting job) {
    return shares.getOrDefault(job.job(), 0);
  }

  @Provide
  Arbitrary<List<Waiting>> jobs() {
    Arbitrary<Integer> few = Arbitraries.integers().between(0, 6);
    return Combinators.combine(few, few, few).as(Tuple::of).list().ofMaxSize(8).map(this::waiting);
  }

  private List<Waiting> waiting(List<Tuple3<Integer, Integer, Integer>> numbers) {
    List<Waiting> jobs = new ArrayList<>();
    for (Tuple3<Integer, Integer, Integer> three : numbers) {
      int age = jobs.size();
      jobs.add(new Waiting("job" + age, age, three.get1() / 3, three.get2(), three.get3()));
    }
    return jobs;
  }
}
