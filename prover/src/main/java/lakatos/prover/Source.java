package lakatos.prover;

import java.util.OptionalInt;

/** Reads Lean text without being misled by comments, strings and brackets. */
final class Source {
  private static final String OPENING = "([{⟨⟪⦃";
  private static final String CLOSING = ")]}⟩⟫⦄";

  private final String text;

  Source(String text) {
    this.text = text;
  }

  /**
   * Returns where the comment, string or character literal at {@code i} ends, or {@code i} itself.
   */
  private int skip(int i) {
    if (text.startsWith("--", i)) {
      int end = text.indexOf('\n', i);
      return end < 0 ? text.length() : end;
    }
    if (text.startsWith("/-", i)) {
      return endOfBlockComment(i);
    }
    if (text.charAt(i) == '"') {
      return endOfString(i);
    }
    if (text.charAt(i) == '«') {
      int end = text.indexOf('»', i);
      return end < 0 ? text.length() : end + 1;
    }
    return i;
  }

  private int endOfBlockComment(int start) {
    int depth = 0;
    for (int i = start; i < text.length(); i++) {
      if (text.startsWith("/-", i)) {
        depth++;
        i++;
      } else if (text.startsWith("-/", i)) {
        depth--;
        i++;
        if (depth == 0) {
          return i + 1;
        }
      }
    }
    return text.length();
  }

  private int endOfString(int start) {
    for (int i = start + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '"') {
        return i + 1;
      }
    }
    return text.length();
  }

  /** Returns where {@code mark} first stands outside of brackets, comments and strings. */
  OptionalInt indexOfOutside(String mark, int from) {
    int depth = 0;
    int i = from;
    while (i < text.length()) {
      int end = skip(i);
      if (end > i) {
        i = end;
        continue;
      }
      if (depth == 0
          && text.startsWith(mark, i)
          && !(mark.equals(":") && text.startsWith(":=", i))) {
        return OptionalInt.of(i);
      }
      if (OPENING.indexOf(text.charAt(i)) >= 0) {
        depth++;
      } else if (CLOSING.indexOf(text.charAt(i)) >= 0) {
        depth--;
      }
      i++;
    }
    return OptionalInt.empty();
  }

  /** Returns where a word that stands by itself, outside of comments and strings, begins. */
  OptionalInt indexOfWord(String word, int from) {
    int i = from;
    while (i < text.length()) {
      int end = skip(i);
      if (end > i) {
        i = end;
      } else if (text.startsWith(word, i) && isBoundary(i - 1) && isBoundary(i + word.length())) {
        return OptionalInt.of(i);
      } else {
        i++;
      }
    }
    return OptionalInt.empty();
  }

  private boolean isBoundary(int i) {
    return i < 0 || i >= text.length() || !isNamePart(text.charAt(i));
  }

  static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c)
        || c == '_'
        || c == '\''
        || c == '.'
        || c == '!'
        || c == '?';
  }
}
