package lakatos.autoformalizer.language;

/** A phrase has no meaning here. It ends the reading and is told to whoever asked for it. */
final class Misunderstanding extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int start;
  private final int end;

  /**
   * @param start the phrase's first character in the text
   * @param end the character after its last
   * @param message what is wrong with it, without a full stop
   */
  Misunderstanding(int start, int end, String message) {
    super(message, null, false, false);
    this.start = start;
    this.end = end;
  }

  /** A misunderstanding of the whole text. */
  Misunderstanding(String message) {
    this(0, Integer.MAX_VALUE, message);
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
