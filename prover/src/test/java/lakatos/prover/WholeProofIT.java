package lakatos.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.SharedLean;
import lakatos.leanbridge.Statement;
import lakatos.prover.model.LanguageModel;
import lakatos.prover.model.LocalModel;
import lakatos.prover.model.LocalOptions;
import lakatos.prover.model.ModelException;
import lakatos.prover.model.Profile;
import org.junit.jupiter.api.Test;

final class WholeProofIT {
  private static final Statement STATEMENT = Statement.of("theorem t (a b : Nat) : a + b = b + a");
  private static final Problem PROBLEM = new Problem("t", STATEMENT, Optional.empty());
  private static final Budget BUDGET = new Budget(Duration.ofMinutes(2), 4, Long.MAX_VALUE);
  private static final Profile CHAT = Profile.named("generic-chat");

  private final List<Attempt> attempts = new CopyOnWriteArrayList<>();

  private static String fenced(String proof) {
    return "Let me see.\n\n```lean4\n" + STATEMENT.text() + " := " + proof + "\n```\n";
  }

  private WholeProof policy(LanguageModel model, WholeProof.Options options) {
    return new WholeProof(
        model, CHAT, SharedLean.pool(), SharedLean.verifier(), options, attempts::add);
  }

  private ProofResult prove(ScriptedModel.Script script, int rounds, boolean exhaustive) {
    try (ScriptedModel server = new ScriptedModel(script)) {
      WholeProof.Options options =
          WholeProof.Options.of(CHAT).withRounds(rounds).withExhaustive(exhaustive).withSeed(7);
      return policy(server.model(), options).prove(PROBLEM, BUDGET);
    }
  }

  @Test
  void prove_oneOfManySamplesHolds_isProvedStrictly() {
    ProofResult result =
        prove((asked, seed) -> seed == 9 ? fenced("by omega") : fenced("by rfl"), 0, false);
    assertThat(result).isInstanceOf(ProofResult.Proved.class);
    ProofResult.Proved proved = (ProofResult.Proved) result;
    assertThat(proved.proof(STATEMENT)).contains("by omega");
    assertThat(proved.verdict().strict()).isTrue();
    assertThat(proved.effort().policy()).isEqualTo("whole-proof");
    assertThat(
            SharedLean.verifier().verify(STATEMENT, proved.source(), Limits.DEFAULT, true).word())
        .isEqualTo("proved");
  }

  @Test
  void prove_lemmasBesideTheTheorem_areKept() {
    String lemma = "theorem helper (a b : Nat) : a + b = b + a := Nat.add_comm a b";
    ProofResult result =
        prove(
            (asked, seed) ->
                "```lean4\n" + lemma + "\n\n" + STATEMENT.text() + " := helper a b\n```",
            0,
            false);
    assertThat(result).isInstanceOf(ProofResult.Proved.class);
    assertThat(((ProofResult.Proved) result).source()).contains(lemma);
    assertThat(((ProofResult.Proved) result).proof(STATEMENT)).isEmpty();
  }

  @Test
  void prove_theoremInANamespaceOfTheModels_isProvedOutsideOfIt() {
    String code =
        """
        namespace Plan.Steps
        open Nat

        private theorem helper (a b : Nat) : a + b = b + a := Nat.add_comm a b

        /-- As asked. -/
        THEOREM := by
          have h : succ a = a + 1 := rfl
          exact helper a b

        end Plan.Steps

        #print axioms Plan.Steps.t
        """;
    ProofResult result =
        prove(
            (asked, seed) -> "```lean4\n" + code.replace("THEOREM", STATEMENT.text()) + "\n```",
            0,
            false);
    assertThat(result).isInstanceOf(ProofResult.Proved.class);
    assertThat(((ProofResult.Proved) result).source()).contains("open Plan Plan.Steps\nopen Nat\n");
  }

