package lakatos.autoformalizer.language;

/**
 * A problem's text, each character as the lexer wants it: full-width signs as their narrow ones.
 * Positions are those of the original.
 */
record Text(String original, String normal) {
  /** The language of a text. */
  enum Tongue {
    ENGLISH,
    CHINESE
  }

  static Text of(String original) {
    var normal = new StringBuilder(original.length());
    original.chars().forEach(c -> normal.append(narrow((char) c)));
    return new Text(original, normal.toString());
  }

  private static char narrow(char c) {
    if (c >= '\uFF01' && c <= '\uFF5E') {
      return (char) (c - '\uFF01' + '!');
    }
    return switch (c) {
      case '\u2212', '\u2013', '\u2010', '\u2011' -> '-';
      case '\u2019' -> '\'';
      case '\u00A0', '\u3000', '\u2009', '\u202F' -> ' ';
      case '\u2223' -> '|';
      case '\uFF61' -> '\u3002';
      default -> c;
    };
  }

  /**
   * Returns the language that most of the words are in.
   *
   * @throws Misunderstanding if that is neither English nor Chinese
   */
  Tongue tongue() {
    boolean chinese = false;
    for (int i = 0; i < normal.length(); ) {
      int c = normal.codePointAt(i);
      chinese |= Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
      if (foreign(c)) {
        throw new Misunderstanding(
            i, i + Character.charCount(c), "only English and Chinese are understood");
      }
      i += Character.charCount(c);
    }
    return chinese ? Tongue.CHINESE : Tongue.ENGLISH;
  }

  private static boolean foreign(int c) {
    if (!Character.isLetter(c)) {
      return false;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case LATIN -> c >= 0xC0 && c < 0x250 && c != 0xD7;
      case GREEK, HAN, COMMON, INHERITED -> false;
      default -> true;
    };
  }

  /** Returns the part of the original between these positions, on one line. */
  String phrase(int start, int end) {
    int to = Math.min(end, original.length());
    int from = Math.max(0, Math.min(start, to));
    String phrase = original.substring(from, to).strip().replaceAll("\\s+", " ");
    return phrase.length() <= 120 ? phrase : phrase.substring(0, 119) + "…";
  }
}
