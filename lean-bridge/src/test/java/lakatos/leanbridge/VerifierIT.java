package lakatos.leanbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the verifier says, and where it says it, with real Lean. */
final class VerifierIT {
  private static final Statement SUM = Statement.of("theorem t (a b : Nat) : a + b = b + a");

  private static Verdict verify(Statement statement, String candidate) {
    return SharedLean.verifier().verify(statement, candidate, Limits.DEFAULT, false);
  }

  private static LeanException unusable(Statement statement) {
    return catchThrowableOfType(
        LeanException.class, () -> verify(statement, statement.text() + " := sorry"));
  }

  @Test
  void verify_proof_isProvedWithItsToolchain() {
    Verdict verdict = verify(SUM, SUM.text() + " := by omega");
    assertThat(verdict).isInstanceOf(Verdict.Proved.class);
    Verdict.Proved proved = (Verdict.Proved) verdict;
    assertThat(proved.constants()).last().isEqualTo("t");
    assertThat(proved.toolchain()).contains("Lean 4.").contains("official");
    assertThat(proved.strict()).isFalse();
  }

  @Test
  void verify_strict_namesItsTier() {
    Verdict verdict =
        SharedLean.verifier().verify(SUM, SUM.text() + " := by omega", Limits.DEFAULT, true);
    assertThat(((Verdict.Proved) verdict).strict()).isTrue();
  }

  @Test
  void verify_usedAxioms_areListed() {
    Statement em = Statement.of("theorem em' (p q : Prop) (h : p ↔ q) : p = q");
    Verdict verdict = verify(em, em.text() + " := propext h");
    assertThat(((Verdict.Proved) verdict).axioms()).containsExactly("propext");
  }

  @Test
  void verify_proofThatFails_hasLeansMessageWithItsPlaceInTheCandidate() {
    Verdict verdict = verify(SUM, "-- a try\n" + SUM.text() + " := by\n  exact Nat.le_refl a\n");
    assertThat(verdict).isInstanceOf(Verdict.Failed.class);
    Message error = ((Verdict.Failed) verdict).messages().get(0);
    assertThat(error.isError()).isTrue();
    assertThat(error.line()).isEqualTo(3);
    assertThat(error.column()).isEqualTo(2);
    assertThat(error.end()).contains(new Message.Place(3, 21));
  }

  private static List<List<String>> goalsOfErrors(Statement statement, String proof) {
    Verdict verdict =
        SharedLean.verifier().verifyWithGoals(statement, statement.text() + proof, Limits.DEFAULT);
    assertThat(verdict).isInstanceOf(Verdict.Failed.class);
    return ((Verdict.Failed) verdict)
        .messages().stream().filter(Message::isError).map(Message::goals).toList();
  }

  @Test
  void verify_withoutAskingForGoals_hasNone() {
    Verdict verdict = verify(SUM, SUM.text() + " := by\n  exact x");
    assertThat(((Verdict.Failed) verdict).messages().get(0).goals()).isEmpty();
  }

  @Test
  void verifyWithGoals_proofThatFails_hasTheGoalsBeforeTheTacticThatDid() {
    Statement both = Statement.of("theorem t (a b : Nat) (h : a = b) : b = a ∧ a + b = b + a");
    String proof =
        """
         := by
          constructor
          · rw [h, nothing]
          · have : b = 4 := by
              subst h
              exact (fun x => x) nonsense
            omega
        """;
    assertThat(goalsOfErrors(both, proof))
        .containsExactly(
            List.of("case left\na b : Nat\nh : a = b\n⊢ b = b"), List.of("a : Nat\n⊢ a = 4"));
  }

  @Test
  void verifyWithGoals_tacticThatRunsOnManyGoals_hasThemAll() {
    Statement both = Statement.of("theorem t (p q : Prop) (h : q) : p ∧ q");
    assertThat(goalsOfErrors(both, " := by\n  constructor <;> exact h"))
        .containsExactly(
            List.of("case left\np q : Prop\nh : q\n⊢ p", "case right\np q : Prop\nh : q\n⊢ q"));
  }

  @Test
  void verifyWithGoals_errorOutsideOfTactics_hasNoGoals() {
    assertThat(goalsOfErrors(SUM, " := nonsense")).containsExactly(List.of());
  }

  @Test
  void verifyWithGoals_goalsOfAnyLength_areShownInPart() {
    Statement many = Statement.of("theorem t (p : Nat → Prop) : p 0");
    String hypotheses =
        IntStream.range(0, 150)
            .mapToObj(i -> "  have h" + i + " : " + i + " + 0 = " + i + " := rfl\n")
            .collect(Collectors.joining());
    List<List<String>> goals =
        goalsOfErrors(many, " := by\n" + hypotheses + "  exact x\n" + "#check y\n".repeat(9));
    assertThat(goals).hasSize(10);
    assertThat(goals.get(0).get(0))
        .startsWith("p : Nat → Prop\nh0 : 0 + 0 = 0\n")
        .contains(" ... ")
        .endsWith("\n⊢ p 0")
        .hasSizeLessThan(2100);
    assertThat(goals.subList(1, 10)).containsOnly(List.of());
  }