  @Test
  void prove_equalCandidates_areCheckedOnce() {
    ProofResult result =
        prove(
            (asked, seed) -> fenced(seed % 2 == 0 ? "by rfl" : "by\n  -- by definition\n  rfl"),
            0,
            false);
    assertThat(result).isInstanceOf(ProofResult.Open.class);
    assertThat(attempts).hasSize(4);
    assertThat(attempts.stream().map(Attempt::verdict).filter("duplicate"::equals)).hasSize(2);
    assertThat(result.effort().attempts()).isEqualTo(2);
    assertThat(((ProofResult.Open) result).goals()).isNotEmpty();
  }

  @Test
  void prove_whatCannotBeAProof_isNotGivenToLean() {
    ProofResult result =
        prove((asked, seed) -> seed == 7 ? "No idea." : fenced("by sorry"), 2, false);
    assertThat(result).isInstanceOf(ProofResult.Open.class);
    assertThat(result.effort().attempts()).isZero();
    assertThat(attempts).allMatch(attempt -> attempt.verdict().equals("unusable"));
    assertThat(attempts.stream().map(attempt -> attempt.reasons().get(0).code()))
        .containsExactlyInAnyOrder("no-code", "sorry", "sorry", "sorry");
  }

  @Test
  void prove_failedProof_isCorrectedWithLeansErrors() {
    ProofResult result =
        prove(
            (asked, seed) -> fenced(asked.size() <= 2 ? "by exact " + seed : "by omega"), 2, false);
    assertThat(result).isInstanceOf(ProofResult.Proved.class);
    assertThat(result.effort().policy()).isEqualTo("correction");
    Attempt corrected =
        attempts.stream().filter(attempt -> attempt.verdict().equals("proved")).findFirst().get();
    assertThat(corrected.round()).isEqualTo(1);
    assertThat(attempts.stream().filter(attempt -> attempt.verdict().equals("failed")))
        .isNotEmpty()
        .allMatch(attempt -> !attempt.messages().isEmpty());
  }

  @Test
  void prove_whatNeverHolds_isCorrectedSoOftenAndNoMore() {
    ProofResult result = prove((asked, seed) -> fenced("by exact " + seed), 2, false);
    assertThat(result).isInstanceOf(ProofResult.Open.class);
    assertThat(attempts).hasSize(4 * 3);
    assertThat(attempts.stream().mapToInt(Attempt::round).max()).hasValue(2);
    assertThat(result.effort().tokens()).isEqualTo(120);
  }

  @Test
  void prove_anAxiomOfTheModelsOwn_isNoProof() {
    ProofResult result =
        prove(
            (asked, seed) ->
                "```lean4\naxiom cheat (a b : Nat) : a + b = b + a\n"
                    + STATEMENT.text()
                    + " := cheat a b\n```",
            0,
            false);
    assertThat(result).isInstanceOf(ProofResult.Open.class);
    assertThat(attempts.stream().map(Attempt::verdict)).contains("rejected");
  }

  @Test
  void prove_exhaustively_judgesEverySample() {
    ProofResult result =
        prove((asked, seed) -> fenced("by\n  have h := " + seed + "\n  omega"), 0, true);
    assertThat(result).isInstanceOf(ProofResult.Proved.class);
    assertThat(attempts).hasSize(4).allMatch(attempt -> attempt.verdict().equals("proved"));
  }

  @Test
  void prove_planThatIsRightButForADetail_isRepairedByThePortfolio() {
    Statement statement =
        Statement.of("theorem r (a b : Nat) (h : a < b) : a + 1 ≤ b ∧ a * b = b * a");
    String answer =
        "```lean4\n"
            + statement.text()
            + " := by\n  constructor\n  · exact nonsense h\n  · have k : a * b = b * a := by\n"
            + "      simp only [Nat.add_comm]\n    exact k\n```";
    try (ScriptedModel server = new ScriptedModel((asked, seed) -> answer)) {
      ProofResult result =
          policy(server.model(), WholeProof.Options.of(CHAT).withRounds(0))
              .repairing(Closers.standard())
              .prove(new Problem("r", statement, Optional.empty()), BUDGET);
      assertThat(result).isInstanceOf(ProofResult.Proved.class);
      assertThat(result.effort().policy()).isEqualTo("repair");
      assertThat(((ProofResult.Proved) result).source()).contains("constructor", "have k");
      assertThat(attempts.stream().map(Attempt::policy)).contains("whole-proof", "repair");
    }
  }

