package lakatos.expertiteration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lakatos.expertiteration.Assignment.By;
import lakatos.prover.Attempt;
import lakatos.prover.AttemptLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real master and two real workers on this machine. */
final class ClusterIT {
  private static final int STATEMENTS = 40;
  private static final int SAMPLES = 3;

  @TempDir private Path folder;

  private final List<Process> processes = new ArrayList<>();
  private String master = "";

  @BeforeEach
  void start() throws IOException, InterruptedException {
    int port = freePort();
    master = "spark://localhost:" + port;
    spark("master.Master", "--host", "localhost", "--port", "" + port, "--webui-port", "0");
    awaitPort(port);
    for (int i = 0; i < 2; i++) {
      String work = folder.resolve("worker-" + i).toString();
      spark(
          "worker.Worker",
          "--host",
          "localhost",
          "--cores",
          "2",
          "--memory",
          "2g",
          "--webui-port",
          "0",
          "--work-dir",
          work,
          master);
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (Process process : processes) {
      kill(process);
    }
  }

  private static void kill(Process process) throws InterruptedException {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    process.waitFor(10, TimeUnit.SECONDS);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitPort(int port) throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assertThat(socket.isConnected()).isTrue();
        return;
      } catch (IOException e) {
        TimeUnit.MILLISECONDS.sleep(100); // another process: there is nothing to wait on
      }
    }
    throw new AssertionError("the master does not listen");
  }

  private void spark(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(JavaProcess.java()));
    command.addAll(JavaProcess.opens());
    command.addAll(
        List.of("-Xmx512m", "-cp", JavaProcess.classPath(), "org.apache.spark.deploy." + name));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log-" + processes.size()).toFile());
    Path home = Files.createDirectories(folder.resolve("spark"));
    Files.createDirectories(home.resolve("jars"));
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    processes.add(builder.start());
  }

  @Test
  @Timeout(240)
  void run_workerKilledMidRound_losesNothingAndDoesNothingTwice() {
    List<Assignment> assignments =
        IntStream.range(0, STATEMENTS)
            .mapToObj(i -> TinyRun.problem("t" + i, "(n : Nat) : n + " + i + " = " + i + " + n"))
            .map(p -> new Assignment(p, By.RANDOM, SAMPLES, Assignment.seed(1, 0, p.id())))
            .toList();
    AttemptStage stage = new AttemptStage(folder.resolve("round"));
    AtomicBoolean killed = new AtomicBoolean();
    List<Outcome> outcomes;
    Map<String, String> settings =
        Map.of(
            "spark.driver.bindAddress", "127.0.0.1",
            "spark.driver.host", "localhost",
            "spark.executor.memory", "1g",
            "spark.executor.cores", "2",
            "spark.executorEnv.SPARK_SCALA_VERSION", "2.13");
    try (Cluster cluster = Cluster.open(master, settings)) {
      outcomes =
          stage.run(
              cluster, TinyRun.plan(TinyRun.lean()), assignments, done -> killWhen(done, killed));
    }
    assertThat(killed).isTrue();
    assertThat(outcomes)
        .extracting(Outcome::id)
        .isEqualTo(assignments.stream().map(a -> a.problem().id()).toList());
    try (Stream<Attempt> attempts = AttemptLog.read(stage.attempts(), fault -> {})) {
      assertThat(attempts.map(attempt -> attempt.problem() + " " + attempt.seed()))
          .doesNotHaveDuplicates()
          .hasSize(STATEMENTS * SAMPLES);
    }
  }

  private void killWhen(int done, AtomicBoolean killed) {
    if (done > 4 && done < STATEMENTS && killed.compareAndSet(false, true)) {
      try {
        kill(processes.get(2));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
