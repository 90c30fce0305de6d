package lakatos.app;

import java.util.ArrayList;
import java.util.List;

/**
 * A line as a shell reads it: words, of which one that begins with a quote goes on to the next one,
 * over several lines if need be. A quote within a word is part of it, as in Lean's {@code h'}.
 *
 * @param open whether the last word's quote is not closed
 */
record Words(List<String> words, boolean open) {
  Words {
    words = List.copyOf(words);
  }

  static Words of(String line) {
    List<String> words = new ArrayList<>();
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (Character.isWhitespace(c)) {
        i++;
      } else if (c == '\'' || c == '"') {
        int end = closing(line, i);
        if (end < 0) {
          words.add(line.substring(i + 1));
          return new Words(words, true);
        }
        words.add(line.substring(i + 1, end));
        i = end + 1;
      } else {
        int end = i;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
          end++;
        }
        words.add(line.substring(i, end));
        i = end;
      }
    }
    return new Words(words, false);
  }

  /** The quote that ends a word is followed by a space or nothing. */
  private static int closing(String line, int opening) {
    char quote = line.charAt(opening);
    for (int i = opening + 1; i < line.length(); i++) {
      boolean last = i + 1 == line.length() || Character.isWhitespace(line.charAt(i + 1));
      if (line.charAt(i) == quote && last) {
        return i;
      }
    }
    return -1;
  }
}
