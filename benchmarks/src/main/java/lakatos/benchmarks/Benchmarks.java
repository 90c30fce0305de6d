package lakatos.benchmarks;

import java.nio.file.Path;
import java.util.Optional;
import lakatos.leanbridge.Toolchain;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The measurements by name. */
@Command(
    name = "lakatos bench",
    description = "Measures Lakatos. Every figure comes with its baseline from the same run.",
    mixinStandardHelpOptions = true,
    subcommands = {PortfolioBenchmark.class})
public final class Benchmarks implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Runs a measurement. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Benchmarks()).execute(arguments));
  }

  /** The Lean that {@code lean-project/provision} found. */
  static Toolchain toolchain() {
    Path root = Path.of(System.getProperty("lakatos.root", "."));
    return Toolchain.provisioned(root.resolve("lean-project/.toolchain"), Optional.empty());
  }
}
