package lakatos.expertiteration;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/** What a test needs to start another Java that sees the same classes. */
final class JavaProcess {
  private JavaProcess() {}

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** What this Java opens to Spark. */
  static List<String> opens() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .toList();
  }
}