  @Test
  void prove_firstProof_endsWhatIsStillBeingWritten() {
    CountDownLatch never = new CountDownLatch(1);
    ScriptedModel.Script script =
        (asked, seed) -> {
          if (seed != 10) {
            never.await();
          }
          return fenced("by omega");
        };
    ProofResult result = prove(script, 0, false);
    assertThat(result).isInstanceOf(ProofResult.Proved.class);
    assertThat(attempts).hasSize(1);
  }

  @Test
  void prove_spentTokens_endTheSearch() {
    try (ScriptedModel server = new ScriptedModel((asked, seed) -> fenced("by exact " + seed))) {
      ProofResult result =
          policy(server.model(), WholeProof.Options.of(CHAT).withRounds(1_000))
              .prove(PROBLEM, new Budget(Duration.ofMinutes(2), 1, 50));
      assertThat(result).isInstanceOf(ProofResult.Open.class);
      assertThat(result.effort().tokens()).isBetween(50L, 60L);
    }
  }

  @Test
  void prove_logThatCannotBeWritten_isToldAndNotTakenForAnOpenProblem() {
    try (ScriptedModel server = new ScriptedModel((asked, seed) -> fenced("by rfl"))) {
      WholeProof policy =
          new WholeProof(
              server.model(),
              CHAT,
              SharedLean.pool(),
              SharedLean.verifier(),
              WholeProof.Options.of(CHAT),
              attempt -> {
                throw new UncheckedIOException(new IOException("the disk is full"));
              });
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> policy.prove(PROBLEM, BUDGET));
    }
  }

  @Test
  void prove_serverThatIsDown_isToldAndNotTakenForAnOpenProblem() {
    LanguageModel gone;
    try (ScriptedModel server = new ScriptedModel((asked, seed) -> "")) {
      gone = server.model();
    }
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> policy(gone, WholeProof.Options.of(CHAT)).prove(PROBLEM, BUDGET));
  }

  @Test
  void prove_withAModelInThisProcess_endsWithAVerdictForEverySample() {
    Path folder = Path.of("src/test/resources/checkpoints/tiny-random-qwen3");
    try (LocalModel model = LocalModel.open(folder, LocalOptions.DEFAULT.withDevice("cpu"))) {
      WholeProof.Options options =
          WholeProof.Options.of(CHAT).withSampling(CHAT.sampling().withMaxTokens(40));
      ProofResult result = policy(model, options).prove(PROBLEM, BUDGET);
      assertThat(result).isInstanceOf(ProofResult.Open.class);
      assertThat(attempts).hasSize(4);
      assertThat(result.effort().tokens())
          .isEqualTo(attempts.stream().mapToInt(Attempt::tokens).sum());
    }
  }

  @Test
  void prove_automatically_asksTheModelOnlyForWhatThePortfolioLeavesOpen() {
    try (ScriptedModel server = new ScriptedModel((asked, seed) -> fenced("by omega"))) {
      Portfolio portfolio =
          new Portfolio(SharedLean.pool(), SharedLean.verifier(), Closers.standard());
      Auto auto = new Auto(portfolio, policy(server.model(), WholeProof.Options.of(CHAT)));
      ProofResult easy = auto.prove(PROBLEM, BUDGET);
      assertThat(easy.effort().policy()).isEqualTo("portfolio");
      assertThat(server.asked()).isEmpty();
      Statement goldbach =
          Statement.of(
              "theorem g (n : Nat) (h : 2 < n) (e : n % 2 = 0) : ∃ p q, p + q = n ∧"
                  + " (∀ d, d ∣ p → d = 1 ∨ d = p) ∧ (∀ d, d ∣ q → d = 1 ∨ d = q) ∧ 1 < p ∧ 1 < q");
      ProofResult hard =
          auto.prove(
              new Problem("g", goldbach, Optional.empty()),
              new Budget(Duration.ofSeconds(6), 2, Long.MAX_VALUE));
      assertThat(hard).isInstanceOf(ProofResult.Open.class);
      assertThat(server.asked()).isNotEmpty();
    }
  }
}