  @Test
  void verifyWithGoals_optionsOfTheCandidate_doNotDecideWhatGoalsLookLike() {
    assertThat(goalsOfErrors(SUM, " := by\n  set_option pp.all true in exact x"))
        .containsExactly(List.of("a b : Nat\n⊢ a + b = b + a"));
  }

  @Test
  void verify_windowsLineEnds_areReadAsLeanReadsThem() {
    assertThat(verify(SUM, SUM.text() + " := by\r\n  omega\r\n").isProved()).isTrue();
  }

  @Test
  void verify_sameQuestionAgain_isAnsweredFromMemory() {
    String candidate = SUM.text() + " := by grind";
    Verdict first = verify(SUM, candidate);
    assertThat(verify(SUM, candidate)).isSameAs(first);
  }

  @Test
  void verify_statementThatDoesNotElaborate_isUnusableWithPlace() {
    LeanException thrown = unusable(Statement.of("theorem t (a : Nat) :\n  a + = b"));
    assertThat(thrown.reason()).isEqualTo(LeanException.Reason.UNUSABLE);
    assertThat(thrown).hasMessage("the statement does not elaborate");
    assertThat(thrown.messages().get(0).line()).isEqualTo(2);
  }

  @Test
  void verify_headerWithAnError_isUnusable() {
    LeanException thrown = unusable(new Statement("open Nonsense", "", SUM.text()));
    assertThat(thrown).hasMessage("the header does not elaborate");
  }

  @Test
  void verify_unknownImport_saysWhichAndWhichThereAre() {
    LeanException thrown = unusable(new Statement("import Mathlab", "", SUM.text()));
    assertThat(thrown)
        .hasMessageContaining("there is no module Mathlab;")
        .hasMessageContaining("Init, ");
  }

  @Test
  void verify_notATheorem_isUnusable() {
    assertThat(unusable(Statement.of("def x : Nat")))
        .hasMessage("the statement declares no theorem");
  }

  @Test
  void verify_twoTheorems_isUnusable() {
    Statement two = Statement.of("theorem a : 1 = 1 := rfl\ntheorem b : 2 = 2");
    assertThat(unusable(two)).hasMessage("the statement declares 2 theorems instead of one");
  }

  @Test
  void verify_preamble_isSeenByStatementAndCandidate() {
    Statement doubled =
        new Statement("", "def dbl (n : Nat) := n + n", "theorem d (n : Nat) : dbl n = 2 * n");
    assertThat(verify(doubled, doubled.text() + " := by unfold dbl; omega").isProved()).isTrue();
  }

  @Test
  void verify_openNamespaceOfTheHeader_isInForce() {
    Statement opened = new Statement("open Nat", "", "theorem s (n : Nat) : succ n = n + 1");
    assertThat(verify(opened, opened.text() + " := rfl").isProved()).isTrue();
  }

  @Test
  void verify_candidateBeyondItsTime_isCancelledAndTheProcessStays() {
    verify(SUM, SUM.text() + " := by simp"); // a process is there
    long killed = SharedLean.pool().stats().killed();
    Statement hard = Statement.of("theorem h : ∀ n, n < 3000000000 → n * n ≠ 2000000011");
    Verdict verdict =
        SharedLean.verifier()
            .verify(
                hard,
                "set_option maxRecDepth 100000000 in\nset_option maxHeartbeats 0 in\n"
                    + hard.text()
                    + " := by simp; decide",
                Limits.DEFAULT.withWall(Duration.ofSeconds(1)),
                false);
    assertThat(verdict.isProved()).isFalse();
    assertThat(SharedLean.pool().stats().killed()).isEqualTo(killed);
  }

