package lakatos.expertiteration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class SelectionPropertyTest {
  @Provide
  Arbitrary<List<Example>> examples() {
    Arbitrary<String> ids = Arbitraries.of("a", "b", "c", "d");
    Arbitrary<String> proofs = Arbitraries.of("  simp", "  omega", "  rfl", "  grind", "  decide");
    return Combinators.combine(ids, proofs, Arbitraries.integers().between(0, 3))
        .as(Draft::example)
        .list()
        .ofMaxSize(40);
  }

  @Property
  void of_anything_isTheSameWhenSelectedAgain(@ForAll("examples") List<Example> found) {
    Selection selection = new Selection(3, 0, 1);
    List<Example> once = selection.of(found, 3, 7);
    assertThat(selection.of(once, 3, 7)).isEqualTo(once);
    List<Example> twice = new ArrayList<>(found);
    twice.addAll(found);
    assertThat(selection.of(twice, 3, 7)).isEqualTo(once);
  }

  @Property
  void of_anything_keepsNoMoreThanTheCapAndNothingTwice(
      @ForAll("examples") List<Example> found, @ForAll @IntRange(min = 1, max = 5) int cap) {
    List<Example> selected = new Selection(cap, 0, 1).of(found, 3, 0);
    Map<String, List<Example>> byId =
        selected.stream().collect(Collectors.groupingBy(e -> e.problem().id()));
    byId.values()
        .forEach(
            proofs -> {
              assertThat(proofs.size()).isLessThanOrEqualTo(cap);
              assertThat(proofs).extracting(Example::proof).doesNotHaveDuplicates();
              assertThat(proofs.stream().mapToDouble(Example::weight).sum())
                  .isLessThanOrEqualTo(1 + 1e-9);
            });
    assertThat(byId.keySet())
        .isEqualTo(found.stream().map(e -> e.problem().id()).collect(Collectors.toSet()));
  }

  @Property
  void of_anyOrder_keepsTheSameStatementsAndProofs(
      @ForAll("examples") List<Example> found, @ForAll long seed) {
    List<Example> shuffled = new ArrayList<>(found);
    Collections.shuffle(shuffled, new Random(seed));
    Selection selection = new Selection(5, 0, 1);
    assertThat(texts(selection.of(shuffled, 3, 0))).isEqualTo(texts(selection.of(found, 3, 0)));
  }

  private static Set<String> texts(List<Example> examples) {
    return examples.stream().map(e -> e.problem().id() + e.proof()).collect(Collectors.toSet());
  }
}
