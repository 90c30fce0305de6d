package lakatos.app;

/** What the launcher knows of the standard streams, and Java does not. */
final class Terminal {
  private Terminal() {}

  /** Whether somebody types on standard input. */
  static boolean isTyped() {
    return Boolean.getBoolean("lakatos.stdin.terminal");
  }

  /** Whether somebody watches standard error. */
  static boolean isWatched() {
    return Boolean.getBoolean("lakatos.stderr.terminal");
  }
}
