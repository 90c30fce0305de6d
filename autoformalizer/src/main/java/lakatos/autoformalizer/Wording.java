package lakatos.autoformalizer;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the words of a problem say, as far as that can be read off without understanding them.
 * English and Chinese, with LaTeX.
 */
final class Wording {
  private static final Pattern FIGURE =
      Pattern.compile(
          "(?<![\\w.^_{\\\\])(?<!\\^\\{)(\\d+)(?![\\w]*\\.\\d)(?!\\.\\d|\\s*[%=]\\s*[a-z]*\\}_)");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final BigInteger TWO = BigInteger.TWO;

  /** Words that name a number or bring one with them. */
  private static final Map<Pattern, List<Integer>> NUMBER_WORDS =
      Map.ofEntries(
          entry("\\bzero\\b|零", 0),
          entry("\\bone\\b|一|\\bunit", 1),
          entry(
              "\\btwo\\b|\\btwice\\b|\\bdouble|\\bhal(?:f|ves)\\b|\\bsquare|\\bpairs?\\b|\\beven\\b"
                  + "|\\bodd\\b|\\bparity\\b|\\baverage\\b|\\bmean\\b|\\bboth\\b|\\bsecond\\b|二|两|双|半"
                  + "|奇|偶|平方|平均|倍|²",
              2),
          entry("\\bthree\\b|\\bthird|\\btriple|\\bthrice|\\bcube|\\btriangle|三|立方|³", 3),
          entry("\\bfour\\b|\\bfourth|\\bquarter|\\bquadr|四", 4),
          entry("\\bfive\\b|\\bfifth|\\bnickel|五", 5),
          entry("\\bsix\\b|\\bsixth|六", 6),
          entry("\\bseven\\b|\\bseventh|\\bweek|七|周|星期", 7),
          entry("\\beight\\b|\\beighth|\\bbyte|八", 8),
          entry("\\bnine\\b|\\bninth|九", 9),
          entry("\\bten\\b|\\btenth|\\bdigit|\\bdecimal|\\bdime|十|位数|数字|末位", 10),
          entry("\\beleven", 11),
          entry("\\btwelve|\\bdozen|\\bmonth|打", 12),
          entry("\\btwenty|\\bscore\\b", 20),
          entry("\\bday\\b|\\bdays\\b|小时", 24),
          entry("\\bminute|\\bhour|分钟", 60),
          entry("\\bhundred|\\bpercent|%|\\bcents?\\b|\\bdollar|百", 100),
          entry("\\bdegree|\\btriangle|度", 180),
          entry("\\bthousand|千", 1000));

  private static final Map<String, String> LATEX =
      Map.ofEntries(
          Map.entry("\\\\d?frac\\s*(\\d)\\s*(\\d)", " $1 / $2 "),
          Map.entry("\\\\[dt]?frac\\s*\\{([^{}]*)\\}\\s*\\{([^{}]*)\\}", " ($1) / ($2) "),
          Map.entry("\\\\mathbb\\s*\\{?N\\}?", " ℕ "),
          Map.entry("\\\\mathbb\\s*\\{?Z\\}?", " ℤ "),
          Map.entry("\\\\mathbb\\s*\\{?Q\\}?", " ℚ "),
          Map.entry("\\\\mathbb\\s*\\{?R\\}?", " ℝ "),
          Map.entry("\\\\mathbb\\s*\\{?C\\}?", " ℂ "),
          Map.entry("\\\\(?:mid|divides)\\b", " ∣ "),
          Map.entry("\\\\equiv\\b", " ≡ "),
          Map.entry("\\\\(?:leq?|leqslant)\\b", " ≤ "),
          Map.entry("\\\\(?:geq?|geqslant)\\b", " ≥ "),
          Map.entry("\\\\neq?\\b", " ≠ "),
          Map.entry("\\\\(?:cdot|times)\\b", " · "),
          Map.entry("\\\\exists\\b", " ∃ "),
          Map.entry("\\\\forall\\b", " ∀ "),
          Map.entry("\\\\(?:Rightarrow|implies|Longrightarrow)\\b", " ⇒ "),
          Map.entry("\\\\(?:iff|Leftrightarrow|Longleftrightarrow)\\b", " ⇔ "),
          Map.entry("\\\\p?mod\\b", " mod "),
          Map.entry("\\\\lfloor\\b", " ⌊ "),
          Map.entry("\\\\lceil\\b", " ⌈ "),
          Map.entry("\\\\operatorname\\s*\\{(\\w+)\\}", " $1 "),
          Map.entry("\\\\(?:left|right|bigl?|bigr?|Bigl?|Bigr?|displaystyle|limits|[,;!: ])", " "));

  private final String text;
  private final String plain;

  private static Map.Entry<Pattern, List<Integer>> entry(String words, Integer number) {
    return Map.entry(Pattern.compile(words), List.of(number));
  }

  Wording(String text) {
    String readable = text.replaceAll("(\\d),(\\d{3})(?!\\d)", "$1$2");
    // fractions first: the digits of one must not be read as one number
    for (var rule : sorted(LATEX)) {
      readable = readable.replaceAll(rule.getKey(), rule.getValue());
    }
    this.text = readable.replace('，', ',').replace('：', ':').replace('；', ';');
    this.plain = this.text.toLowerCase(Locale.ROOT);
  }

  private static List<Map.Entry<String, String>> sorted(Map<String, String> rules) {
    return rules.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
  }

