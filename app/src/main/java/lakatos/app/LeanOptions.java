package lakatos.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.PoolOptions;
import lakatos.leanbridge.Toolchain;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Lean to use, and how many processes of it. */
final class LeanOptions {
  @Option(
      names = "--lean",
      paramLabel = "PATH",
      description = "Lean to use; default: $LAKATOS_LEAN, lean on the PATH, else one from npm.")
  private @Nullable String lean;

  @Option(
      names = "--project",
      paramLabel = "DIR",
      description = "Lake project whose libraries can be imported, such as one with Mathlib.")
  private @Nullable Path project;

  @Option(
      names = "--repl-command",
      paramLabel = "CMD",
      description =
          "Use a program that speaks leanprover-community/repl's protocol; it cannot prove.")
  private @Nullable String replCommand;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Lean processes at once; default: as many as cores and memory allow.")
  private @Nullable Integer workers;

  /**
   * Finds the toolchain, providing one first if there is none yet.
   *
   * @throws Trouble if that fails
   */
  Toolchain toolchain() {
    if (replCommand != null) {
      return Toolchain.replCommand(replCommand, Path.of("").toAbsolutePath());
    }
    if (project != null && !Files.isDirectory(project)) {
      throw new Trouble("there is no folder " + project + "; --project names a Lake project");
    }
    Path leanProject = leanProject();
    String named = lean != null ? lean : System.getenv("LAKATOS_LEAN");
    Path record = record(leanProject, named);
    if (isStale(record, leanProject)) {
      provide(leanProject, record, named);
    }
    return Toolchain.provisioned(record, Optional.ofNullable(project));
  }

  /** Makes a pool of at most {@code most} processes, or as many as the user wants. */
  LeanPool pool(int most) {
    Toolchain toolchain = toolchain();
    PoolOptions options = PoolOptions.forThisMachine(toolchain);
    if (workers != null && workers < 1) {
      throw new Trouble("--workers must be at least 1: " + workers);
    }
    int size = workers != null ? workers : Math.min(most, options.size());
    return new LeanPool(toolchain, options.withSize(size));
  }

  /** Makes a pool as large as the machine allows. */
  LeanPool pool() {
    return pool(Integer.MAX_VALUE);
  }

  static Path leanProject() {
    return Path.of(System.getProperty("lakatos.root", ".")).resolve("lean-project");
  }

  /** Each Lean that is named has a record of its own. */
  private static Path record(Path leanProject, @Nullable String named) {
    if (named == null) {
      return leanProject.resolve(".toolchain");
    }
    return leanProject.resolve(".toolchain." + Integer.toHexString(named.hashCode()));
  }

  /** Whether the Lean sources or the scripts have changed since the record was written. */
  private static boolean isStale(Path record, Path leanProject) {
    if (!Files.isRegularFile(record)) {
      return true;
    }
    try {
      FileTime written = Files.getLastModifiedTime(record);
      for (String part : List.of("Repl", "npm", "Repl.lean", "provision")) {
        try (Stream<Path> files = Files.walk(leanProject.resolve(part))) {
          for (Path file : files.toList()) {
            if (Files.getLastModifiedTime(file).compareTo(written) > 0) {
              return true;
            }
          }
        }
      }
      return false;
    } catch (IOException e) {
      throw new Trouble("cannot read " + leanProject + ": " + e.getMessage(), e);
    }
  }

  private static void provide(Path leanProject, Path record, @Nullable String named) {
    List<String> command = new ArrayList<>();
    command.add(leanProject.resolve("provision").toString());
    command.addAll(List.of("--record", record.toString()));
    if (named != null) {
      command.addAll(List.of("--lean", named));
    }
    int code = OneShot.run(command);
    if (code != 0) {
      throw new Trouble("no Lean could be provided; what is missing stands above");
    }
  }
}
