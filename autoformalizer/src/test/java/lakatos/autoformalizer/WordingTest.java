package lakatos.autoformalizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordingTest {

  private static Set<BigInteger> set(String numbers) {
    return numbers.isBlank()
        ? Set.of()
        : Stream.of(numbers.split(" ", -1)).map(BigInteger::new).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "divisible by 12 and by 18 ~ 12 18",
        "$\\frac14$ of $2n$ apples ~ 2 4",
        "1,000 and 25 ~ 25 1000",
        "x^2 + 3.14 y_7 and z^{10} ~ ''",
        "共有 35 个头、94 只脚 ~ 35 94",
      })
  void figures_areThoseThatAStatementOughtToHave(String words, String numbers) {
    assertThat(new Wording(words).figures()).isEqualTo(set(numbers.replace("'", "").strip()));
  }

  @Test
  void numbers_haveWhatWordsBringWithThem() {
    assertThat(new Wording("half a dozen squares, 七个").numbers()).containsAll(set("2 12 7"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "If n is odd then n and n + 2 are coprime ~ n",
        "A list has a length ~ ''",
        "Let $a, b \\in \\mathbb{Z}$ with $a \\mid b$ ~ a b",
        "\\sum_{k=1}^{n} k^2 ~ n",
        "设整数 a、b 满足 ab = 10 ~ a b",
      })
  void letters_areVariablesAndNotWords(String words, String letters) {
    assertThat(String.join(" ", new Wording(words).letters()))
        .isEqualTo(letters.replace("'", "").strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "If x is even, then y is odd. ~ x is even",
        "若 x 是偶数,则 y 是奇数 ~ x 是偶数",
        "$P \\Rightarrow Q$ ~ $p",
      })
  void conditional_hasTheCondition(String words, String condition) {
    assertThat(new Wording(words).conditional().orElseThrow().condition().strip())
        .startsWith(condition);
  }

  @Test
  void conditional_withoutOne_isEmpty() {
    assertThat(new Wording("Every square is positive").conditional()).isEmpty();
  }

  @Test
  void counted_numbersOfAKind_areCounted() {
    List<Integer> counts =
        Stream.of("the sum of two odd integers", "三个不同的整数", "two lists")
            .map(words -> new Wording(words).counted())
            .toList();
    assertThat(counts).containsExactly(2, 3, 0);
  }
}
