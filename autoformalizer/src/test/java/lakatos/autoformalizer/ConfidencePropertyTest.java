package lakatos.autoformalizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lakatos.autoformalizer.Finding.Kind;
import lakatos.autoformalizer.Finding.Weight;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

final class ConfidencePropertyTest {

  @Provide
  Arbitrary<List<Finding>> findings() {
    Arbitrary<Finding> one =
        Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.of(Weight.class))
            .as((kind, weight) -> new Finding(kind, weight, "so", Optional.empty()));
    return one.list().ofMaxSize(8);
  }

  private static double with(boolean read, double share, List<Finding> findings, Weight weight) {
    List<Finding> more = new ArrayList<>(findings);
    more.add(new Finding(Kind.EDGE_CASE, weight, "so", Optional.empty()));
    return Confidence.of(read, share, more);
  }

  @Property
  void of_more_speaksForOrAgainst(
      @ForAll boolean read,
      @ForAll @DoubleRange(min = 0, max = 1) double share,
      @ForAll("findings") List<Finding> findings) {
    double before = Confidence.of(read, share, findings);
    assertThat(before).isBetween(0.0, 1.0);
    assertThat(with(read, share, findings, Weight.FATAL)).isLessThanOrEqualTo(before);
    assertThat(with(read, share, findings, Weight.SUSPICIOUS)).isLessThanOrEqualTo(before);
    assertThat(with(read, share, findings, Weight.SUPPORT)).isGreaterThanOrEqualTo(before);
    assertThat(with(read, share, findings, Weight.NOTE)).isEqualTo(before);
  }
}
