package lakatos.app;

/** Something the user can mend: one sentence that says what is wrong, where, and what to do. */
final class Trouble extends RuntimeException {
  Trouble(String sentence) {
    super(sentence);
  }

  Trouble(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
