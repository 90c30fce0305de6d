package lakatos.service;

import static lakatos.service.TestJobs.SPEC;
import static lakatos.service.TestJobs.problems;
import static lakatos.service.TestJobs.proved;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lakatos.service.JobStore.Task;
import lakatos.v1.Job;
import lakatos.v1.JobSpec;

/** A server's use of a store, as a process of its own that can be killed; it tells what is done. */
final class StoreProgram implements AutoCloseable {
  private final Process process;
  private final BufferedReader said;

  /**
   * Starts one.
   *
   * @param limitKb how long a file it may write at first; 0 for any length
   */
  static StoreProgram start(int limitKb, String where, String what) throws IOException {
    String command =
        Stream.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StoreProgram.class.getName(),
                where,
                what)
            .map(word -> "'" + word + "'")
            .reduce("exec", (line, word) -> line + " " + word);
    String limit = limitKb == 0 ? "" : "ulimit -S -f " + limitKb + " && ";
    return new StoreProgram(
        new ProcessBuilder("bash", "-c", limit + command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  private StoreProgram(Process process) {
    this.process = process;
    this.said = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Returns what it says next; it says nothing more if that is empty. */
  String next() throws IOException {
    String line = said.readLine();
    return line == null ? "" : line;
  }

  /** Kills it with what it is doing, and returns what it had said before. */
  List<String> kill() throws IOException {
    process.toHandle().destroyForcibly(); // which leaves the pipe to be read
    process.onExit().join();
    List<String> rest = new ArrayList<>();
    for (String line = next(); !line.isEmpty(); line = next()) {
      rest.add(line);
    }
    return rest;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  // --- in the process ------------------------------------------------------------------------

  public static void main(String[] arguments) throws IOException {
    try (JobStore store = JobStore.open(arguments[0], 6, end -> say("over " + end.reason()))) {
      say("open");
      switch (arguments[1]) {
        case "work" -> work(store);
        case "fill" -> fill(store);
        case "claim" -> claim(store);
        default -> System.in.read(); // holds it
      }
    } catch (StoreException e) {
      say(e.reason() + " " + e.getMessage());
    }
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static void work(JobStore store) {
    for (int i = 0; i < 4; i++) {
      new Thread(() -> decideAlways(store)).start();
    }
    submitAlways(store);
  }

  private static void submitAlways(JobStore store) {
    while (true) {
      Job job = store.submit("ada", SPEC, problems(5)).job();
      say("submitted " + job.getId());
    }
  }

  private static void decideAlways(JobStore store) {
    while (true) {
      for (Task task : store.claim("child", 2, Duration.ofSeconds(1))) {
        if (store.decide(task, proved(task))) {
          say("decided " + task.job() + " " + task.problem().getId());
        }
      }
    }
  }

  private static void claim(JobStore store) throws IOException {
    store.submit("ada", SPEC, problems(3));
    List<Task> tasks = store.claim("child", 2, Duration.ofMinutes(10));
    say("claimed " + tasks.size());
    System.in.read();
  }

  /** Submits until that fails, while others look at what there is. */
  private static void fill(JobStore store) throws IOException {
    Job first = store.submit("ada", SPEC, problems(1)).job();
    say("submitted " + first.getId());
    Thread reader = new Thread(() -> readAlways(store, first.getId()));
    reader.setDaemon(true);
    reader.start();
    try {
      submitLarge(store, Integer.MAX_VALUE);
    } catch (StoreException e) {
      say(e.reason() + " " + e.getMessage());
    }
    store.submit("ada", SPEC, problems(1));
  }

  private static void readAlways(JobStore store, String job) {
    try {
      while (store.get(job).isPresent()) {
        Thread.onSpinWait();
      }
    } catch (StoreException e) {
      // as expected once the disk is full
    }
  }

  private static void submitLarge(JobStore store, int jobs) {
    JobSpec large = SPEC.toBuilder().setName("x".repeat(5000)).build();
    for (int i = 0; i < jobs; i++) {
      say("submitted " + store.submit("ada", large, problems(3)).job().getId());
    }
  }
}
