package lakatos.app;

/** Exit codes of every command. */
final class Exit {
  /** What was asked for was proved. */
  static final int PROVED = 0;

  /** It was not. */
  static final int NOT_PROVED = 1;

  /** Bad input, or something is missing on this machine. */
  static final int TROUBLE = 2;

  private Exit() {}
}
