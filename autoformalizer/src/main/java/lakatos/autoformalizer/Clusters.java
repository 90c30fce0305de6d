package lakatos.autoformalizer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lakatos.leanbridge.Anatomy;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verifier;

/**
 * Puts candidates that say the same together.
 *
 * <p>Those with one normal form need no proof: they differ in bound names, in the order of
 * hypotheses, in {@code ≥} for {@code ≤}. Of the others one of each group is compared, until the
 * time is over. The largest cluster comes first, of equally large ones the one with the earliest
 * candidate; so the order is the same for the same candidates as long as no comparison runs out of
 * time. Thread-safe.
 */
public final class Clusters {
  private final LeanPool pool;
  private final Verifier verifier;
  private final Equivalence equivalence;

  /**
   * Candidates that say the same.
   *
   * @param members their places in the list of candidates, from 0, in order
   * @param representative the first of them
   */
  public record Cluster(List<Integer> members, Statement representative) {
    public Cluster {
      members = List.copyOf(members);
    }

    /** How many candidates it has. */
    public int size() {
      return members.size();
    }
  }

  /** Makes clusters on processes of {@code pool}; proofs are verified by {@code verifier}. */
  public Clusters(LeanPool pool, Verifier verifier) {
    this.pool = pool;
    this.verifier = verifier;
    this.equivalence = new Equivalence(pool, verifier);
  }

  /**
   * Groups candidates. One that does not elaborate is in no cluster.
   *
   * @param each for one comparison
   * @param budget for all of them
   * @throws LeanException if no process can be had; {@code CLOSED} if the thread is interrupted
   */
  public List<Cluster> of(List<Statement> candidates, Duration each, Duration budget) {
    Instant deadline = Instant.now().plus(budget);
    List<List<Integer>> groups = new ArrayList<>(byNormalForm(candidates).values());
    groups.sort(ORDER);
    List<List<Integer>> merged = new ArrayList<>();
    for (List<Integer> group : groups) {
      Optional<List<Integer>> same =
          merged.stream()
              .filter(
                  other ->
                      equivalent(
                          candidates.get(other.get(0)),
                          candidates.get(group.get(0)),
                          each,
                          deadline))
              .findFirst();
      same.ifPresentOrElse(other -> other.addAll(group), () -> merged.add(group));
    }
    merged.forEach(group -> group.sort(Comparator.naturalOrder()));
    merged.sort(ORDER);
    return merged.stream().map(group -> new Cluster(group, candidates.get(group.get(0)))).toList();
  }

  private static final Comparator<List<Integer>> ORDER =
      Comparator.comparing((List<Integer> group) -> -group.size()).thenComparing(g -> g.get(0));

  private Map<String, List<Integer>> byNormalForm(List<Statement> candidates) {
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < candidates.size(); i++) {
      int place = i;
      normalForm(candidates.get(i))
          .ifPresent(form -> groups.computeIfAbsent(form, f -> new ArrayList<>()).add(place));
    }
    return groups;
  }

  private Optional<String> normalForm(Statement statement) {
    Inquiry inquiry = new Inquiry(pool, verifier, statement, Instant.MAX);
    try {
      String surroundings = statement.header() + "\0" + statement.preamble() + "\0";
      // one that is too large to be taken apart stands for itself
      return Optional.of(
          surroundings + inquiry.anatomy().map(Anatomy::normal).orElse(statement.text()));
    } catch (LeanException e) {
      if (e.reason() == LeanException.Reason.UNUSABLE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private boolean equivalent(Statement a, Statement b, Duration each, Instant deadline) {
    Duration left = Duration.between(Instant.now(), deadline);
    if (left.isNegative() || left.isZero()) {
      return false;
    }
    Duration budget = each.compareTo(left) < 0 ? each : left;
    return equivalence.of(a, b, budget) instanceof Equivalence.Result.Equivalent;
  }
}
