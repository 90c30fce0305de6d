package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code lakatos serve} as a process of its own, with its jobs in a folder. */
final class ServerProcess implements AutoCloseable {
  private static final Pattern SERVING = Pattern.compile("serving on \\S+:(\\d+)");
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final Path log;
  private final int port;
  private final List<ManagedChannel> channels = new ArrayList<>();

  /**
   * Starts one and waits until it serves.
   *
   * @param shell what the shell does first, such as setting limits; may be empty
   */
  ServerProcess(Path folder, String shell, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.add("-Dlakatos.root=" + System.getProperty("lakatos.root"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "lakatos.app.Main"));
    command.addAll(List.of("serve", "--port", "0", "--workers", "1", "--lease", "3s"));
    command.addAll(List.of("--store", folder.resolve("jobs").toString()));
    command.addAll(List.of(arguments));
    this.log = Files.createTempFile(folder, "server", ".log");
    List<String> whole = new ArrayList<>(List.of("sh", "-c", shell + " exec \"$@\"", "server"));
    whole.addAll(command);
    this.process =
        new ProcessBuilder(whole)
            .redirectError(log.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    this.port = awaitPort();
  }

  private int awaitPort() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end && process.isAlive()) {
      Matcher serving = SERVING.matcher(Files.readString(log));
      if (serving.find()) {
        return Integer.parseInt(serving.group(1));
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    process.destroyForcibly();
    throw new AssertionError("the server does not serve: " + Files.readString(log));
  }

  /** Where it is. */
  String address() {
    return "localhost:" + port;
  }

  ManagedChannel channel() {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("localhost", port).usePlaintext().build();
    channels.add(channel);
    return channel;
  }

  /** Its Lean processes. */
  List<ProcessHandle> leans() {
    return process.descendants().toList();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** Ends it without a word, and waits until its Lean processes have noticed. */
  void kill() {
    List<ProcessHandle> children = leans();
    process.destroyForcibly().onExit().join();
    children.forEach(child -> child.onExit().orTimeout(30, TimeUnit.SECONDS).join());
    closeChannels();
  }

  private void closeChannels() {
    channels.forEach(ManagedChannel::shutdownNow);
    channels.clear();
  }

  /** Waits until it has ended by itself. */
  int awaitEnd() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("the server ends").isTrue();
    return process.exitValue();
  }

  /** Asks it to end, as a system does that shuts down. */
  int terminate() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
    closeChannels();
  }
}
