package lakatos.corpus;

import java.nio.file.Path;
import java.util.List;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.PoolOptions;
import lakatos.leanbridge.SharedLean;

/** An extraction in a process of its own, to be killed. */
final class ExtractionProcess {
  private ExtractionProcess() {}

  public static void main(String[] arguments) {
    try (LeanPool pool = new LeanPool(SharedLean.toolchain(), PoolOptions.DEFAULT.withSize(1))) {
      new Extraction(pool, ExtractionIT.SOME, Path.of(arguments[0])).run(step -> {});
    }
  }

  static Process start(Path out) throws java.io.IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlakatos.root=" + System.getProperty("lakatos.root", ".."),
                "-cp",
                System.getProperty("java.class.path"),
                ExtractionProcess.class.getName(),
                out.toString()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
