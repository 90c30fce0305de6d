package lakatos.autoformalizer;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** LaTeX as signs. */
final class Latex {

  /** In this order: the digits of a fraction must not be read as one number. */
  private static final List<Map.Entry<Pattern, String>> RULES =
      List.of(
          rule("(\\d),(\\d{3})(?!\\d)", "$1$2"),
          rule("\\\\[dt]?frac\\s*(\\d)\\s*(\\d)", " $1 / $2 "),
          rule("\\\\[dt]?frac\\s*\\{([^{}]*)\\}\\s*\\{([^{}]*)\\}", " ($1) / ($2) "),
          rule("\\\\mathbb\\s*\\{?N\\}?", " ℕ "),
          rule("\\\\mathbb\\s*\\{?Z\\}?", " ℤ "),
          rule("\\\\mathbb\\s*\\{?Q\\}?", " ℚ "),
          rule("\\\\mathbb\\s*\\{?R\\}?", " ℝ "),
          rule("\\\\mathbb\\s*\\{?C\\}?", " ℂ "),
          rule("\\\\(?:mid|divides)\\b", " ∣ "),
          rule("\\\\equiv\\b", " ≡ "),
          rule("\\\\(?:leqslant|leq?)\\b", " ≤ "),
          rule("\\\\(?:geqslant|geq?)\\b", " ≥ "),
          rule("\\\\lt\\b", " < "),
          rule("\\\\gt\\b", " > "),
          rule("\\\\neq?\\b", " ≠ "),
          rule("\\\\(?:cdot|times)\\b", " · "),
          rule("\\\\exists\\b", " ∃ "),
          rule("\\\\forall\\b", " ∀ "),
          rule("\\\\(?:Rightarrow|implies|Longrightarrow)\\b", " ⇒ "),
          rule("\\\\(?:iff|Leftrightarrow|Longleftrightarrow)\\b", " ⇔ "),
          rule("\\\\p?mod\\b", " mod "),
          rule("\\\\lfloor\\b", " ⌊ "),
          rule("\\\\lceil\\b", " ⌈ "),
          rule("\\\\operatorname\\s*\\{(\\w+)\\}", " $1 "),
          rule("\\\\(?:left|right|bigl?|bigr?|Bigl?|Bigr?|displaystyle|limits)\\b", " "),
          rule("\\\\[,;!: ]", " "),
          rule("，", ","),
          rule("：", ":"),
          rule("；", ";"));

  private Latex() {}

  private static Map.Entry<Pattern, String> rule(String pattern, String replacement) {
    return Map.entry(Pattern.compile(pattern), replacement);
  }

  /** Returns the text with the commands that matter here as signs. */
  static String readable(String text) {
    String readable = text;
    for (Map.Entry<Pattern, String> rule : RULES) {
      readable = rule.getKey().matcher(readable).replaceAll(rule.getValue());
    }
    return readable;
  }
}
