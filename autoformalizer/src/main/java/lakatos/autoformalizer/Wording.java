package lakatos.autoformalizer;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the words of a problem say, as far as that can be read off without understanding them.
 * English and Chinese, with LaTeX.
 */
final class Wording {
  private static final Pattern TRUNCATES =
      Pattern.compile("truncat|monus|cut off|natural subtraction|截断");

  private static final Pattern ROUNDS =
      Pattern.compile(
          "⌊|⌈|floor|ceil|integer part|rounded|quotient|integer division|whole part|\\bdigit|取整|整数部分|商|向下");

  private static final Pattern ASKS =
      Pattern.compile(
          "\\?|？|\\bfind\\b|\\bwhat\\b|how (?:many|much)|determine|compute|calculate|evaluate|solve|simplify"
              + "|express|求|多少|几|计算|确定");

  private static final List<Pattern> CONDITIONALS =
      List.of(
          conditional("\\bif\\b(.+?)\\bthen\\b(.+)"),
          conditional("^\\W*(?:if|whenever|when|suppose)\\b(.+?),(.+)"),
          conditional("(.+?)(?:⇒|\\bimplies\\b)(.+)"),
          conditional(
              "\\b(?:with|such that|assume|suppose)\\b(.+?)\\.\\s*(?:then|show|prove)\\b(.+)"),
          conditional("(?:若|如果|设|假设|已知)(.+?)(?:,则|则|,那么|那么|。证明|,证明|。求证)(.+)"));

  private final String text;
  private final String plain;

  /** Two parts of the words. */
  record Conditional(String condition, String consequence) {}

  Wording(String text) {
    this.text = Latex.readable(text);
    this.plain = this.text.toLowerCase(Locale.ROOT);
  }

  private static Pattern conditional(String pattern) {
    return Pattern.compile(pattern, Pattern.DOTALL);
  }

  /** The words in lower case, with LaTeX's commands as signs. */
  String plain() {
    return plain;
  }

  /** Whether an expression is found in the words. */
  boolean says(Pattern expression) {
    return expression.matcher(plain).find();
  }

  /** Every number that the words name, or that a word brings with it. */
  Set<BigInteger> numbers() {
    return NumberWords.all(plain);
  }

  /** The numbers that a statement ought to have. */
  Set<BigInteger> figures() {
    return NumberWords.figures(plain);
  }

  /** How many numbers the words speak of; 0 if they do not say. */
  int counted() {
    return NumberWords.counted(plain);
  }

  /** The variables that the words name. */
  Set<String> letters() {
    return Letters.of(text);
  }

  /** Whether all that a hypothesis brings can be from the words. */
  boolean accountsFor(Content hypothesis) {
    return numbers().containsAll(hypothesis.decisive())
        && Notion.added(plain, hypothesis).isEmpty();
  }

  /** Whether subtraction is meant to stop at zero. */
  boolean truncates() {
    return says(TRUNCATES);
  }

  /** Whether division is meant to leave a remainder behind. */
  boolean rounds() {
    return says(ROUNDS);
  }

  /** Whether something is to be found, so that the statement has numbers that the words do not. */
  boolean asks() {
    return says(ASKS);
  }

  /** What is assumed and what follows, where the words say so. */
  Optional<Conditional> conditional() {
    for (Pattern pattern : CONDITIONALS) {
      Matcher m = pattern.matcher(plain);
      if (m.find()) {
        return Optional.of(new Conditional(m.group(1), m.group(2)));
      }
    }
    return Optional.empty();
  }
}
