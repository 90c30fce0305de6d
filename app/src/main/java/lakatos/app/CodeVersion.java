package lakatos.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Which Lakatos this is, for files that should be made again by the same. */
final class CodeVersion {
  private static final String RELEASE = "0.1.0";

  private CodeVersion() {}

  /** The release, and the commit of the folder that it runs from, if that is a checkout. */
  static String of() {
    try {
      Process git =
          new ProcessBuilder(
                  "git",
                  "-C",
                  System.getProperty("lakatos.root", "."),
                  "describe",
                  "--always",
                  "--dirty",
                  "--exclude=*")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String commit =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      boolean ended = git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0;
      return ended && !commit.isEmpty() ? RELEASE + " (" + commit + ")" : RELEASE;
    } catch (IOException e) {
      return RELEASE; // there is no git
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return RELEASE;
    }
  }
}
