package lakatos.autoformalizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InformalProblemTest {

  private static InformalProblem problem(String id, String text) {
    return new InformalProblem(id, text, Optional.empty());
  }

  @Test
  void problem_emptyOrHuge_isRefusedWithOneSentence() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> problem("p", " \n"))
        .withMessage("the problem is empty; say in words what is to be proved");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> problem("p", "x".repeat(20_001)))
        .withMessage(
            "the problem has 20001 characters, and may have 20000; state one theorem at a time");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "Show that $n^2 \\ge 0. ~ $ at character 11 is not closed",
        "Show that $x^{2$ holds. ~ $ at character 16 comes before { is closed",
        "Show that n} > 0. ~ } at character 12 closes nothing",
        "\\begin{cases} a \\end{align} ~ \\end{align} at character 17 comes before \\begin{cases} is closed",
        "Show \\(n > 0\\]. ~ \\] at character 13 comes before \\( is closed",
        "Show \\left( n > 0. ~ \\left at character 6 is not closed",
      })
  void problem_bracketsOfLatexThatDoNotMatch_isRefusedWithTheirPlace(String text, String fault) {
    assertThatIllegalArgumentException().isThrownBy(() -> problem("p", text)).withMessage(fault);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Show that $\\{n \\mid n > 0\\}$ has no greatest element.",
        "Show that $$\\left\\{ \\frac{1}{n} \\right\\}$$ is bounded by \\$1.",
        "Let \\(x\\) be in \\[0, 1\\].",
        "Show that $\\left. x \\right|_0 = 0$ and \\begin{align} a &= b \\end{align}.",
        "Let x be in [0, 1) and y in (0, 1].",
      })
  void problem_bracketsThatMatch_isTaken(String text) {
    assertThat(problem("p", text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"sum_even,sum_even", "problem 7,problem", "7,problem", "theorem,problem", "a',a'"})
  void theorem_isTheIdWhereLeanTakesIt(String id, String theorem) {
    assertThat(problem(id, "1 = 1").theorem()).isEqualTo(theorem);
  }
}
