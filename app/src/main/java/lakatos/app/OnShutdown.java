package lakatos.app;

/** Something to do if the JVM is told to end, by Ctrl-C for example, while this is open. */
final class OnShutdown implements AutoCloseable {
  private final Thread hook;

  OnShutdown(String name, Runnable action) {
    this.hook = new Thread(action, name);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is ending, and the hook runs
    }
  }
}
