package lakatos.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import lakatos.leanbridge.SharedLean;
import lakatos.prover.Budget;
import lakatos.prover.Closers;
import lakatos.session.SessionException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions with real Lean. */
final class SessionIT {
  private static final Budget AMPLE = new Budget(Duration.ofMinutes(1));
  private static final String FIB =
      "def tri : Nat → Nat\n  | 0 => 0\n  | n + 1 => tri n + (n + 1)\n\n";
  private static final String GOAL =
      FIB + "theorem goal (n : Nat) : 8 * tri n + 1 = (2 * n + 1) ^ 2";

  @TempDir Path temporary;

  private final Engine engine =
      Engine.ofPortfolio(SharedLean.pool(), SharedLean.verifier(), Closers.standard());
  private Session session;
  private Workshop workshop;

  @BeforeEach
  void create() {
    session = Session.create(folder(), "triangles", "", "ada", Clock.systemUTC());
    workshop = new Workshop(session, engine);
  }

  @AfterEach
  void close() {
    session.close();
  }

  private Path folder() {
    return temporary.resolve("s");
  }

  private void reopen() {
    session.close();
    session = Session.open(folder(), "ada", Clock.systemUTC());
    workshop = new Workshop(session, engine);
  }

  private void prove(String name) throws InterruptedException {
    try (Jobs jobs = new Jobs(session, engine, 1)) {
      jobs.prove(name, AMPLE);
      jobs.await();
    }
  }

  private Status status(String name) {
    return session.state().status(session.node(name));
  }

  @Test
  void check_goalProvedFromALemma_isProvedWhole() throws Exception {
    workshop.lock(GOAL, "");
    workshop.lemma(
        "closed (n : Nat) : 2 * tri n = n * (n + 1)",
        "",
        java.util.List.of(),
        java.util.List.of("goal"));
    Search search = new Search(session, engine, "goal");
    session.append(search.written("by\n  have h := closed n\n  grind", false));
    assertThat(status("goal")).hasToString("conditional on closed");
    Workshop.Check conditional = workshop.check("goal");
    assertThat(conditional.verdict().isProved()).as(conditional.reason()).isTrue();
    assertThat(conditional.isProved()).isFalse();
    prove("closed");
    assertThat(status("goal")).hasToString("proved");
    reopen();
    assertThat(status("goal")).hasToString("proved");
    Workshop.Check whole = workshop.check("goal");
    assertThat(whole.isProved()).as(whole.reason()).isTrue();
    assertThat(whole.assembly().file()).contains("theorem closed", "theorem goal (n : Nat)");
  }

  @Test
  void lock_editedFile_isRefusedUntilLockedAnew() throws Exception {
    workshop.lock(GOAL, "");
    prove("goal");
    Path file = folder().resolve("statement.lean");
    Files.writeString(file, Files.readString(file).replace("+ 1 =", "+ 1 ≤"));
    reopen();
    SessionException refused =
        catchThrowableOfType(SessionException.class, () -> workshop.check("goal"));
    assertThat(refused.reason()).isEqualTo(Reason.TAMPERED);
    assertThat(refused)
        .hasMessageContaining("- theorem goal")
        .hasMessageContaining("+ theorem goal");
  }
}