  @Test
  void verify_loopThatNothingCancels_isKilledSoonAfterItsTime() {
    Verdict verdict =
        SharedLean.verifier()
            .verify(
                SUM,
                "partial def spin (n : Nat) : IO Unit := spin (n + 1)\n#eval spin 0\n",
                Limits.DEFAULT.withWall(Duration.ofSeconds(1)),
                false);
    assertThat(verdict).isInstanceOf(Verdict.TimedOut.class);
    assertThat(((Verdict.TimedOut) verdict).killed()).isTrue();
    assertThat(verdict.wall()).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void verify_processEndedByTheCandidate_isCrashed() {
    Verdict verdict =
        verify(SUM, "#eval (IO.Process.exit 0 : IO Unit)\n" + SUM.text() + " := sorry");
    assertThat(verdict).isInstanceOf(Verdict.Crashed.class);
    assertThat(verify(SUM, SUM.text() + " := by exact Nat.add_comm a b").isProved()).isTrue();
  }

  @Test
  void verify_fiveMegabytes_areRead() {
    String padding = "-- padding padding padding padding padding padding\n".repeat(100_000);
    assertThat(verify(SUM, padding + SUM.text() + " := by omega").isProved()).isTrue();
  }

  @Test
  void verifyRefutation_proofOfTheNegation_isProved() {
    Statement wrong = Statement.of("theorem w (a b : Nat) : a - b + b = a");
    String candidate =
        "theorem w_false : ¬ (∀ (a b : Nat), a - b + b = a) := by\n  intro h\n  have := h 0 1\n  omega";
    Verdict verdict =
        SharedLean.verifier().verifyRefutation(wrong, "w_false", candidate, Limits.DEFAULT, true);
    assertThat(verdict.isProved()).isTrue();
  }

  @Test
  void verifyRefutation_proofOfSomethingElse_isRejected() {
    Statement wrong = Statement.of("theorem w (a b : Nat) : a - b + b = a");
    String candidate =
        "theorem w_false : ¬ (∀ (a b : Nat), a - b + b = a + 1) := by\n  intro h\n  have := h 0 0\n  omega";
    Verdict verdict =
        SharedLean.verifier().verifyRefutation(wrong, "w_false", candidate, Limits.DEFAULT, false);
    assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
  }

  @Test
  void audit_file_judgesEachTheorem() {
    String source =
        """
        import Std
        namespace A
        theorem good : 1 + 1 = 2 := rfl
        theorem hole : 1 = 2 := sorry
        theorem leaning : 1 = 2 := hole
        theorem both : 2 = 2 ∧ 1 + 1 = 2 := ⟨rfl, good⟩
        theorem B.dotted : 2 = 2 := rfl
        def double (n : Nat) := n + n
        theorem defined : double 1 = 2 := by rfl
        end A
        """;
    for (boolean strict : List.of(false, true)) {
      Verifier.Audit audit = SharedLean.verifier().audit(source, Limits.DEFAULT, strict);
      List<String> proved =
          audit.theorems().stream()
              .filter(theorem -> theorem.verdict().isProved())
              .map(Verifier.Audited::theorem)
              .toList();
      assertThat(proved)
          .as("in the order of the file")
          .containsExactly("A.good", "A.both", "A.B.dotted", "A.defined");
      assertThat(audit.theorems()).hasSize(6);
    }
  }

  @Test
  void verify_statementsLockedByAnEarlierCandidate_areNot() {
    // the candidate runs code that tries to change what the next statement means
    Statement meta = new Statement("import Lean", "", "theorem x : 1 = 1");
    String tampering =
        """
        open Lean Elab Command in
        run_cmd do
          let opts ← getOptions
          modifyScope fun s => { s with opts := opts.setBool `debug.skipKernelTC true }
        theorem x : 1 = 1 := rfl
        """;
    verify(meta, tampering);
    Statement wrong = new Statement("import Lean", "", "theorem y : 1 = 2");
    assertThat(verify(wrong, wrong.text() + " := by decide").isProved()).isFalse();
  }

  @Test
  void verify_headerWithPrelude_seesWhatItImportsAndNoMore() {
    Statement early = new Statement("prelude\nimport Init.Core\n", "", SUM.text());
    assertThat(verify(early, SUM.text() + " := Nat.add_comm a b"))
        .isInstanceOf(Verdict.Failed.class);
    Statement later = new Statement("prelude\nimport Init.Data.Nat.Basic\n", "", SUM.text());
    assertThat(verify(later, SUM.text() + " := Nat.add_comm a b").isProved()).isTrue();
  }

  @Test
  void verify_ownDefinitionOfWhatTheKernelComputes_isRejected() {
    // the kernel would take gcd 2 4 for 2 by its name, and for 5 by its definition
    Statement early = new Statement("prelude\nimport Init.Core\n", "", "theorem t : 1 = 1");
    String gcd =
        """
        def Nat.gcd (a b : Nat) : Nat := 5
        theorem own : Nat.gcd 2 4 = Nat.gcd 2 4 := rfl
        """;
    String proof = " := (fun _ => rfl : Nat.gcd 2 4 = Nat.gcd 2 4 → 1 = 1) own";
    Verdict verdict = verify(early, gcd + early.text() + proof);
    assertThat(((Verdict.Rejected) verdict).objections())
        .extracting(Objection::code)
        .contains("malformed");
  }
}
