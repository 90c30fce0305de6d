package lakatos.autoformalizer;

import java.lang.Character.UnicodeScript;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The letters that a text is written in. */
final class Script {
  private static final Set<UnicodeScript> READ =
      Set.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.GREEK);

  private Script() {}

  /**
   * Returns one sentence if a text is written in letters that the controlled language cannot read.
   */
  static Optional<String> unread(String text) {
    Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
    text.codePoints()
        .filter(Character::isLetter)
        .forEach(c -> counts.merge(UnicodeScript.of(c), 1, Integer::sum));
    return counts.entrySet().stream()
        .max(Comparator.comparing(Map.Entry::getValue))
        .map(Map.Entry::getKey)
        .filter(script -> !READ.contains(script))
        .map(
            script ->
                "it reads English and Chinese, and the problem is in "
                    + name(script)
                    + " letters; a model may know the language");
  }

  private static String name(UnicodeScript script) {
    String name = script.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
