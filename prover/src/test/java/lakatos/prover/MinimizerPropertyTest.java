package lakatos.prover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class MinimizerPropertyTest {
  private static final int MOST_TRIALS = 24;

  @Property
  void minimize_anyScript_neverGetsHeavier(@ForAll("scripts") Script script, @ForAll int seed) {
    assertThat(new Minimizer(proofs(seed)).minimize(script).weight())
        .isLessThanOrEqualTo(script.weight());
  }

  @Property
  void minimize_anyScript_staysAProof(@ForAll("scripts") Script script, @ForAll int seed) {
    Script shortest = new Minimizer(proofs(seed)).minimize(script);
    assertThat(shortest.equals(script) || proofs(seed).test(shortest)).isTrue();
  }

  @Property
  void minimize_anyScript_isTriedTwoDozenTimesAtMost(
      @ForAll("scripts") Script script, @ForAll int seed) {
    List<Script> asked = new ArrayList<>();
    new Minimizer(shorter -> asked.add(shorter) && proofs(seed).test(shorter)).minimize(script);
    assertThat(asked).hasSizeLessThanOrEqualTo(MOST_TRIALS);
  }

  /** Some scripts are proofs and some are not; which is arbitrary, but always the same. */
  private static Predicate<Script> proofs(int seed) {
    return script -> (script.lines().hashCode() ^ seed) % 3 == 0;
  }

  @Provide
  Arbitrary<Script> scripts() {
    return scripts(3);
  }

  private static Arbitrary<Script> scripts(int depth) {
    Arbitrary<String> tactics =
        Arbitraries.of(
                "have a := x",
                "have bb := f y",
                "try intro v",
                "simp",
                "omega",
                "induction n with\n| zero => ?_\n| succ n ih => ?_",
                "constructor")
            .list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(lines -> String.join("\n", lines));
    if (depth == 0) {
      return tactics.map(Script::of);
    }
    return Combinators.combine(tactics, scripts(depth - 1).list().ofMaxSize(2)).as(Script::new);
  }
}
