package lakatos.leanbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The conversation with one process, the process being one that misbehaves on demand. */
final class LeanWorkerTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static LeanWorker worker() {
    return new LeanWorker(ScriptedRepl.toolchain("well"));
  }

  private static LeanException failure(LeanWorker worker, String behaviour, Duration limit) {
    return catchThrowableOfType(
        LeanException.class, () -> worker.ask(ScriptedRepl.request(behaviour), limit));
  }

  @Test
  void ask_answersWithTheReplyToThisRequest() {
    try (LeanWorker worker = worker()) {
      assertThat(worker.ask(ScriptedRepl.request("anything"), LIMIT).path("pid").asLong())
          .isEqualTo(worker.pid());
    }
  }

  @Test
  void ask_forgedReplies_areDropped() {
    try (LeanWorker worker = worker()) {
      assertThat(worker.ask(ScriptedRepl.request("forge"), LIMIT).has("verdict")).isFalse();
    }
  }

  @Test
  void ask_replyToAnotherRequest_isDropped() {
    try (LeanWorker worker = worker()) {
      assertThat(worker.ask(ScriptedRepl.request("stale"), LIMIT).has("verdict")).isFalse();
    }
  }

  @Test
  void ask_floodOnBothPipes_blocksNobody() {
    try (LeanWorker worker = worker()) {
      assertThat(worker.ask(ScriptedRepl.request("flood"), LIMIT).has("pid")).isTrue();
    }
  }

  @Test
  void ask_pastLimitAndGrace_killsTheProcess() {
    try (LeanWorker worker = worker()) {
      LeanException thrown = failure(worker, "hang", Duration.ofMillis(200));
      assertThat(thrown.reason()).isEqualTo(LeanException.Reason.TIMED_OUT);
      assertThat(thrown).hasMessage("no reply within PT0.2S");
      assertThat(worker.alive()).isFalse();
    }
  }

  @Test
  void ask_processThatDoesNotReadALongRequest_isKilledAtTheLimitToo() {
    try (LeanWorker worker = new LeanWorker(ScriptedRepl.toolchain("deaf"))) {
      LeanException thrown = failure(worker, "x".repeat(1 << 22), Duration.ofMillis(200));
      assertThat(thrown.reason()).isEqualTo(LeanException.Reason.TIMED_OUT);
      assertThat(worker.alive()).isFalse();
    }
  }

  @Test
  void start_childSeesNoVariablesButThoseThatLeanNeeds() {
    try (LeanWorker worker = worker()) {
      JsonNode reply = worker.ask(ScriptedRepl.request("environment"), LIMIT);
      assertThat(Json.strings(reply.path("environment")))
          .contains("PATH")
          .allMatch(name -> name.matches("PATH|HOME|USER|TMPDIR|LANG|LD_LIBRARY_PATH|[A-Z]+_.*|_"))
          .noneMatch(name -> name.startsWith("LAKATOS_") || name.startsWith("MAVEN_"));
    }
  }

  @Test
  void ask_processEnds_saysThatItDied() {
    try (LeanWorker worker = worker()) {
      LeanException thrown = failure(worker, "die", LIMIT);
      assertThat(thrown.reason()).isEqualTo(LeanException.Reason.DIED);
      assertThat(worker.alive()).isFalse();
    }
  }

  @Test
  void ask_killedFromOutside_saysThatItDied() {
    try (LeanWorker worker = worker()) {
      ProcessHandle.of(worker.pid()).orElseThrow().destroyForcibly();
      assertThat(failure(worker, "slow", LIMIT).reason()).isEqualTo(LeanException.Reason.DIED);
    }
  }

  @Test
  void ask_refusedRequest_throwsTheSentenceAndTheWorkerLives() {
    try (LeanWorker worker = worker()) {
      LeanException thrown = failure(worker, "refuse", LIMIT);
      assertThat(thrown.reason()).isEqualTo(LeanException.Reason.REFUSED);
      assertThat(thrown).hasMessage("unknown environment 7");
      assertThat(worker.alive()).isTrue();
    }
  }

  @Test
  void ask_interrupted_killsTheProcessAndKeepsTheInterrupt() throws Exception {
    try (LeanWorker worker = worker()) {
      Thread asking = Thread.currentThread();
      Thread interrupter = new Thread(asking::interrupt);
      interrupter.start();
      LeanException thrown = failure(worker, "hang", LIMIT);
      assertThat(thrown.reason()).isEqualTo(LeanException.Reason.CLOSED);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(worker.alive()).isFalse();
      interrupter.join();
    }
  }

  @Test
  void start_programThatEndsAtOnce_isUnavailableWithItsLastWords() {
    LeanException thrown =
        catchThrowableOfType(
            LeanException.class, () -> new LeanWorker(ScriptedRepl.toolchain("broken")));
    assertThat(thrown.reason()).isEqualTo(LeanException.Reason.UNAVAILABLE);
    assertThat(thrown).hasMessageContaining("no such library");
  }

  @Test
  void close_leavesNoProcess() {
    LeanWorker worker = worker();
    long pid = worker.pid();
    worker.close();
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }
}
