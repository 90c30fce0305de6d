package lakatos.expertiteration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import lakatos.expertiteration.Assignment.By;
import lakatos.expertiteration.Outcome.End;
import lakatos.prover.Problem;
import org.junit.jupiter.api.Test;

final class CurriculumTest {
  private static final Curriculum USUAL = Curriculum.DEFAULT;

  private static List<Assignment> draw(Curriculum curriculum, List<Outcome> before, String... ids) {
    List<Problem> problems = List.of(ids).stream().map(Draft::problem).toList();
    return curriculum.draw(problems, before, 3, 0, 8, 1);
  }

  @Test
  void draw_neverProved_hasMoreTextsTheLongerThatLasts() {
    List<Outcome> before = List.of(Draft.outcome("hard", 8, 0), Draft.outcome("hard", 16, 0));
    assertThat(draw(USUAL, before, "hard", "fresh"))
        .extracting(Assignment::samples)
        .containsExactly(24, 8);
  }

  @Test
  void draw_neverProvedForLong_hasNoMoreThanTheFactorAllows() {
    List<Outcome> before = new ArrayList<>();
    IntStream.range(0, 9).forEach(i -> before.add(Draft.outcome("hard", 8, 0)));
    assertThat(draw(USUAL, before, "hard").get(0).samples()).isEqualTo(32);
  }

  @Test
  void draw_alwaysProvedTwice_restsButForAFew() {
    List<Problem> problems =
        IntStream.range(0, 1000).mapToObj(i -> Draft.problem("p" + i)).toList();
    List<Outcome> before = new ArrayList<>();
    for (Problem problem : problems) {
      before.add(Draft.outcome(problem.id(), 8, 8));
      before.add(Draft.outcome(problem.id(), 8, 8));
    }
    assertThat(USUAL.draw(problems, before, 3, 0, 8, 1)).hasSizeBetween(60, 140);
    assertThat(new Curriculum(0, 4).draw(problems, before, 3, 0, 8, 1)).isEmpty();
  }

  @Test
  void draw_alwaysProvedOnce_isDrawnAgain() {
    assertThat(draw(new Curriculum(0, 4), List.of(Draft.outcome("a", 8, 8)), "a")).hasSize(1);
  }

  @Test
  void draw_refutedOrUnusable_isNotAttemptedAnyMore() {
    Outcome refuted = new Outcome(By.PORTFOLIO, "a", End.REFUTED, 1, 1, 0, 0, 1, 1, 0, 0, "n = 3");
    Outcome unusable = new Outcome(By.MODEL, "b", End.UNUSABLE, 8, 0, 0, 0, 1, 1, 0, 0, "no");
    assertThat(draw(USUAL, List.of(refuted, unusable), "a", "b", "c"))
        .extracting(a -> a.problem().id())
        .containsExactly("c");
  }

  @Test
  void draw_again_isTheSame() {
    List<Problem> problems = IntStream.range(0, 50).mapToObj(i -> Draft.problem("p" + i)).toList();
    assertThat(USUAL.draw(problems, List.of(), 2, 10, 8, 5))
        .hasSize(10)
        .isEqualTo(USUAL.draw(problems, List.of(), 2, 10, 8, 5))
        .isNotEqualTo(USUAL.draw(problems, List.of(), 3, 10, 8, 5));
  }

  @Test
  void resists_twoRoundsOfTheModelWithoutAProof_unlessSomebodyElseAnswered() {
    List<Outcome> twice = List.of(Draft.outcome("a", 4, 0), Draft.outcome("a", 4, 0));
    assertThat(history(twice).resists(2)).isTrue();
    assertThat(history(twice.subList(0, 1)).resists(2)).isFalse();
    Outcome searched =
        new Outcome(Assignment.By.PORTFOLIO, "a", Outcome.End.OPEN, 1, 1, 0, 0, 10, 5, 0, 0, "");
    List<Outcome> known = List.of(searched, twice.get(0), twice.get(1));
    assertThat(history(known).resists(2)).isFalse();
  }

  private static Curriculum.History history(List<Outcome> outcomes) {
    return Objects.requireNonNull(Curriculum.histories(outcomes).get("a"));
  }
}