  /** The words in lower case, with LaTeX's commands as signs. */
  String plain() {
    return plain;
  }

  /** Whether an expression is found in the words. */
  boolean says(Pattern expression) {
    return expression.matcher(plain).find();
  }

  /** Every number that the words name, or that a word stands for. */
  Set<BigInteger> numbers() {
    Set<BigInteger> numbers = new HashSet<>();
    NUMBER.matcher(plain).results().forEach(m -> numbers.add(new BigInteger(m.group())));
    NUMBER_WORDS.forEach(
        (words, named) -> {
          if (words.matcher(plain).find()) {
            named.forEach(n -> numbers.add(BigInteger.valueOf(n)));
          }
        });
    return numbers;
  }

  /** The numbers from 2 on that are written in figures, exponents and decimals left out. */
  Set<BigInteger> figures() {
    Set<BigInteger> figures = new LinkedHashSet<>();
    Matcher m = FIGURE.matcher(plain);
    while (m.find()) {
      BigInteger value = new BigInteger(m.group(1));
      if (value.compareTo(TWO) >= 0) {
        figures.add(value);
      }
    }
    return figures;
  }

  /** Whether all that a hypothesis brings can be from the words. */
  boolean accountsFor(Content hypothesis) {
    return numbers().containsAll(hypothesis.decisive())
        && Notion.missing(plain, hypothesis).isEmpty();
  }

  private static final Pattern TRUNCATES =
      Pattern.compile("truncat|monus|cut off|natural subtraction|截断");
  private static final Pattern ROUNDS =
      Pattern.compile(
          "⌊|⌈|floor|ceil|integer part|rounded|quotient|integer division|whole part|\\bdigit|取整|整数部分|商|向下");
  private static final Pattern ASKS =
      Pattern.compile(
          "\\?|？|\\bfind\\b|\\bwhat\\b|how (?:many|much)|determine|compute|calculate|evaluate|solve"
              + "|simplify|express|求|多少|几|计算|确定");

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

  private static final Pattern INDEX =
      Pattern.compile("\\\\(?:sum|prod|bigcup|bigcap|max|min|lim)\\s*_\\s*\\{?\\s*([a-zA-Z])");
  private static final Pattern LETTER =
      Pattern.compile("(?<![A-Za-z\\\\'’])([A-Za-z])(?![A-Za-z'’])");
  private static final String SIGNS = "=+-*/^<>≤≥≠|∣≡·²³()_,、∈";

  /** The variables that the words name, without those that run through a sum. */
  Set<String> letters() {
    Set<String> letters = new LinkedHashSet<>();
    Matcher m = LETTER.matcher(text);
    while (m.find()) {
      String letter = m.group(1);
      boolean word = letter.equals("a") || letter.equals("A") || letter.equals("I");
      if (!word || isAmongSigns(m.start(), m.end())) {
        letters.add(letter);
      }
    }
    INDEX.matcher(text).results().forEach(index -> letters.remove(index.group(1)));
    return letters;
  }

  private boolean isAmongSigns(int start, int end) {
    int before = start - 1;
    while (before >= 0 && text.charAt(before) == ' ') {
      before--;
    }
    int after = end;
    while (after < text.length() && text.charAt(after) == ' ') {
      after++;
    }
    boolean left = before >= 0 && (SIGNS + "$").indexOf(text.charAt(before)) >= 0;
    boolean right = after < text.length() && (SIGNS + "$").indexOf(text.charAt(after)) >= 0;
    return (left && text.charAt(before) != ',') || (right && text.charAt(after) != '(');
  }

  private static final List<Pattern> CONDITIONALS =
      List.of(
          Pattern.compile("\\bif\\b(.+?)\\bthen\\b(.+)", Pattern.DOTALL),
          Pattern.compile("^\\W*(?:if|whenever|when|suppose)\\b(.+?),(.+)", Pattern.DOTALL),
          Pattern.compile("(.+?)(?:⇒|\\bimplies\\b)(.+)", Pattern.DOTALL),
          Pattern.compile(
              "\\b(?:with|such that|assume|suppose)\\b(.+?)\\.\\s*(?:then|show|prove)\\b(.+)",
              Pattern.DOTALL),
          Pattern.compile("(?:若|如果|设|假设|已知)(.+?)(?:,则|则|,那么|那么|。证明|,证明|。求证)(.+)", Pattern.DOTALL));

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

  /** Two parts of the words. */
  record Conditional(String condition, String consequence) {}

  /** Returns the number-like nouns that are counted, with how many there are said to be. */
  List<Integer> counts() {
    List<Integer> counts = new ArrayList<>();
    Matcher m = COUNT.matcher(plain);
    while (m.find()) {
      String word = m.group(1) != null ? m.group(1) : m.group(2);
      counts.add(COUNTED.indexOf(word) % 3 + 2);
    }
    return counts;
  }

  private static final List<String> COUNTED = List.of("two", "three", "four", "两", "三", "四");
  private static final Pattern COUNT =
      Pattern.compile(
          "\\b(two|three|four)\\s+(?:(?:different|distinct|positive|negative|odd|even|natural|rational|real|nonzero|non-zero|whole|arbitrary)\\s+)*(?:integers|numbers|naturals|rationals|reals)\\b"
              + "|(两|三|四)个(?:不同的|相异的|正|奇|偶|任意)*(?:整数|自然数|有理数|实数|奇数|偶数|数)");
}
