package lakatos.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

/** What is held out. */
final class SplitPropertyTest {

  static CorpusStatement statement(String id, String shape) {
    return new CorpusStatement(
        id,
        "Init.Core",
        "True",
        "default",
        "import Init\n",
        "theorem " + id + " : True",
        shape,
        false);
  }

  @Property
  void holdsOut_statementsOfOneShape_onOneSide(
      @ForAll @LongRange(min = 0) long shape,
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double p) {
    Split split = new Split(p);
    assertThat(split.holdsOut(statement("a", "" + shape)))
        .isEqualTo(split.holdsOut(statement("b", "" + shape)));
  }

  @Property(tries = 20)
  void heldOut_manyShapes_theShareAndNothingTwice(
      @ForAll @DoubleRange(min = 0.05, max = 0.95) double share) {
    List<CorpusStatement> all =
        IntStream.range(0, 4_000).mapToObj(i -> statement("s" + i, "" + i)).toList();
    Split split = new Split(share);
    assertThat(split.heldOut(all)).hasSizeBetween(1, 3_999);
    assertThat(split.heldOut(all).size() / 4_000.0).isCloseTo(share, within(0.04));
    assertThat(split.kept(all)).doesNotContainAnyElementsOf(split.heldOut(all));
    assertThat(split.kept(all).size() + split.heldOut(all).size()).isEqualTo(4_000);
  }

  @Property
  void holdsOut_aLargerShare_keepsWhatWasHeldOut(
      @ForAll @LongRange(min = 0) long shape,
      @ForAll @DoubleRange(min = 0.01, max = 0.49) double p) {
    CorpusStatement one = statement("a", "" + shape);
    if (new Split(p).holdsOut(one)) {
      assertThat(new Split(2 * p).holdsOut(one)).isTrue();
    }
  }
}
