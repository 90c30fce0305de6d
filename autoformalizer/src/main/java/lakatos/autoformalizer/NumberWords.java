package lakatos.autoformalizer;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers in words. */
final class NumberWords {
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern SCRIPTS = Pattern.compile("[_^]\\s*(?:\\{[^{}]*\\}|\\w)");
  private static final Pattern FIGURE = Pattern.compile("(?<![\\w.])\\d+(?!\\.?\\d)");

  /** Words that name a number or bring one with them. */
  private static final List<Map.Entry<Pattern, Integer>> WORDS =
      List.of(
          word("\\bzero\\b|零", 0),
          word("\\bone\\b|\\bunit|一", 1),
          word(
              "\\btwo\\b|\\btwice\\b|\\bdouble|\\bhal(?:f|ves)\\b|\\bsquare|\\bpairs?\\b|\\beven\\b|\\bodd\\b"
                  + "|\\bparity\\b|\\baverage\\b|\\bmean\\b|\\bboth\\b|\\bsecond\\b|二|两|双|半|奇|偶|平方|平均|倍|²",
              2),
          word("\\bthree\\b|\\bthird|\\btriple|\\bthrice|\\bcube|\\btriangle|三|立方|³", 3),
          word("\\bfour\\b|\\bfourth|\\bquarter|\\bquadr|四", 4),
          word("\\bfive\\b|\\bfifth|\\bnickel|五", 5),
          word("\\bsix\\b|\\bsixth|六", 6),
          word("\\bseven\\b|\\bseventh|\\bweek|七|周|星期", 7),
          word("\\beight\\b|\\beighth|\\bbyte|八", 8),
          word("\\bnine\\b|\\bninth|九", 9),
          word("\\bten\\b|\\btenth|\\bdigit|\\bdecimal|\\bdime|十|位数|数字|末位", 10),
          word("\\beleven", 11),
          word("\\btwelve|\\bdozen|\\bmonth|打", 12),
          word("\\btwenty|\\bscore\\b", 20),
          word("\\bdays?\\b|小时", 24),
          word("\\bminute|\\bhour|分钟", 60),
          word("\\bhundred|\\bpercent|%|\\bcents?\\b|\\bdollar|百", 100),
          word("\\bdegree|\\btriangle|度", 180),
          word("\\bthousand|千", 1000));

  private NumberWords() {}

  private static Map.Entry<Pattern, Integer> word(String words, int number) {
    return Map.entry(Pattern.compile(words), number);
  }

  /** Returns every number that a text names, or that one of its words brings with it. */
  static Set<BigInteger> all(String plain) {
    Set<BigInteger> numbers = new HashSet<>();
    NUMBER.matcher(plain).results().forEach(m -> numbers.add(new BigInteger(m.group())));
    for (Map.Entry<Pattern, Integer> word : WORDS) {
      if (word.getKey().matcher(plain).find()) {
        numbers.add(BigInteger.valueOf(word.getValue()));
      }
    }
    return numbers;
  }

  /**
   * Returns the numbers from 2 on that stand in figures, indices, exponents and decimals left out.
   */
  static Set<BigInteger> figures(String plain) {
    Set<BigInteger> figures = new LinkedHashSet<>();
    Matcher m = FIGURE.matcher(SCRIPTS.matcher(plain).replaceAll(" "));
    while (m.find()) {
      BigInteger value = new BigInteger(m.group());
      if (value.compareTo(BigInteger.ONE) > 0) {
        figures.add(value);
      }
    }
    return figures;
  }

  private static final List<String> COUNTED = List.of("two", "three", "four", "两", "三", "四");
  private static final Pattern COUNT =
      Pattern.compile(
          "\\b(two|three|four)\\s+(?:(?:different|distinct|positive|negative|odd|even|natural|rational|real|nonzero"
              + "|non-zero|whole|arbitrary)\\s+)*(?:integers|numbers|naturals|rationals|reals)\\b"
              + "|(两|三|四)个(?:不同的|相异的|正|奇|偶|任意)*(?:整数|自然数|有理数|实数|奇数|偶数|数)");

  /** Returns how many numbers a text speaks of; 0 if it does not say. */
  static int counted(String plain) {
    int most = 0;
    Matcher m = COUNT.matcher(plain);
    while (m.find()) {
      String word = m.group(1) != null ? m.group(1) : m.group(2);
      most = Math.max(most, COUNTED.indexOf(word) % 3 + 2);
    }
    return most;
  }
}
