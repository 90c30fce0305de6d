package lakatos.prover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lakatos.leanbridge.Statement;
import lakatos.prover.model.Completion.Finish;
import lakatos.prover.model.Extraction.Candidate;
import lakatos.prover.model.Extraction.Reason;
import lakatos.prover.model.Extraction.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExtractionTest {
  private static final Statement STATEMENT =
      new Statement("import Mathlib\nopen Nat\n", "", "theorem t (n : ℕ) : n = n");

  private static final String PROVED = "theorem t (n : ℕ) : n = n := by\n  rfl";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "theorem t (n : ℕ) : n = n := by\n  rfl",
        "import Mathlib\nimport Aesop\n\nopen Nat\n\ntheorem t (n : ℕ) : n = n := by\n  rfl\n\n",
        "theorem t\n    (n:ℕ) : -- so\n  n = n\n  := by\n  rfl",
        "/-- As asked. -/\n@[simp] theorem t (m : ℕ) : m = m := by\n  rfl",
        "theorem t (n : ℕ) :\n    n = n ∧ True := by\n  rfl",
        "-- theorem t : False := by\n/- theorem t /- -/ -/\ntheorem t (n : ℕ) : n = n := by\n  rfl",
      })
  void of_theTheoremInAnyWords_hasTheLockedOnes(String code) {
    Extraction made = answered("Plan.\n```lean4\n" + code + "\n```\nDone.");
    assertThat(made).isInstanceOf(Candidate.class);
    assertThat(((Candidate) made).text()).endsWith(PROVED).doesNotContain("import");
  }

  @Test
  void of_helpersAndOpenings_areKept() {
    String code =
        """
        import Mathlib

        set_option maxHeartbeats 400000
        open Nat
        open Finset in
        lemma helper : "import x" = "import x" := by
          rfl

        set_option maxRecDepth 10 in
        theorem t (n : ℕ) : n = n := by
          open Nat in
          rfl

        #print axioms t""";
    assertThat(answered("```lean4\n" + code + "\n```"))
        .isEqualTo(
            new Candidate(
                code.replace("import Mathlib\n\n", "").replace("400000\nopen Nat\n", "400000\n")));
  }

  @Test
  void of_scopesOfAReworded_areKeptAndAttributesAreNot() {
    assertThat(
            answered(
                "```lean4\nset_option maxRecDepth 10 in\n/-- Doc. -/\n@[simp]\n"
                    + "lemma t : ∀ n : ℕ, n = n := by\n  rfl\n```"))
        .isEqualTo(new Candidate("set_option maxRecDepth 10 in\n" + PROVED));
  }

  @Test
  void of_theoremInANamespaceOfTheModels_standsBehindIt() {
    String helpers =
        """
        section
        namespace Plan
        open Finset
        lemma helper (n : ℕ) : n = n := by
          rfl

        """;
    String rest = "\n\nlemma after : 1 = 1 := rfl";
    Candidate outside =
        new Candidate(
            helpers
                + "end Plan\nopen Plan\nopen Finset\nset_option maxRecDepth 10 in\n"
                + STATEMENT.text()
                + " := by\n  exact helper n"
                + rest);
    for (String said : List.of(STATEMENT.text(), "@[simp]\nlemma t (m : ℕ) : m = m")) {
      assertThat(
              answered(
                  "```lean4\nimport Mathlib\n\n"
                      + helpers
                      + "set_option maxRecDepth 10 in\n"
                      + said
                      + " := by\n  exact helper n"
                      + rest
                      + "\n\nend Plan\nend\n\n#print axioms Plan.t\n```"))
          .isEqualTo(outside);
    }
  }

  @Test
  void of_namespaceOfThePreamble_isLeftAlone() {
    Statement statement = new Statement("", "namespace A\ndef f := 1", "theorem t : f = 1");
    String own = "lemma h : f = 1 := rfl\n\ntheorem t : f = 1 := h\n\nend A";
    String output = "```lean4\n" + statement.preamble() + "\n" + own + "\n```";
    assertThat(of("generic-chat", statement, output, Finish.STOP)).isEqualTo(new Candidate(own));
  }

  @Test
  void of_shownHeader_isDroppedWhereItsLibraryIsNot() {
    String output =
        "```lean4\nimport Mathlib\nopen BigOperators Real Nat Topology Rat\nopen Foo\n"
            + PROVED
            + "\n```";
    assertThat(answered(output))
        .isEqualTo(new Candidate("open BigOperators Real Nat Topology Rat\nopen Foo\n" + PROVED));
    Statement withoutMathlib = Statement.of(STATEMENT.text());
    assertThat(of("goedel-prover-v2", withoutMathlib, output, Finish.STOP))
        .isEqualTo(new Candidate("open Foo\n" + PROVED));
  }

  @Test
  void of_universesOfTheHeader_areNotDeclaredAgain() {
    Statement statement = new Statement("universe u v\n", "", "theorem t (α : Type u) : α = α");
    assertThat(
            of(
                "goedel-prover-v2",
                statement,
                "```lean4\nuniverse u w\nuniverse v\n" + statement.text() + " := rfl\n```",
                Finish.STOP))
        .isEqualTo(new Candidate("universe w\n" + statement.text() + " := rfl"));
  }

  @Test
  void of_repeatedDefinitions_areDropped() {
    Statement statement =
        new Statement("", "/-- One. -/\ndef f : Nat := 1\n\ndef g := f", "theorem t : f = g");
    String helper = "lemma h : f = 1 := rfl\n\n";
    assertThat(
            of(
                "generic-chat",
                statement,
                "```lean4\ndef f : Nat :=\n  1\ndef g := f -- too\n\n"
                    + helper
                    + "theorem t : f = g := h\n```",
                Finish.STOP))
        .isEqualTo(new Candidate(" -- too\n\n" + helper + "theorem t : f = g := h"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "theorem t (n : Nat := 3) (s : String := \":= by\") : n = n",
        "theorem t : let x := 5; have y : x = 5 := by rfl; x = 5 /- := by -/",
        "theorem t : let f | 0 => 1 | n => n; f 0 = (1 : Nat)",
        "theorem t : (fun (x : Nat) => let y := x; y) = id",
        "/-- theorem t := by -/\n@[simp]\ntheorem t : 1 = 1",
        "open Nat in theorem t : succ 1 = 2",
        "theorem t : 1 = 1 -- := by",
      })
  void of_statementWithDefinitionsOfItsOwn_isCutAtTheProof(String text) {
    String separator = text.endsWith("-- := by") ? "\n  " : " ";
    String proof = separator + ":= by\n  have h : 1 = 1 := by rfl\n  simp";
    assertThat(
            of(
                "goedel-prover-v2",
                Statement.of(text),
                "```lean4\n" + text + proof + "\n```",
                Finish.STOP))
        .isEqualTo(new Candidate(text + proof));
  }

  @Test
  void of_gapInTheStatementItself_isNoGapOfTheProof() {
    Statement statement = Statement.of("theorem t : answer(sorry) = 1");
    assertThat(
            of(
                "goedel-prover-v2",
                statement,
                "```lean4\n" + statement.text() + " := by\n  rfl\n```",
                Finish.STOP))
        .isEqualTo(new Candidate(statement.text() + " := by\n  rfl"));
  }

  @Test
  void of_proofOnTheLineOfItsTheorem_keepsItsColumns() {
    String proof = ":= by intro x\n                    simp";
    Extraction made = answered("```lean4\ntheorem t (n:ℕ) : n = n\n " + proof + "\n```");
    assertThat(made).isEqualTo(new Candidate("theorem t (n : ℕ) : n = n\n " + proof));
  }

  @Test
  void of_proofByBranches_keepsItsColumns() {
    Statement statement = Statement.of("theorem t : ∀ n : Nat, n = n");
    String branches = "\n  | 0 => rfl\n  | n + 1 => rfl";
    assertThat(
            of(
                "goedel-prover-v2",
                statement,
                "```lean4\n" + statement.text() + branches + "\n```",
                Finish.STOP))
        .isEqualTo(new Candidate(statement.text() + branches));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<think>\n```lean4\ntheorem t : draft := by decide\n```\n</think>\n```lean4\nPROVED\n```",
        "I see.\n```lean4\ntheorem t : draft := by x\n```\n</think>\n```lean4\nPROVED\n```",
        "<think>```lean4\ntheorem t</think>\n```lean4\nPROVED\n```\n```lean4\n#check 1\n```",
        "```lean4\ntheorem t : p := by sorry\n```\n```tactics\nrfl\n```\n```lean4\nPROVED\n```",
        "```lean4\nPROVED\n```\n```lean4\ntheorem t : p := by sorry\n```",
        "Here: ```lean\nPROVED```\n",
        "```\nPROVED\n```\n```text\ntheorem t : p := by x\n```",
        "```python\n'''\"\n```\n````lean4\nPROVED\n````",
        "```lean4\nPROVED\n```lean4\nlemma x : p := q\n```",
        "```lean4\nPROVED",
        "```lean4\ntheorem t : p := \"\n```\n```lean4\nPROVED\n```",
      })
  void of_manyBlocks_isTheLastThatProves(String output) {
    assertThat(answered(output.replace("PROVED", PROVED))).isEqualTo(new Candidate(PROVED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I cannot.|NO_CODE|the output has no block of Lean",
        "```tactics\\nrfl\\n```|NO_CODE|the output has no block of Lean",
        "<think>```lean4\\nTHEOREM := rfl\\n```</think>|NO_CODE|the output has no block of Lean",
        "```lean4\\nlemma s : p := q\\ntheorem t' : p := q\\n```|NO_THEOREM"
            + "|theorem t is wanted, and the code declares s, t'",
        "```lean4\\nexample : p := q\\n```|NO_THEOREM"
            + "|theorem t is wanted, and the code declares an `example` without a name",
        "```lean4\\n-- theorem t : p := q\\n```|NO_THEOREM"
            + "|theorem t is wanted, and the code declares nothing of the kind",
        "```lean4\\nTHEOREM\\n```|NO_PROOF|theorem t has no `:=`",
        "```lean4\\ntheorem t : q\\n\\ntheorem s : p := by simp\\n```|NO_PROOF"
            + "|theorem t has no `:=`",
        "```lean4\\nTHEOREM := by\\n```|NO_PROOF|theorem t is stated, and nothing follows",
        "```lean4\\nTHEOREM := by\\n  sorry\\n```|SORRY|the proof has a gap, `sorry`",
        "```lean4\\nlemma s : p := by admit\\nTHEOREM := s\\n```|SORRY"
            + "|the proof has a gap, `admit`",
        "```lean4\\nTHEOREM := by\\n  simp [a\\n```|UNBALANCED|a [ is not closed",
        "```lean4\\nTHEOREM := by simp)\\n```|UNBALANCED|a ) closes nothing",
        "```lean4\\nTHEOREM := by /- so\\n```|UNBALANCED|a comment is not closed",
      })
  void of_whatIsOfNoUse_isRejected(String output, Reason reason, String why) {
    String text = output.replace("\\n", "\n").replace("THEOREM", STATEMENT.text());
    assertThat(answered(text)).isEqualTo(new Rejected(reason, why));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "```lean4\nPROVED\n  -- sorry, admit\n```",
        "```lean4\nPROVED\n  exact sorry' «sorry» \"sorry\" a.sorry\n```",
      })
  void of_wordsThatAreNoGap_areNone(String output) {
    assertThat(answered(output.replace("PROVED", PROVED))).isInstanceOf(Candidate.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<think>So.\n```lean4\nPROVED\n```\nand",
        "```lean4\nPROVED",
        "```lean4\ntheorem t : p := by sorry\n```\nNow:\n```lean4\nimport",
        "<think>a</think> b <think> c",
        "",
        "First I plan.\n```lean4\nlemma s : p := q\n```\nThen",
      })
  void of_cutShort_isTruncated(String output) {
    Extraction made =
        of("kimina-prover", STATEMENT, output.replace("PROVED", PROVED), Finish.LENGTH);
    assertThat(made).isInstanceOf(Rejected.class);
    assertThat(((Rejected) made).reason()).isEqualTo(Reason.TRUNCATED);
  }

  @Test
  void of_aLongLoop_endsSoon() {
    List<String> loops = List.of("```lean4\n/-\n", "@[[", "(\n", "\n", " ", "theorem t", "\"");
    for (String loop : loops) {
      String output = "```lean4\n" + STATEMENT.text() + " := by\n" + loop.repeat(20_000);
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> of("goedel-prover-v2", STATEMENT, output, Finish.LENGTH),
          loop);
    }
  }

  @Test
  void of_cutShortAfterTheProof_isComplete() {
    assertThat(
            of("kimina-prover", STATEMENT, "```lean4\n" + PROVED + "\n```\nIt is", Finish.LENGTH))
        .isEqualTo(new Candidate(PROVED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"deepseek-prover-v1.5", "goedel-prover-v1", "stp"})
  void of_rawText_goesOnFromThePrompt(String profile) {
    String start = profile.equals("stp") ? "\n" : "";
    Candidate proved = new Candidate("open BigOperators Real Nat Topology Rat\n" + PROVED);
    assertThat(of(profile, STATEMENT, start + "  rfl\n```\n\n```lean4\nfoo", Finish.LENGTH))
        .isEqualTo(proved);
    assertThat(of(profile, STATEMENT, start + "  rfl", Finish.STOP)).isEqualTo(proved);
    assertThat(of(profile, STATEMENT, start + "  rfl", Finish.LENGTH))
        .isEqualTo(new Rejected(Reason.TRUNCATED, "the output ends within the proof"));
    assertThat(of(profile, STATEMENT, "", Finish.STOP))
        .isEqualTo(new Rejected(Reason.NO_PROOF, "theorem t is stated, and nothing follows"));
  }

  @Test
  void of_rawTextForDefinitions_standsOnThePreamble() {
    Statement statement = new Statement("import Mathlib", "def f := 1", "theorem t : f = 1");
    assertThat(of("goedel-prover-v1", statement, "  rfl\n```", Finish.STOP))
        .isEqualTo(
            new Candidate(
                "open BigOperators Real Nat Topology Rat\n" + "theorem t : f = 1 := by\n  rfl"));
  }

  @Test
  void of_promptAboutSomethingElse_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Extraction.of(
                    Profile.named("stp"),
                    STATEMENT,
                    new Prompt.Text("x"),
                    completion("", Finish.STOP)))
        .withMessage("the prompt does not have the statement in it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("stp", Statement.of("def f := 1"), "", Finish.STOP))
        .withMessage("the statement declares no theorem: def f := 1");
  }

  @Test
  void of_steps_areTactics() {
    Profile bfs = Profile.named("bfs-prover");
    Prompt asked = bfs.step(STATEMENT, List.of(), "⊢ p");
    assertThat(Extraction.of(bfs, STATEMENT, asked, completion("⊢ p:::simp [h]\n", Finish.STOP)))
        .isEqualTo(new Candidate("simp [h]"));
    assertThat(Extraction.of(bfs, STATEMENT, asked, completion(" rfl", Finish.STOP)))
        .isEqualTo(new Candidate("rfl"));
    assertThat(Extraction.of(bfs, STATEMENT, asked, completion(" ", Finish.STOP)))
        .isEqualTo(new Rejected(Reason.NO_CODE, "the output has no tactic"));
    assertThat(Extraction.of(bfs, STATEMENT, asked, completion("exact sorry", Finish.STOP)))
        .isEqualTo(new Rejected(Reason.SORRY, "the proof has a gap, `sorry`"));
    assertThat(Extraction.of(bfs, STATEMENT, asked, completion("simp [a", Finish.LENGTH)))
        .isEqualTo(new Rejected(Reason.TRUNCATED, "the output ends within the tactic"));
  }

  @Test
  void ofStatement_isTheLastBlockWithATheorem() {
    String output =
        "<think>```lean4\ntheorem draft : 1 = 2\n```</think>\n```lean4\ntheorem a : 1 = 1 := by sorry\n```\nThis uses:\n```lean4\n#check Nat\n```";
    assertThat(statement(output, Finish.STOP))
        .isEqualTo(new Candidate("theorem a : 1 = 1 := by sorry\n"));
  }

  @Test
  void ofStatement_bareLean_isTaken() {
    assertThat(statement("theorem a : 1 = 1 := sorry", Finish.STOP))
        .isEqualTo(new Candidate("theorem a : 1 = 1 := sorry"));
  }

  @Test
  void ofStatement_proseOrNothingFinished_isRejected() {
    assertThat(statement("I think that the theorem holds.", Finish.STOP))
        .isEqualTo(new Rejected(Reason.NO_CODE, "the output has no block of Lean"));
    assertThat(statement("```lean4\ndef f := 1\n```", Finish.STOP))
        .isEqualTo(
            new Rejected(Reason.NO_THEOREM, "no block of Lean in the output declares a theorem"));
    assertThat(statement("```lean4\ntheorem a : 1 =", Finish.LENGTH))
        .isEqualTo(new Rejected(Reason.TRUNCATED, "the output ends within the statement"));
    assertThat(statement("<think> so", Finish.LENGTH))
        .isEqualTo(new Rejected(Reason.TRUNCATED, "the output ends within its thoughts"));
  }

  @Test
  void of_tactics_standBelowTheLockedStatementUnderItsOwnName() {
    assertThat(of("lakatos", STATEMENT, "  rfl\n", Finish.STOP)).isEqualTo(new Candidate(PROVED));
    assertThat(of("lakatos", STATEMENT, "  sorry", Finish.STOP))
        .isEqualTo(new Rejected(Reason.SORRY, "the proof has a gap, `sorry`"));
    assertThat(of("lakatos", STATEMENT, "  simp [", Finish.LENGTH)).isInstanceOf(Rejected.class);
    assertThat(of("lakatos", STATEMENT, "\n", Finish.STOP))
        .isEqualTo(new Rejected(Reason.NO_PROOF, "theorem t is stated, and nothing follows"));
  }

  private static Extraction statement(String output, Finish finish) {
    return Extraction.ofStatement(completion(output, finish));
  }

  private static Extraction answered(String output) {
    return of("goedel-prover-v2", STATEMENT, output, Finish.STOP);
  }

  private static Extraction of(String name, Statement statement, String output, Finish finish) {
    Profile profile = Profile.named(name);
    Prompt asked = profile.prompt(statement, Optional.of("Words."));
    return Extraction.of(profile, statement, asked, completion(output, finish));
  }

  private static Completion completion(String text, Finish finish) {
    return new Completion(0, 0, text, "", finish, 1, List.of());
  }
}
