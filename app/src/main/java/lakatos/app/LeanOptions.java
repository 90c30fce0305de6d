package lakatos.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lakatos.expertiteration.LeanSetup;
import lakatos.leanbridge.LeanException;
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
   * @throws Trouble if that fails, or if options contradict each other
   */
  Toolchain toolchain() {
    checkOptions();
    if (replCommand != null) {
      return Toolchain.replCommand(replCommand, Path.of("").toAbsolutePath());
    }
    Path leanProject = leanProject();
    String named = absolute(lean != null ? lean : System.getenv("LAKATOS_LEAN"));
    Path record = record(leanProject, named);
    Optional<Path> library = Optional.ofNullable(project).map(Path::toAbsolutePath);
    if (!isStale(record, leanProject)) {
      try {
        return Toolchain.provisioned(record, library);
      } catch (LeanException e) {
        // what the record names may be gone; if something else is wrong, it is said below
      }
    }
    provide(leanProject, record, named);
    return Toolchain.provisioned(record, library);
  }

  private void checkOptions() {
    if (workers != null && workers < 1) {
      throw new Trouble("--workers must be at least 1: " + workers);
    }
    if (replCommand != null && replCommand.isBlank()) {
      throw new Trouble("--repl-command is empty; give the command that starts the REPL");
    }
    if (replCommand != null && (lean != null || project != null)) {
      throw new Trouble(
          "--repl-command brings its own Lean; leave out "
              + (lean != null ? "--lean" : "--project"));
    }
    if (project == null) {
      return;
    }
    if (!Files.isDirectory(project)) {
      throw new Trouble("there is no folder " + project + "; --project names a Lake project");
    }
    if (Stream.of("lakefile.toml", "lakefile.lean")
        .map(project::resolve)
        .noneMatch(Files::exists)) {
      throw new Trouble(
          "there is no lakefile.toml or lakefile.lean in "
              + project
              + "; --project names a Lake project");
    }
  }

  /** A program named by a path is looked for from here, not from where Lean will run. */
  private static @Nullable String absolute(@Nullable String program) {
    return program == null || !program.contains("/")
        ? program
        : Path.of(program).toAbsolutePath().toString();
  }

  /**
   * What executors need to start the same Lean, provided here if there is none.
   *
   * @throws Trouble if what it finds could not be verified
   */
  LeanSetup setup() {
    Toolchain toolchain = toolchain();
    if (replCommand != null) {
      throw cannotProve();
    }
    int size = workers != null ? workers : PoolOptions.forThisMachine(toolchain).size();
    Path record =
        record(leanProject(), absolute(lean != null ? lean : System.getenv("LAKATOS_LEAN")));
    return new LeanSetup(
        record.toAbsolutePath().normalize().toString(),
        project == null ? "" : project.toAbsolutePath().toString(),
        size);
  }

  /**
   * Starts Lean for a search.
   *
   * @param most processes at most, unless the user wants more
   * @throws Trouble if what it finds could not be verified
   */
  Lean prover(int most) {
    if (replCommand != null) {
      throw cannotProve();
    }
    return judge(most);
  }

  private static Trouble cannotProve() {
    return new Trouble(
        "--repl-command cannot prove or refute, for that protocol has no way to replay a proof; "
            + "leave it out, or name a Lean with --lean");
  }

  /** Starts Lean to judge proofs; {@code most} as in {@link #prover}. */
  Lean judge(int most) {
    Toolchain toolchain = toolchain();
    PoolOptions options = PoolOptions.forThisMachine(toolchain);
    int size = workers != null ? workers : Math.min(most, options.size());
    return new Lean(toolchain, options.withSize(size));
  }

  private static Path leanProject() {
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
    OneShot.Result result = OneShot.run(command);
    if (result.code() != 0) {
      String reason = result.lastWords().replaceFirst("^lakatos: ", "");
      throw new Trouble(reason.isEmpty() ? "no Lean could be provided; try again" : reason);
    }
  }
}
