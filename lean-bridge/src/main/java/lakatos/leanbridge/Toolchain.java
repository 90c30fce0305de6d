package lakatos.leanbridge;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.StringTokenizer;

/**
 * A Lean and how to start its REPL.
 *
 * @param command program and arguments of a REPL process
 * @param environment variables that the process needs beside the inherited ones
 * @param folder where the process runs
 * @param protocol which of the two ways to speak it understands
 * @param confinement what keeps candidates from the machine
 */
public record Toolchain(
    List<String> command,
    Map<String, String> environment,
    Path folder,
    Protocol protocol,
    Confinement confinement) {

  /** How requests and replies are framed, and what they may ask for. */
  public enum Protocol {
    /** Ours: a line each, with token and request id. */
    LINES,
    /** That of leanprover-community/repl: ended by a blank line; no verdicts. */
    BLOCKS
  }

  public Toolchain {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("toolchain without a command");
    }
  }

  /**
   * Reads what {@code lean-project/provision} found.
   *
   * @param record the file that it wrote
   * @param project a Lake project whose libraries are wanted, as its folder
   * @throws LeanException {@code UNAVAILABLE} if there is no usable record of a toolchain
   */
  public static Toolchain provisioned(Path record, Optional<Path> project) {
    if (!Files.isRegularFile(record)) {
      throw unavailable("no Lean has been provided yet; run lean-project/provision");
    }
    Properties found = new Properties();
    try (Reader reader = Files.newBufferedReader(record)) {
      found.load(reader);
    } catch (IOException e) {
      throw new LeanException(
          LeanException.Reason.UNAVAILABLE, "cannot read " + record + ": " + e.getMessage(), e);
    }
    String worker = found.getProperty("worker");
    String repl = found.getProperty("repl", "");
    if (!Files.isRegularFile(Path.of(repl))) {
      throw unavailable("the Lean named in " + record + " is gone; run lean-project/provision");
    }
    if (worker == null) {
      return fromSource(Path.of(found.getProperty("lean", "lean")), Path.of(repl), project);
    }
    if (project.isPresent()) {
      throw unavailable(
          "--project needs a native Lean, and this one is WebAssembly; name one with --lean");
    }
    return image(Path.of(worker), Path.of(found.getProperty("image", "")));
  }

  /** The npm toolchain: a process begins with the memory of one that was ready to serve. */
  private static Toolchain image(Path worker, Path image) {
    if (!Files.isExecutable(worker) || !Files.isRegularFile(image)) {
      throw unavailable("the Lean at " + worker + " is incomplete; provide it again");
    }
    return new Toolchain(
        List.of(worker.toString()),
        Map.of("LAKATOS_IMAGE", image.toString()),
        folderOf(image),
        Protocol.LINES,
        Confinement.NODE_PERMISSIONS);
  }

  /** A native Lean, which elaborates the REPL's source when it starts. */
  private static Toolchain fromSource(Path lean, Path repl, Optional<Path> project) {
    List<String> run = new ArrayList<>();
    if (project.isPresent()) {
      run.addAll(List.of("lake", "env"));
    }
    run.addAll(List.of(lean.toString(), "--run", repl.toString()));
    Path folder = project.orElseGet(() -> folderOf(repl));
    Confinement confinement = Confinement.forNativeProcesses();
    return new Toolchain(
        confinement.wrap(run, folder), Map.of(), folder, Protocol.LINES, confinement);
  }

  private static Path folderOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? file : folder;
  }

  /** Any program that speaks leanprover-community/repl's protocol on its pipes. */
  public static Toolchain replCommand(String commandLine, Path folder) {
    List<String> words = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(commandLine);
    while (tokens.hasMoreTokens()) {
      words.add(tokens.nextToken());
    }
    Confinement confinement = Confinement.forNativeProcesses();
    return new Toolchain(
        confinement.wrap(words, folder), Map.of(), folder, Protocol.BLOCKS, confinement);
  }

  /** Whether a process starts so fast that a doubtful one is better replaced than kept. */
  boolean startsFast() {
    return environment.containsKey("LAKATOS_IMAGE");
  }

  private static LeanException unavailable(String text) {
    return new LeanException(LeanException.Reason.UNAVAILABLE, text);
  }
}
