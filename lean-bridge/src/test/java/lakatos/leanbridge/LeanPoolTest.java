package lakatos.leanbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the pool promises, on processes that misbehave on demand. */
@Timeout(120)
final class LeanPoolTest {
  private static final Limits LIMITS = Limits.DEFAULT.withWall(Duration.ofSeconds(20));
  private static final PoolOptions ONE = PoolOptions.DEFAULT.withSize(1);

  private static LeanPool pool(PoolOptions options) {
    return new LeanPool(ScriptedRepl.toolchain("well"), options);
  }

  private static JsonNode ask(LeanPool pool, String behaviour) {
    return pool.ask("", ScriptedRepl.request(behaviour), LIMITS, Optional.empty());
  }

  private static LeanException failure(LeanPool pool, String behaviour) {
    return catchThrowableOfType(LeanException.class, () -> ask(pool, behaviour));
  }

  @Test
  void ask_oneAfterTheOther_reusesTheProcess() {
    try (LeanPool pool = pool(ONE)) {
      assertThat(ask(pool, "a").path("pid")).isEqualTo(ask(pool, "b").path("pid"));
      assertThat(pool.stats().started()).isEqualTo(1);
    }
  }

  @Test
  void ask_processThatWorkedHardToStart_isNotTakenForOneThatNeverRests() throws Exception {
    try (LeanPool pool = new LeanPool(ScriptedRepl.toolchain("busy"), ONE)) {
      while (pool.stats().idle() == 0) {
        Thread.onSpinWait();
      }
      assertThat(ask(pool, "a").has("pid")).isTrue();
      assertThat(pool.stats().started()).isEqualTo(1);
    }
  }

  @Test
  void ask_processDiesOverIt_isTriedOnAFreshOne(@TempDir Path folder) {
    try (LeanPool pool = pool(ONE)) {
      JsonNode reply = ask(pool, "die once " + folder.resolve("mark"));
      assertThat(reply.has("pid")).isTrue();
      assertThat(pool.stats().died()).isEqualTo(1);
      assertThat(pool.stats().started()).isEqualTo(2);
    }
  }

  @Test
  void ask_processDiesTwice_isReportedAndThePoolGoesOn() {
    try (LeanPool pool = pool(ONE)) {
      assertThat(failure(pool, "die").reason()).isEqualTo(LeanException.Reason.DIED);
      assertThat(pool.stats().died()).isEqualTo(2);
      assertThat(ask(pool, "well").has("pid")).isTrue();
    }
  }

  @Test
  void ask_idleProcessWasKilled_startsAnother() throws Exception {
    try (LeanPool pool = pool(ONE)) {
      long first = ask(pool, "a").path("pid").asLong();
      ProcessHandle process = ProcessHandle.of(first).orElseThrow();
      process.destroyForcibly();
      process.onExit().get(10, TimeUnit.SECONDS);
      assertThat(ask(pool, "b").path("pid").asLong()).isNotEqualTo(first);
    }
  }

  @Test
  void ask_enoughRequests_replacesTheProcess() {
    PoolOptions options = new PoolOptions(1, 10, 3, Duration.ofHours(1), 1L << 40, 1L << 40);
    try (LeanPool pool = pool(options)) {
      long first = ask(pool, "a").path("pid").asLong();
      ask(pool, "b");
      assertThat(ask(pool, "c").path("pid").asLong()).isNotEqualTo(first);
      assertThat(pool.stats().recycled()).isGreaterThanOrEqualTo(1);
    }
  }

  @Test
  void ask_processHasGrown_replacesIt() {
    PoolOptions options = new PoolOptions(1, 10, 1_000, Duration.ofHours(1), 1L << 40, 100L << 20);
    try (LeanPool pool = pool(options)) {
      long first = ask(pool, "grow").path("pid").asLong();
      assertThat(ask(pool, "b").path("pid").asLong()).isNotEqualTo(first);
      assertThat(pool.stats().recycled()).isEqualTo(1);
    }
  }

