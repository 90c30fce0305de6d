package lakatos.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import lakatos.leanbridge.SharedLean;
import lakatos.leanbridge.Statement;
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
    workshop.lemma("closed (n : Nat) : 2 * tri n = n * (n + 1)", "", List.of(), List.of("goal"));
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
    Files.writeString(file, Files.readString(file).replace("+ 1 = (", "+ 1 ≤ ("));
    reopen();
    SessionException refused =
        catchThrowableOfType(SessionException.class, () -> workshop.check("goal"));
    assertThat(refused.reason()).isEqualTo(Reason.TAMPERED);
    assertThat(refused)
        .hasMessageContaining("- theorem goal")
        .hasMessageContaining("+ theorem goal");
  }

  @Test
  void sketch_gapsBecomeLemmas_andTheirProofsTheNodes() throws Exception {
    workshop.lock(GOAL, "");
    Line line =
        workshop.sketch(
            "goal",
            """
            by
              have closed : 2 * tri n = n * (n + 1) := by
                induction n with
                | zero => sorry
                | succ m ih => sorry
              have square : (2 * n + 1) ^ 2 = 4 * (n * (n + 1)) + 1 := by sorry
              omega""");
    assertThat(line.entry().sentence())
        .isEqualTo("sketched goal; gaps: goal_gap, goal_gap2, goal_square");
    assertThat(session.node("goal_gap2").text()).contains("(m : Nat)", "(ih : ");
    assertThat(status("goal")).hasToString("sketched on goal_gap, goal_gap2, goal_square");
    for (String gap : List.of("goal_gap", "goal_gap2", "goal_square")) {
      prove(gap);
    }
    assertThat(status("goal")).hasToString("proved");
    Workshop.Check whole = workshop.check("goal");
    assertThat(whole.isProved()).as(whole.reason()).isTrue();
  }

  @Test
  void sketch_thatHasErrors_isRefusedWithLeansWords() {
    workshop.lock(GOAL, "");
    SessionException refused =
        catchThrowableOfType(
            SessionException.class,
            () -> workshop.sketch("goal", "by\n  have h : n = 1 := by omega\n  sorry"));
    assertThat(refused)
        .hasMessageContaining("errors beside its gaps")
        .hasMessageContaining("omega");
  }

  @Test
  void refute_falseLemma_hasAWitnessAndInvalidatesWhatRestsOnIt() throws Exception {
    workshop.lock(GOAL, "");
    workshop.lemma("small (n : Nat) : tri n < 2 * n + 3", "", List.of(), List.of("goal"));
    assertThat(workshop.probe("small", Duration.ofSeconds(20)))
        .anyMatch(line -> line.startsWith("fatal: "))
        .anyMatch(line -> line.startsWith("it seems to fail"));
    try (Jobs jobs = new Jobs(session, engine, 1)) {
      jobs.refute("small", AMPLE);
      jobs.await();
    }
    assertThat(status("small")).hasToString("refuted");
    assertThat(session.state().refutation(session.node("small")).orElseThrow().witness())
        .isEqualTo("5");
  }

  @Test
  void lock_anotherStatementOfTheName_outdatesTheProof() throws Exception {
    workshop.lock("theorem t (n : Nat) : n < n + 1", "");
    prove("t");
    session.unlock("t", "too weak");
    Entry.Locked locked =
        (Entry.Locked) workshop.lock("theorem t (n : Nat) : n < n + 2", "").entry();
    assertThat(locked.outdates()).containsExactly("t");
    assertThat(status("t")).hasToString("outdated");
    assertThat(session.since("3")).contains("- theorem t (n : Nat) : n < n + 1");
  }

  @Test
  void simplify_longProof_isShorterAndStillOne() {
    workshop.lock("theorem t (a b : Nat) (h : a < b) : a + 1 ≤ b", "");
    workshop.take(
        "t", "by\n  have one : a ≤ b := by omega\n  have two : a ≠ b := by omega\n  omega");
    assertThat(workshop.simplify("t", "", Duration.ofSeconds(20))).isPresent();
    Entry.Proved simpler = session.state().proof(session.node("t")).orElseThrow();
    assertThat(simpler.source()).doesNotContain("have");
    assertThat(workshop.check("t").isProved()).isTrue();
  }

  @Test
  void cancel_search_endsItAndSaysSo() throws Exception {
    workshop.lock(
        "theorem t (a b c n : Nat) (h : 4 < n * a * b) (hn : 2 < n) : a ^ n + b ^ n ≠ c ^ n", "");
    java.util.concurrent.CountDownLatch begun = new java.util.concurrent.CountDownLatch(1);
    session.listen(
        line -> {
          if (line.entry() instanceof Entry.ProofBegun) {
            begun.countDown();
          }
        });
    try (Jobs jobs = new Jobs(session, engine, 1)) {
      jobs.prove("t", AMPLE);
      begun.await();
      jobs.cancel("t");
    }
    assertThat(session.history().path())
        .last()
        .extracting(line -> line.entry().sentence())
        .isEqualTo("t: cancelled");
    assertThat(session.state().begun()).isEmpty();
  }

  @Test
  void export_provedGoal_writesWhatLeanAcceptsAndReports() throws Exception {
    workshop.lock("theorem t (a b : Nat) (h : a < b) : a + 1 ≤ b", "If a < b then a + 1 ≤ b.");
    prove("t");
    Path out = temporary.resolve("out");
    new Export(session, workshop, out).write(java.util.EnumSet.allOf(Export.Form.class));
    String lean = Files.readString(out.resolve("t.lean"));
    assertThat(
            SharedLean.verifier().audit(lean, lakatos.leanbridge.Limits.DEFAULT, true).theorems())
        .allMatch(theorem -> theorem.verdict().isProved());
    assertThat(out.resolve("t-challenge/comparator.json"))
        .content()
        .contains("\"theorem_names\" : [ \"t\" ]");
    assertThat(out.resolve("dag.svg")).content().startsWith("<svg ").contains(">t</text>");
    assertThat(out.resolve("report.md"))
        .content()
        .contains("Proved. Hypotheses: none. Axioms:", "sha256:");
    assertThat(out.resolve("report.tex")).content().contains("\\end{document}");
    assertThat(out.resolve("session.json")).content().contains("\"proved\" : true");
  }

  @Test
  void lock_fileThatWasEdited_isTakenAfterUnlocking() throws Exception {
    workshop.lock(GOAL, "");
    Path file = folder().resolve("statement.lean");
    Files.writeString(file, Files.readString(file).replace("+ 1 = (", "+ 1 ≤ ("));
    session.unlock("goal", "equality is more than is needed");
    workshop.lock(Files.readString(file), "");
    assertThat(session.node("goal").text()).contains("+ 1 ≤");
    assertThat(session.state().preamble()).doesNotContain("sha256");
    session.requireLocks();
    assertThat(folder().resolve("statement.lean.edited1")).exists();
  }

  @Test
  void lemma_fileOfANodeThatWasEdited_statesItAnew() throws Exception {
    workshop.lock(GOAL, "");
    workshop.lemma("one (n : Nat) : tri n ≤ n * n", "", List.of(), List.of("goal"));
    workshop.lemma("two (n : Nat) : tri n < n * n + 1", "", List.of("one"), List.of());
    Path file = folder().resolve("nodes/two.lean");
    workshop.lemma(Files.readString(file).replace("+ 1", "+ 2"), "", List.of(), List.of());
    assertThat(session.node("two").text()).isEqualTo("theorem two (n : Nat) : tri n < n * n + 2");
    assertThat(session.node("two").uses()).containsExactly("one");
    assertThat(session.state().definitions()).isEmpty();
  }

  @Test
  void sketch_wordsThatAreUnderstood_areStepsOfTheirOwn() {
    List<String> told =
        workshop.lockWords(
            "t", "Show that for all natural numbers n, n^2 + n is even.", Duration.ofSeconds(30));
    assertThat(told).first().asString().startsWith("theorem t : ∀ ");
    workshop.sketch("t", "For all natural numbers n, n * (n + 1) is even.");
    assertThat(status("t")).hasToString("sketched on t_step1, t_gap");
    SessionException refused =
        catchThrowableOfType(
            SessionException.class, () -> workshop.sketch("t", "This is clear from the picture."));
    assertThat(refused).hasMessageContaining("was not understood");
  }

  @Test
  void simplify_withoutAnImport_standsWithoutIt() throws Exception {
    workshop.lock("import Init\nimport Std\ntheorem t (n : Nat) : n + 0 = n", "");
    session.append(new Search(session, engine, "t").written("by\n  have h := 1\n  simp", false));
    assertThat(workshop.simplify("t", "Std", Duration.ofSeconds(30))).isPresent();
    assertThat(status("t")).hasToString("proved");
    assertThat(session.state().statement(session.node("t")).header()).contains("import Std");
  }

  @Test
  void simplify_withoutAnImportThatTheStatementNeeds_isRefused() throws Exception {
    workshop.lock("import Std\ntheorem t (m : Std.HashMap Nat Nat) : m.size = m.size", "");
    session.append(new Search(session, engine, "t").written("by rfl", false));
    assertThat(
            catchThrowableOfType(
                SessionException.class,
                () -> workshop.simplify("t", "Std", Duration.ofSeconds(30))))
        .hasMessageContaining("t without import Std does not elaborate");
  }

  /** As if the library had lost a name since then. */
  @Test
  void check_lockThatNoLongerElaborates_isOneSentenceAndNothingIsLost() throws Exception {
    workshop.lock("theorem t : Nat.succ 1 = 2", "");
    session.append(new Search(session, engine, "t").written("by rfl", false));
    assertThat(workshop.check("t").isProved()).isTrue();
    String before = session.state().hash(session.node("t"));
    Statement then = session.state().statement(session.node("t"));
    session.close();
    String text = then.text().replace("succ", "gone");
    String after = Fingerprint.of(new Statement(then.header(), then.preamble(), text));
    try (Stream<Path> files = Files.walk(folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String written = Files.readString(file);
        Files.writeString(file, written.replace("Nat.succ", "Nat.gone").replace(before, after));
      }
    }
    session = Session.open(folder(), "ada", Clock.systemUTC());
    workshop = new Workshop(session, engine);
    assertThat(status("t")).hasToString("proved");
    SessionException fault =
        catchThrowableOfType(SessionException.class, () -> workshop.check("t"));
    assertThat(fault)
        .hasMessageContaining("t no longer elaborates under")
        .hasMessageContaining("nothing is lost");
    assertThat(status("t")).hasToString("proved");
  }
}
