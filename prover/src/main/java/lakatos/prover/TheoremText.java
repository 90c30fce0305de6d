package lakatos.prover;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The parts of a theorem's text.
 *
 * @param name as written
 * @param binders between name and colon, may be empty
 * @param conclusion after the colon
 */
record TheoremText(String name, String binders, String conclusion) {

  /** Takes a theorem apart; nothing if its text is not of the usual form. */
  static Optional<TheoremText> of(String text) {
    Source source = new Source(text);
    OptionalInt keyword = source.indexOfWord("theorem", 0);
    int length = "theorem".length();
    if (keyword.isEmpty()) {
      keyword = source.indexOfWord("lemma", 0);
      length = "lemma".length();
    }
    if (keyword.isEmpty()) {
      return Optional.empty();
    }
    int start = keyword.getAsInt() + length;
    OptionalInt colon = source.indexOfOutside(":", start);
    if (colon.isEmpty()) {
      return Optional.empty();
    }
    String head = text.substring(start, colon.getAsInt()).strip();
    int end = endOfName(head);
    if (end == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new TheoremText(
            head.substring(0, end),
            head.substring(end).strip(),
            text.substring(colon.getAsInt() + 1).strip()));
  }

  private static int endOfName(String head) {
    int end = 0;
    boolean quoted = false;
    while (end < head.length()) {
      char c = head.charAt(end);
      if (!quoted && (Character.isWhitespace(c) || "([{⦃".indexOf(c) >= 0)) {
        break;
      }
      quoted = c == '«' || (quoted && c != '»');
      end++;
    }
    return end;
  }

  /** Returns the name without universe parameters or namespace, fit to be part of another name. */
  String plainName() {
    String plain = name.replaceAll("\\.\\{[^}]*}", "").replaceAll("[«»]", "");
    return plain.replaceAll("[^\\p{L}\\p{N}_]", "_");
  }

  /** Returns the statement as one closed proposition. */
  String proposition() {
    return binders.isEmpty() ? conclusion : "∀ " + binders + ", " + conclusion;
  }
}
