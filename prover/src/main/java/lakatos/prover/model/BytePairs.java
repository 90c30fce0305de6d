package lakatos.prover.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Learns which bytes belong together (byte-pair encoding: Sennrich et al. 2016; over bytes: Radford
 * et al. 2019). The pair that is seen most becomes a token, again and again; of pairs that are seen
 * equally often the first in the order of their ids, so that the same texts give the same tokens.
 */
final class BytePairs {
  /**
   * What no token reaches over. A name with the space before it; a digit; a line break with the
   * indentation after it, which Lean reads; symbols. Classes are spelt out, for what {@code \s}
   * means differs between Java and the library that will read this.
   */
  static final String WORDS =
      " ?[\\p{L}_][\\p{L}\\p{N}_'!?]*|\\p{N}|[\\r\\n]+ *| ?[^ \\t\\r\\n\\p{L}\\p{N}_]+| +|[\\t_]+";

  private static final Pattern WORD = Pattern.compile(WORDS);
  private static final int BYTES = 256;

  private final List<List<Integer>> words = new ArrayList<>();
  private final List<Integer> counts = new ArrayList<>();
  private final Map<Pair, Integer> seen = new HashMap<>();
  private final Map<Pair, Set<Integer>> places = new HashMap<>();
  private final PriorityQueue<Candidate> candidates =
      new PriorityQueue<>(
          Comparator.comparing(Candidate::count)
              .reversed()
              .thenComparing(c -> c.pair().left())
              .thenComparing(c -> c.pair().right()));

  /** Two tokens, one after the other. */
  record Pair(int left, int right) {}

  private record Candidate(Pair pair, int count) {}

  private BytePairs() {}

  /**
   * Returns which pairs become tokens, in order; the first is token 256, for bytes come before.
   *
   * @param most pairs; fewer if no pair is seen twice any more
   */
  static List<Pair> learn(Stream<String> texts, int most) {
    BytePairs pairs = new BytePairs();
    Map<String, Integer> words = new LinkedHashMap<>();
    texts
        .flatMap(text -> WORD.matcher(text).results().map(MatchResult::group))
        .forEach(word -> words.merge(word, 1, Integer::sum));
    words.forEach(pairs::add);
    pairs.seen.forEach((pair, count) -> pairs.candidates.add(new Candidate(pair, count)));
    List<Pair> learnt = new ArrayList<>();
    while (learnt.size() < most && pairs.next(BYTES + learnt.size(), learnt)) {}
    return learnt;
  }

  private void add(String word, int count) {
    List<Integer> tokens = new ArrayList<>();
    for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
      tokens.add(b & 0xff);
    }
    words.add(tokens);
    counts.add(count);
    count(words.size() - 1, count, new HashSet<>());
  }

  private void count(int word, int by, Set<Pair> changed) {
    List<Integer> tokens = words.get(word);
    for (int i = 0; i + 1 < tokens.size(); i++) {
      Pair pair = new Pair(tokens.get(i), tokens.get(i + 1));
      seen.merge(pair, by, Integer::sum);
      places.computeIfAbsent(pair, p -> new HashSet<>()).add(word);
      changed.add(pair);
    }
  }

  /** Joins the pair that is seen most; false if there is none that is seen twice. */
  private boolean next(int token, List<Pair> learnt) {
    for (Candidate best = candidates.poll(); best != null; best = candidates.poll()) {
      if (best.count() < 2) {
        return false;
      }
      if (seen.getOrDefault(best.pair(), 0) == best.count()) { // else it is out of date
        join(best.pair(), token);
        learnt.add(best.pair());
        return true;
      }
    }
    return false;
  }

  private void join(Pair pair, int token) {
    Set<Pair> changed = new HashSet<>();
    for (int word : List.copyOf(places.getOrDefault(pair, Set.of()))) {
      count(word, -counts.get(word), changed);
      words.set(word, joined(words.get(word), pair, token));
      count(word, counts.get(word), changed);
    }
    seen.remove(pair);
    places.remove(pair);
    changed.remove(pair);
    changed.forEach(other -> candidates.add(new Candidate(other, seen.getOrDefault(other, 0))));
  }

  private static List<Integer> joined(List<Integer> tokens, Pair pair, int token) {
    List<Integer> joined = new ArrayList<>(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      boolean here =
          i + 1 < tokens.size()
              && tokens.get(i) == pair.left()
              && tokens.get(i + 1) == pair.right();
      joined.add(here ? token : tokens.get(i));
      i += here ? 1 : 0;
    }
    return joined;
  }
}
