package lakatos.autoformalizer;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Variables in words: letters that stand by themselves. */
final class Letters {
  private static final Pattern LETTER =
      Pattern.compile("(?<![A-Za-z\\\\'’])([A-Za-z])(?![A-Za-z'’])");

  /** What runs through a sum is no variable of the statement. */
  private static final Pattern INDEX =
      Pattern.compile("\\\\(?:sum|prod|bigcup|bigcap|max|min|lim)\\s*_\\s*\\{?\\s*([a-zA-Z])");

  /** Letters that are words too. */
  private static final Set<String> WORDS = Set.of("a", "A", "I");

  private static final String BEFORE = "=+-*/^<>≤≥≠|∣≡·²³()_、∈$";
  private static final String AFTER = "=+-*/^<>≤≥≠|∣≡·²³)_,、∈$";

  private Letters() {}

  /** Returns the variables that a text names, in order. */
  static Set<String> of(String text) {
    Set<String> letters = new LinkedHashSet<>();
    Matcher m = LETTER.matcher(text);
    while (m.find()) {
      if (!WORDS.contains(m.group(1)) || isAmongSigns(text, m.start(), m.end())) {
        letters.add(m.group(1));
      }
    }
    INDEX.matcher(text).results().forEach(index -> letters.remove(index.group(1)));
    return letters;
  }

  private static boolean isAmongSigns(String text, int start, int end) {
    String left = text.substring(0, start).stripTrailing();
    String right = text.substring(end).stripLeading();
    return (!left.isEmpty() && BEFORE.indexOf(left.charAt(left.length() - 1)) >= 0)
        || (!right.isEmpty() && AFTER.indexOf(right.charAt(0)) >= 0);
  }
}
