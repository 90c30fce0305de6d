package lakatos.prover;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lakatos.prover.text.Source;

/**
 * The parts of a theorem's text.
 *
 * @param name as written
 * @param binders between name and colon, may be empty
 * @param conclusion after the colon
 */
public record TheoremText(String name, String binders, String conclusion) {

  /** Parts may be quoted; universe parameters belong to the name. */
  private static final Pattern NAME =
      Pattern.compile("(?:«[^»]*»|[^\\s(\\[{⦃«:])+?(?:\\.\\{[^}]*})?(?=[\\s(\\[{⦃]|$)");

  /** Takes a theorem apart; nothing if its text is not of the usual form. */
  public static Optional<TheoremText> of(String text) {
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
    Matcher name = NAME.matcher(head);
    return name.lookingAt() ? name.end() : 0;
  }

  /** Returns the name without universe parameters or namespace, fit to be part of another name. */
  public String plainName() {
    String plain = name.replaceAll("\\.\\{[^}]*}", "").replaceAll("[«»]", "");
    return plain.replaceAll("[^\\p{L}\\p{N}_]", "_");
  }

  /** Returns the statement as one closed proposition. */
  public String proposition() {
    return binders.isEmpty() ? conclusion : "∀ " + binders + ", " + conclusion;
  }
}
