package lakatos.leanbridge;

/**
 * A locked statement: what is to be proved, with the trusted text that it stands in.
 *
 * @param header imports, {@code open} and {@code set_option}; without imports it sees Init and Std
 * @param preamble definitions that the statement needs
 * @param text the theorem, up to but not including {@code :=}
 */
public record Statement(String header, String preamble, String text) {

  public Statement {
    if (text.isBlank()) {
      throw new IllegalArgumentException("statement is empty");
    }
  }

  public static Statement of(String text) {
    return new Statement("", "", text);
  }
}
