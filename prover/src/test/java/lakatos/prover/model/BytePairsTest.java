package lakatos.prover.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import lakatos.prover.model.BytePairs.Pair;
import org.junit.jupiter.api.Test;

final class BytePairsTest {
  @Test
  void learn_joinsWhatIsSeenMostFirst() {
    List<Pair> pairs = BytePairs.learn(Stream.of("abc abc abc xb"), 10);
    assertThat(pairs.get(0)).isEqualTo(new Pair('a', 'b'));
    assertThat(pairs.get(1)).isEqualTo(new Pair(256, 'c'));
    assertThat(pairs.get(2)).isEqualTo(new Pair(' ', 257));
    assertThat(pairs).hasSize(3);
  }

  @Test
  void learn_neverJoinsOverTheEndOfAWord() {
    List<Pair> pairs = BytePairs.learn(Stream.of("f(x) f(x) f(x) f(x)"), 100);
    assertThat(pairs).doesNotContain(new Pair('f', '('), new Pair('x', ')'));
  }

  @Test
  void learn_overlappingPairs_areCountedAnewEachTime() {
    assertThat(BytePairs.learn(Stream.of("aaaa", "aaaa"), 3))
        .containsExactly(new Pair('a', 'a'), new Pair(256, 256));
  }

  @Test
  void learn_fewerAskedFor_isTheBeginning() {
    List<String> texts = List.of("theorem t : p := by simp", "theorem u : q := by simp_all");
    assertThat(BytePairs.learn(texts.stream(), 5))
        .isEqualTo(BytePairs.learn(texts.stream(), 12).subList(0, 5));
  }
}
