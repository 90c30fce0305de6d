package lakatos.autoformalizer;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Something that both words and terms can have. */
enum Notion {
  DIVISIBILITY(
      "divisibility",
      "divisib|\\bdivides?\\b|\\bmultiples? of|\\bfactors? of|divisor|remainder|congruen|\\bmod\\b|∣|≡"
          + "|整除|倍数|因数|约数|余|同余|之剩",
      "Dvd.dvd",
      "HMod.hMod",
      "Nat.gcd",
      "Int.gcd",
      "Nat.lcm",
      "Nat.Coprime",
      "Int.emod",
      "Nat.ModEq",
      "Int.ModEq",
      "Nat.divisors"),
  PARITY("even or odd", "\\beven\\b|\\bodd\\b|parity|奇数|偶数", "Dvd.dvd", "HMod.hMod", "Even", "Odd"),
  PRIMALITY(
      "primality",
      "(?<!co)(?<!relatively )\\bprimes?\\b|质数|素数",
      "Dvd.dvd",
      "HMod.hMod",
      "Nat.Prime",
      "Prime",
      "Irreducible"),
  COMMON_DIVISOR(
      "a greatest common divisor",
      "\\bgcd\\b|coprime|greatest common|relatively prime|互质|互素|最大公约",
      "Nat.gcd",
      "Int.gcd",
      "Nat.Coprime",
      "IsCoprime",
      "GCDMonoid.gcd",
      "Dvd.dvd"),
  COMMON_MULTIPLE(
      "a least common multiple",
      "\\blcm\\b|least common multiple|最小公倍",
      "Nat.lcm",
      "Int.lcm",
      "Dvd.dvd"),
  SUM(
      "a sum",
      "\\bsum\\b|\\\\sum|之和|的和",
      "HAdd.hAdd",
      "List.sum",
      "List.foldl",
      "List.foldr",
      "Finset.sum",
      "Nat.rec",
      "Int.add"),
  PRODUCT(
      "a product",
      "\\bproduct\\b|\\\\prod|乘积|之积|的积",
      "HMul.hMul",
      "HPow.hPow",
      "List.prod",
      "List.foldl",
      "List.foldr",
      "Finset.prod"),
  POWER(
      "a square or a power",
      "\\bsquares?\\b|\\bcubes?\\b|\\bpowers?\\b|\\^|²|³|平方|立方|次方|幂",
      "HPow.hPow",
      "HMul.hMul",
      "HShiftLeft.hShiftLeft",
      "Rat.sqrt",
      "Nat.sqrt"),
  ROUNDING(
      "a floor or a ceiling",
      "⌊|⌈|\\bfloor\\b|\\bceiling\\b",
      "Rat.floor",
      "Rat.ceil",
      "HDiv.hDiv",
      "Int.floor",
      "Int.ceil"),
  INJECTIVITY("injectivity", "\\binject|one-to-one|单射", "Function.Injective", "Eq", "Ne"),
  SURJECTIVITY("surjectivity", "\\bsurject|\\bonto\\b|满射", "Function.Surjective");

  private final String title;
  private final Pattern words;
  private final Pattern constants;

  Notion(String title, String words, String... constants) {
    this.title = title;
    this.words = Pattern.compile(words);
    this.constants = Pattern.compile(String.join("|", constants).replace(".", "\\."));
  }

  /** What it is called. */
  String title() {
    return title;
  }

  boolean isIn(String text) {
    return words.matcher(text).find();
  }

  /** Whether a term can express it. */
  boolean isIn(Content content) {
    return content.functions().stream().anyMatch(f -> constants.matcher(f).matches());
  }

  /** Relations that a hypothesis has and the words do not. */
  static List<Notion> added(String text, Content hypothesis) {
    boolean relates = DIVISIBILITY.isIn(hypothesis) || PARITY.isIn(hypothesis);
    boolean said =
        List.of(DIVISIBILITY, PARITY, PRIMALITY, COMMON_DIVISOR).stream()
            .anyMatch(n -> n.isIn(text));
    return relates && !said ? List.of(DIVISIBILITY) : List.of();
  }

  /** Notions of the words that a statement cannot express. */
  static List<Notion> lacking(String text, Content content) {
    return Arrays.stream(values()).filter(n -> n.isIn(text) && !n.isIn(content)).toList();
  }
}
