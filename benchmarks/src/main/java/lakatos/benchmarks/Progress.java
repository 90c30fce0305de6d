package lakatos.benchmarks;

/** Says on standard error how far a long run is. Thread-safe. */
final class Progress {
  private static final long PAUSE = 10_000_000_000L;

  private final String what;
  private final int total;
  private int done;
  private long next = System.nanoTime() + PAUSE;

  Progress(String what, int total) {
    this.what = what;
    this.total = total;
  }

  synchronized void step() {
    done++;
    if (System.nanoTime() - next >= 0) {
      next = System.nanoTime() + PAUSE;
      say(what + ": " + done + " of " + total);
    }
  }

  static void say(String text) {
    System.err.println("lakatos bench: " + text);
  }
}
