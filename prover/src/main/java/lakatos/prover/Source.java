package lakatos.prover;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Reads Lean text without being misled by comments, strings and brackets. */
final class Source {
  private static final String OPENING = "([{⟨⟪⦃⟦⌊⌈";
  private static final String CLOSING = ")]}⟩⟫⦄⟧⌋⌉";

  /** What has a {@code :=} of its own inside a term. */
  private static final List<String> LOCAL = List.of("let", "have", "letI", "haveI");

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
    char c = text.charAt(i);
    if (c == '"') {
      return endOfString(i);
    }
    if (c == 'r' && isBoundary(i - 1)) {
      return endOfRawString(i);
    }
    if (c == '\'' && isBoundary(i - 1)) {
      return endOfCharacter(i);
    }
    if (c == '«') {
      int end = text.indexOf('»', i);
      return end < 0 ? text.length() : end + 1;
    }
    return i;
  }

  /** A character literal; a quote after a name belongs to the name. */
  private int endOfCharacter(int start) {
    int inside = start + 1;
    if (inside >= text.length()) {
      return start;
    }
    boolean escaped = text.charAt(inside) == '\\';
    int end = escaped ? text.indexOf('\'', inside + 2) : inside + length(inside);
    boolean closed = end >= 0 && end < text.length() && text.charAt(end) == '\'';
    return closed ? end + 1 : start;
  }

  private int length(int i) {
    return Character.charCount(text.codePointAt(i));
  }

  /** {@code r"..."}, or {@code r#"..."#} with any number of hashes; {@code start} if it is not. */
  private int endOfRawString(int start) {
    int quote = start + 1;
    while (quote < text.length() && text.charAt(quote) == '#') {
      quote++;
    }
    if (quote >= text.length() || text.charAt(quote) != '"') {
      return start;
    }
    String closing = '"' + text.substring(start + 1, quote);
    int end = text.indexOf(closing, quote + 1);
    return end < 0 ? text.length() : end + closing.length();
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
      } else if (isWord(word, i)) {
        return OptionalInt.of(i);
      } else {
        i++;
      }
    }
    return OptionalInt.empty();
  }

  private boolean isWord(String word, int i) {
    return text.startsWith(word, i) && isBoundary(i - 1) && isBoundary(i + word.length());
  }

  /** Returns where code goes on after spaces and comments; doc comments are code. */
  int indexOfCode(int from) {
    int i = from;
    while (i < text.length()) {
      boolean comment = text.startsWith("--", i) || text.startsWith("/-", i);
      if (comment && !text.startsWith("/--", i)) {
        i = skip(i);
      } else if (Character.isWhitespace(text.charAt(i))) {
        i++;
      } else {
        break;
      }
    }
    return i;
  }

  /**
   * Returns where the {@code :=} of a declaration stands. One that belongs to a {@code let} or
   * {@code have} of its type does not count.
   */
  OptionalInt indexOfBody(int from) {
    int depth = 0;
    int open = 0;
    int i = from;
    while (i < text.length()) {
      int end = skip(i);
      if (end > i) {
        i = end;
        continue;
      }
      if (depth == 0 && text.startsWith(":=", i)) {
        if (open == 0) {
          return OptionalInt.of(i);
        }
        open--;
      } else if (depth == 0 && LOCAL.stream().anyMatch(at(i))) {
        open++;
      }
      depth += OPENING.indexOf(text.charAt(i)) >= 0 ? 1 : 0;
      depth -= CLOSING.indexOf(text.charAt(i)) >= 0 ? 1 : 0;
      i++;
    }
    return OptionalInt.empty();
  }

  private Predicate<String> at(int i) {
    return word -> isWord(word, i);
  }

  private boolean isBoundary(int i) {
    return i < 0 || i >= text.length() || !isNamePart(text.charAt(i));
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || isSubscript(c) || "_'.!?".indexOf(c) >= 0;
  }

  private static boolean isSubscript(char c) {
    return (c >= '₀' && c <= '₉') || (c >= 'ₐ' && c <= 'ₜ') || (c >= 'ᵢ' && c <= 'ᵪ');
  }
}
