package lakatos.app;

import java.nio.file.Path;

/** The folder of what outlives a run, {@code LAKATOS_HOME}. */
final class Home {
  private Home() {}

  static Path folder() {
    String home = System.getenv("LAKATOS_HOME");
    return home == null || home.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".cache", "lakatos")
        : Path.of(home);
  }
}
