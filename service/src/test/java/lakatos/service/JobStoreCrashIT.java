package lakatos.service;

import static lakatos.service.TestJobs.proved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import lakatos.service.JobStore.Task;
import lakatos.v1.Job;
import lakatos.v1.JobResult;
import lakatos.v1.JobState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a store keeps when processes are killed and disks are full. */
@Timeout(180)
final class JobStoreCrashIT {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void open_afterProcessesWereKilledInTheMidstOfIt_hasAllThatTheyTold(StoreKind kind)
      throws IOException {
    String where = kind.fresh(folder);
    List<String> told = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      told.addAll(killed(where));
      try (JobStore store = JobStore.open(where, 2, end -> {})) {
        assertKept(store, told);
      }
    }
    try (JobStore store = JobStore.open(where, 2, end -> {})) {
      decideRest(store);
      store
          .list(Optional.empty(), 100_000, "")
          .jobs()
          .forEach(job -> assertDecidedOnce(store, job));
      assertKept(store, told);
    }
  }

  private static List<String> killed(String where) throws IOException {
    List<String> told = new ArrayList<>();
    try (StoreProgram program = StoreProgram.start(0, where, "work")) {
      while (told.size() < 100) {
        told.add(program.next());
      }
      told.addAll(program.kill());
    }
    assertThat(told).startsWith("open").doesNotContain("");
    return told;
  }

  private static void assertKept(JobStore store, List<String> told) {
    for (String line : told) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("submitted")) {
        assertThat(store.get(words[1])).as(line).isPresent();
      } else if (words[0].equals("decided")) {
        assertThat(store.results(words[1], 0, 100))
            .as(line)
            .filteredOn(result -> result.getResult().getId().equals(words[2]))
            .hasSize(1);
      }
    }
  }

  /** Leases of the dead on a server's store run out, so this ends. */
  private static void decideRest(JobStore store) {
    while (store.load().jobs() > 0) {
      for (Task task : store.claim("parent", 100, Duration.ofMinutes(10))) {
        assertThat(store.decide(task, proved(task))).isTrue();
      }
    }
  }

  private static void assertDecidedOnce(JobStore store, Job job) {
    List<JobResult> results = store.results(job.getId(), 0, 1000);
    assertThat(job.getState()).isEqualTo(JobState.JOB_STATE_DONE);
    assertThat(results).extracting(result -> result.getResult().getId()).doesNotHaveDuplicates();
    assertThat(results)
        .extracting(JobResult::getCursor)
        .isEqualTo(LongStream.rangeClosed(1, job.getTotal()).boxed().toList());
  }

  @Test
  void open_fileOfADeadProcess_countsItsProblemsAsLost() throws IOException {
    String where = StoreKind.FILE.fresh(folder);
    try (StoreProgram program = StoreProgram.start(0, where, "claim")) {
      assertThat(program.next()).isEqualTo("open");
      assertThat(program.next()).isEqualTo("claimed 2");
      program.kill();
    }
    try (JobStore store = JobStore.open(where, 2, end -> {})) {
      assertThat(store.load().running()).isZero();
      assertThat(store.claim("parent", 3, Duration.ofMinutes(1)))
          .extracting(Task::lost)
          .containsExactly(1, 1, 0);
    }
  }

  @Test
  void open_fileThatAnotherProcessHas_isRefusedInOneSentence() throws IOException {
    String where = StoreKind.FILE.fresh(folder);
    try (StoreProgram program = StoreProgram.start(0, where, "hold")) {
      assertThat(program.next()).isEqualTo("open");
      StoreException thrown =
          catchThrowableOfType(StoreException.class, () -> JobStore.open(where, 2, end -> {}));
      assertThat(thrown.reason()).isEqualTo(StoreException.Reason.IN_USE);
      assertThat(thrown)
          .hasMessage(
              "another process has the store " + where + ".mv.db; end it, or name another file");
      program.kill();
    }
    JobStore.open(where, 2, end -> {}).close();
  }

  @Test
  void submit_diskIsFull_saysSoAndTheNextProcessHasAllThatWasTold() throws IOException {
    String where = StoreKind.FILE.fresh(folder);
    List<String> told = new ArrayList<>();
    try (StoreProgram program = StoreProgram.start(2000, where, "fill")) {
      String line = program.next();
      for (; line.equals("open") || line.startsWith("submitted"); line = program.next()) {
        told.add(line);
      }
      assertThat(line).isEqualTo("over FULL");
      assertThat(program.next())
          .isEqualTo(
              "FULL no room is left for the store "
                  + where
                  + ".mv.db; make some, and start the server again");
      assertThat(program.next()).startsWith("FULL ");
      program.kill();
    }
    assertThat(told).hasSizeGreaterThan(10);
    try (JobStore store = JobStore.open(where, 2, end -> {})) {
      assertKept(store, told);
      decideRest(store);
      List<Job> jobs = store.list(Optional.empty(), 10_000, "").jobs();
      assertThat(jobs).hasSizeBetween(told.size() - 1, told.size()); // what failed is there or not
      jobs.forEach(job -> assertDecidedOnce(store, job));
    }
  }

  @Test
  void open_diskIsFullAtFirst_succeedsLater() throws IOException {
    String where = StoreKind.FILE.fresh(folder);
    for (int limitKb : List.of(8, 24, 48, 64, 80)) {
      try (StoreProgram program = StoreProgram.start(limitKb, where, "hold")) {
        assertThat(program.next()).matches("open|FULL no room is left .*");
      }
    }
    JobStore.open(where, 2, end -> {}).close();
  }
}
