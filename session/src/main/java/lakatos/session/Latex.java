package lakatos.session;

import java.util.Map;

/** Text for LaTeX. */
final class Latex {
  private static final Map<Character, String> SPECIAL =
      Map.of(
          '\\', "\\textbackslash{}",
          '{', "\\{",
          '}', "\\}",
          '$', "\\$",
          '&', "\\&",
          '#', "\\#",
          '_', "\\_",
          '%', "\\%",
          '^', "\\textasciicircum{}",
          '~', "\\textasciitilde{}");

  private Latex() {}

  /** A text that says itself. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      escaped.append(SPECIAL.getOrDefault(c, String.valueOf(c)));
    }
    return escaped.toString();
  }
}