  @Test
  void ask_manyThreads_neverMoreProcessesThanAllowedAndNoRequestLost() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (LeanPool pool = pool(PoolOptions.DEFAULT.withSize(2))) {
      List<Future<JsonNode>> replies = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        String behaviour = i % 10 == 7 ? "die" : "well";
        replies.add(threads.submit(() -> ask(pool, behaviour)));
      }
      int answered = 0;
      int died = 0;
      for (Future<JsonNode> reply : replies) {
        try {
          answered += reply.get().has("pid") ? 1 : 0;
        } catch (java.util.concurrent.ExecutionException e) {
          died++;
        }
      }
      assertThat(answered).isEqualTo(54);
      assertThat(died).isEqualTo(6);
      assertThat(pool.stats().alive()).isLessThanOrEqualTo(2);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void lease_allTakenAndTheLineFull_isBusy() {
    PoolOptions options = new PoolOptions(1, 1, 100, Duration.ofHours(1), 1L << 40, 1L << 40);
    try (LeanPool pool = pool(options);
        LeanPool.Lease taken = pool.lease("", Optional.empty())) {
      Thread waiting =
          new Thread(
              () -> {
                var unused = failure(pool, "a");
              });
      waiting.start();
      while (pool.stats().waiting() == 0) {
        Thread.onSpinWait();
      }
      assertThat(failure(pool, "b").reason()).isEqualTo(LeanException.Reason.BUSY);
      assertThat(taken).isNotNull();
    }
  }

  @Test
  void lease_deadlinePassesInTheLine_saysSo() {
    try (LeanPool pool = pool(ONE);
        LeanPool.Lease taken = pool.lease("", Optional.empty())) {
      LeanException thrown =
          catchThrowableOfType(
              LeanException.class,
              () -> pool.lease("", Optional.of(Instant.now().plusMillis(50))).close());
      assertThat(thrown.reason()).isEqualTo(LeanException.Reason.TIMED_OUT);
      assertThat(pool.stats().waiting()).isZero();
      assertThat(taken).isNotNull();
    }
  }

  @Test
  void lease_waitingThreads_areServedInTheOrderInWhichTheyCame() throws Exception {
    List<Integer> order = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    try (LeanPool pool = pool(ONE)) {
      LeanPool.Lease taken = pool.lease("", Optional.empty());
      for (int i = 0; i < 4; i++) {
        int number = i;
        Thread thread =
            new Thread(
                () -> {
                  try (LeanPool.Lease lease = pool.lease("", Optional.empty())) {
                    lease.ask(ScriptedRepl.request("a"), LIMITS);
                    synchronized (order) {
                      order.add(number);
                    }
                  }
                });
        thread.start();
        threads.add(thread);
        while (pool.stats().waiting() <= i) {
          Thread.onSpinWait();
        }
      }
      taken.close();
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(order).containsExactly(0, 1, 2, 3);
  }

  @Test
  void close_endsProcessesAtWorkAndWakesThoseWhoWait() throws Exception {
    LeanPool pool = pool(ONE);
    CountDownLatch done = new CountDownLatch(2);
    long pid = ask(pool, "a").path("pid").asLong();
    for (int i = 0; i < 2; i++) {
      new Thread(
              () -> {
                assertThat(failure(pool, "hang").reason())
                    .isIn(LeanException.Reason.CLOSED, LeanException.Reason.DIED);
                done.countDown();
              })
          .start();
    }
    while (pool.stats().waiting() == 0) {
      Thread.onSpinWait();
    }
    pool.close();
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(failure(pool, "a").reason()).isEqualTo(LeanException.Reason.CLOSED);
  }

  @Test
  void ask_leanNeverStarts_isUnavailableAndSoonWithoutTrying() {
    try (LeanPool pool = new LeanPool(ScriptedRepl.toolchain("broken"), ONE)) {
      for (int i = 0; i < 5; i++) {
        assertThat(failure(pool, "a").reason()).isEqualTo(LeanException.Reason.UNAVAILABLE);
      }
      assertThat(failure(pool, "a")).hasMessageContaining("times in a row");
    }
  }

  @Test
  void ask_knownHeader_goesToTheProcessThatKnowsIt() {
    try (LeanPool pool = pool(PoolOptions.DEFAULT.withSize(2))) {
      long mathlib;
      try (LeanPool.Lease one = pool.lease("Mathlib", Optional.empty());
          LeanPool.Lease two = pool.lease("Std", Optional.empty())) {
        mathlib = one.ask(ScriptedRepl.request("a"), LIMITS).path("pid").asLong();
        two.ask(ScriptedRepl.request("a"), LIMITS);
      }
      for (int i = 0; i < 3; i++) {
        JsonNode reply = pool.ask("Mathlib", ScriptedRepl.request("a"), LIMITS, Optional.empty());
        assertThat(reply.path("pid").asLong()).isEqualTo(mathlib);
        pool.ask("Std", ScriptedRepl.request("a"), LIMITS, Optional.empty());
      }
    }
  }
}
