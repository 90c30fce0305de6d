package lakatos.benchmarks;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import lakatos.leanbridge.Toolchain;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The measurements by name. */
@Command(
    name = "lakatos bench",
    description = "Measures Lakatos. Every figure comes with its baseline from the same run.",
    footer = {
      "",
      "Exit code: 0 if every target is met, 1 if one is missed, 2 if nothing could be measured.",
      "Example: lakatos bench start --json"
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      StartBenchmark.class,
      ThroughputBenchmark.class,
      TimeoutsBenchmark.class,
      RobustnessBenchmark.class,
      PortfolioBenchmark.class,
      EmbeddedBenchmark.class,
      FaithfulnessBenchmark.class,
      DecodeBenchmark.class,
      OverlapBenchmark.class,
      ServiceBenchmark.class
    })
public final class Benchmarks implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Runs a measurement. */
  public static void main(String[] arguments) {
    Runtime.getRuntime().addShutdownHook(new Thread(Benchmarks::endChildren, "end-children"));
    CommandLine line = new CommandLine(new Benchmarks());
    for (CommandLine measurement : line.getSubcommands().values()) {
      measurement.getCommandSpec().exitCodeOnExecutionException(CommandLine.ExitCode.USAGE);
    }
    System.exit(line.execute(arguments));
  }

  /** A run that is interrupted leaves nothing behind; a Lean in a loop would not notice its end. */
  private static void endChildren() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  private static Path record() {
    return Path.of(System.getProperty("lakatos.root", ".")).resolve("lean-project/.toolchain");
  }

  /** The Lean that {@code lean-project/provision} found. */
  static Toolchain toolchain() {
    return Toolchain.provisioned(record(), Optional.empty());
  }

  /** The same Lean made to elaborate the REPL when it starts; nothing if it always does. */
  static Optional<Toolchain> fromSource() {
    Properties found = new Properties();
    try (Reader reader = Files.newBufferedReader(record())) {
      found.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (found.getProperty("image") == null) {
      return Optional.empty();
    }
    Path repl = Path.of(found.getProperty("repl"));
    return Optional.of(
        new Toolchain(
            List.of(found.getProperty("lean"), "--run", repl.toString()),
            Map.of(),
            toolchain().folder(),
            Toolchain.Protocol.LINES,
            toolchain().confinement()));
  }
}
