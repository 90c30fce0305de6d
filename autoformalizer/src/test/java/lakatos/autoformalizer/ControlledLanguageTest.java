package lakatos.autoformalizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentences in both languages and what they say in Lean. */
final class ControlledLanguageTest {
  private static final ControlledLanguage LANGUAGE = new ControlledLanguage();

  private static Translation translate(String text) {
    return translate(text, Optional.empty());
  }

  private static Translation translate(String text, Optional<String> answer) {
    return LANGUAGE.translate(new InformalProblem("t", text, answer), Vocabulary.CORE);
  }

  private static Translation.Translated translated(String text) {
    return (Translation.Translated) translate(text);
  }

  private static Translation.NotUnderstood refused(String text) {
    Translation translation = translate(text);
    assertThat(translation).isInstanceOf(Translation.NotUnderstood.class);
    return (Translation.NotUnderstood) translation;
  }

  static List<Sentences> english() {
    return Sentences.in("english.txt");
  }

  static List<Sentences> chinese() {
    return Sentences.in("chinese.txt");
  }

  private static void check(Sentences sentence) {
    Translation translation = sentence.translation(Vocabulary.CORE);
    assertThat(translation).isInstanceOf(Translation.Translated.class);
    var statement = ((Translation.Translated) translation).statement();
    assertThat(statement.text().substring("theorem t".length()).strip()).isEqualTo(sentence.lean());
    assertThat(statement.preamble()).endsWith(sentence.preamble());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void english(Sentences sentence) {
    check(sentence);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void chinese(Sentences sentence) {
    check(sentence);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"english", "chinese"})
  void translate_backTranslation_isTheSameStatement(Sentences sentence) {
    var first = (Translation.Translated) sentence.translation(Vocabulary.CORE);
    var again = (Translation.Translated) translate(first.backTranslation());
    assertThat(again.statement()).isEqualTo(first.statement());
  }

  @Test
  void translate_idThatIsAName_isTheTheorems() {
    var problem = new InformalProblem("nl_7", "17 is prime.", Optional.empty());
    var translated = (Translation.Translated) LANGUAGE.translate(problem, Vocabulary.CORE);
    assertThat(translated.statement().text()).startsWith("theorem nl_7 : ");
    assertThat(translated.statement().header())
        .isEqualTo("set_option autoImplicit false\nuniverse u v w\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7 of 9", "theorem", "a;b", ""})
  void translate_idThatIsNoName_isReplaced(String id) {
    var problem = new InformalProblem(id, "17 is prime.", Optional.empty());
    var translated = (Translation.Translated) LANGUAGE.translate(problem, Vocabulary.CORE);
    assertThat(translated.statement().text()).startsWith("theorem problem : ");
  }

  @Test
  void translate_variableOfUnknownKind_saysWhatItIsTakenFor() {
    assertThat(translated("If n is odd then n^2 is odd.").assumptions())
        .containsExactly("n is read as a natural number, since nothing else is said");
  }

  @Test
  void translate_factorial_isDefinedInThePreamble() {
    assertThat(translated("n! ≥ 1 for every natural number n.").statement().preamble())
        .isEqualTo("def fct : Nat → Nat\n  | 0 => 1\n  | n + 1 => (n + 1) * fct n\n");
  }

  @Test
  void translate_difference_isOverTheIntegers() {
    assertThat(translated("n^2 - 5n + 6 ≥ 0 for all natural numbers n.").statement().text())
        .isEqualTo("theorem t (n : Nat) : 0 ≤ (n : Int) ^ 2 - 5 * (n : Int) + 6");
  }

  @Test
  void translate_exponentThatMayBeNegative_isRefused() {
    assertThat(refused("2^(n - 1) ≤ n for all natural numbers n.").sentence())
        .isEqualTo("an exponent, index or bound may be negative: n - 1");
    assertThat(translated("2^(n - 1) ≥ 1 for all natural numbers n ≥ 1.").statement().text())
        .isEqualTo("theorem t (n : Nat) (h : 1 ≤ n) : 1 ≤ 2 ^ (n - 1)");
  }

  @Test
  void translate_divisionByNumerals_isMultipliedOut() {
    assertThat(translated("n/2 + n/3 ≤ n for all natural numbers n.").statement().text())
        .isEqualTo("theorem t (n : Nat) : 3 * n + 2 * n ≤ 6 * n");
  }

  // What is not understood

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Every even number is frobnicated. | frobnicated | this phrase is not understood
          For every integer n, n flies. | flies | this phrase is not understood
          设 n 是整数,证明 n 很漂亮。 | 很漂亮 | this phrase is not understood
          Le carré d'un nombre pair est pair. | é | only English and Chinese are understood
          Квадрат чётного числа чётен. | К | only English and Chinese are understood
          Show that (x + 1. | ( | ( is never closed
          x + 1 > x for all x. | x + 1 > x for all x. | nothing says what kind of number x is
          Find all integers x such that x^2 = 4. | Find all integers x such that x^2 = 4 | this asks for something, and the answer is not given
          10,000 is even. | 10,000 | this phrase is not understood
          1/2n ≤ 1 for every natural number n. | 1/2n | this fraction needs brackets
          n is even or n is odd and n > 0. | n is even or n is odd and n > 0 | and beside or can be read in two ways
          Let n be an integer. | Let n be an integer. | nothing is to be proved
          If n = 2k for some integer k, then k is even. | k | k stands outside of what introduces it
          a and b is even. | is even | subject and verb do not agree in number
          a, b and c are coprime. | coprime | only of two numbers is it clear what coprime means
          x lies between 1 and 3 for all integers x. | between 1 and 3 | it is not clear whether the ends are meant too
          For every real number x, x^2 ≥ 0. | For every real number x, x^2 ≥ 0. | real numbers need Mathlib's vocabulary
          1 + 2 + ... + 2^n = 2^(n+1). | 1 + 2 + ... + 2^n | the dots do not show one clear pattern
          """)
  void translate_outsideTheFragment_saysWhichPhrase(String text, String phrase, String sentence) {
    var refused = refused(text);
    assertThat(refused.phrase()).isEqualTo(phrase);
    assertThat(refused.sentence()).isEqualTo(sentence);
    assertThat(text.substring(refused.position())).startsWith(phrase.substring(0, 1));
  }

  @Test
  void translate_hugeText_isOneSentence() {
    assertThat(refused("n is even and ".repeat(1000)).sentence())
        .isEqualTo("the problem has more than 600 words and signs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "not ",
        "¬",
        "if n is even then ",
        "-",
        "2^",
        "|",
        "the square of ",
        "a ",
        "for all n, "
      })
  void translate_tangledText_isAnsweredInTime(String piece) {
    String text = piece.repeat(Math.min(290, 3000 / piece.length())) + "n is even";
    assertTimeout(Duration.ofSeconds(30), () -> assertThat(translate(text)).isNotNull());
  }

  // Mathlib

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          For every real number x, x^2 ≥ 0. => theorem t (x : ℝ) : 0 ≤ x ^ 2
          The sum of two odd integers is even. => theorem t (a b : ℤ) (h₁ : Odd a) (h₂ : Odd b) : Even (a + b)
          Every prime greater than 2 is odd. => theorem t (n : ℕ) (h₁ : Nat.Prime n) (h₂ : 2 < n) : Odd n
          For all integers a and b, a ≡ b (mod 5) implies a^2 ≡ b^2 (mod 5). => theorem t (a b : ℤ) (h : a ≡ b [ZMOD 5]) : a ^ 2 ≡ b ^ 2 [ZMOD 5]
          For all natural numbers a and b, a ≡ b (mod 5) implies a + 5 ≡ b (mod 5). => theorem t (a b : ℕ) (h : a ≡ b [MOD 5]) : a + 5 ≡ b [MOD 5]
          For every natural number n, ∑_{k=0}^{n} 2^k ≤ 2^(n+1). => theorem t (n : ℕ) : (∑ k ∈ Finset.range (n + 1), 2 ^ k) ≤ 2 ^ (n + 1)
          Two consecutive natural numbers are coprime. => theorem t (n : ℕ) : Nat.Coprime n (n + 1)
          n! is divisible by n for every positive integer n. => theorem t (n : ℕ) (h : 0 < n) : n ∣ Nat.factorial n
          For all rational numbers x, abs(x) ≥ x. => theorem t (x : ℚ) : x ≤ |x|
          """)
  void translate_forMathlib_usesItsWords(String text, String lean) {
    var problem = new InformalProblem("t", text, Optional.empty());
    var translated = (Translation.Translated) LANGUAGE.translate(problem, Vocabulary.MATHLIB);
    assertThat(translated.statement().text()).isEqualTo(lean);
    assertThat(translated.statement().header()).startsWith("import Mathlib\n");
    assertThat(translated.statement().preamble()).isEmpty();
  }
}
