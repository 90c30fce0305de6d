package lakatos.prover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Optional;
import lakatos.leanbridge.Statement;
import lakatos.prover.model.Prompt.Message;
import lakatos.prover.model.Prompt.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ProfileTest {
  private static final String HEADER =
      """
      import Mathlib
      import Aesop

      set_option maxHeartbeats 0

      open BigOperators Real Nat Topology Rat

      """;

  private static final String PLAN =
      """


      Before producing the Lean 4 code to formally prove the given theorem, provide a detailed proof plan outlining the main proof steps and strategies.
      The plan should highlight key ideas, intermediate lemmas, and proof structures that will guide the construction of the final formal proof.\
      """;

  private static final Statement STATEMENT =
      new Statement("open Nat\n", "", "theorem A.t (s : Set ℕ) : s = {x | x ∈ s}");

  private static final String TEXT = STATEMENT.text();

  @Test
  void prompt_deepseekV15_goesOnAfterTheStatement() {
    assertThat(text("deepseek-prover-v1.5", Optional.of("Sets are sets.")))
        .isEqualTo(
            "Complete the following Lean 4 code:\n\n```lean4\n"
                + HEADER
                + "/-- Sets are sets.-/\n"
                + TEXT
                + " := by\n");
  }

  @Test
  void prompt_goedelV1_wantsComments() {
    assertThat(text("goedel-prover-v1", Optional.empty()))
        .isEqualTo(
            "Complete the following Lean 4 code with explanatory comments preceding each line of"
                + " code:\n\n```lean4\n"
                + HEADER
                + TEXT
                + " := by\n");
  }

  @Test
  void prompt_stp_hasItsOwnHeader() {
    assertThat(text("stp", Optional.empty()))
        .isEqualTo(
            "Complete the following Lean 4 code:\n\n```lean4\n"
                + HEADER.replace("\n\n", "\n")
                + TEXT
                + " := by");
  }

  @ParameterizedTest
  @CsvSource({"deepseek-prover-v2,true", "goedel-prover-v2,false"})
  void prompt_ofThoseThatPlan_isOneMessage(String profile, boolean newline) {
    assertThat(chat(profile, Optional.empty()))
        .containsExactly(
            new Message(
                Role.USER,
                "Complete the following Lean 4 code:\n\n```lean4\n"
                    + HEADER
                    + TEXT
                    + " := by sorry"
                    + (newline ? "\n" : "")
                    + "```"
                    + PLAN));
  }

  @Test
  void prompt_kimina_hasTheProblemAndTheStatement() {
    assertThat(chat("kimina-prover", Optional.of("Sets are sets.")))
        .containsExactly(
            new Message(Role.SYSTEM, "You are an expert in mathematics and Lean 4."),
            new Message(
                Role.USER,
                "Think about and solve the following problem step by step in Lean 4.\n"
                    + "# Problem:Sets are sets.\n# Formal statement:\n```lean4\n"
                    + HEADER
                    + TEXT
                    + " := by\n```\n"));
    assertThat(chat("kimina-prover", Optional.empty()).get(1).content())
        .contains("# Problem:" + TEXT + "\n");
  }

  @Test
  void prompt_genericChat_showsTheStatementsOwnHeaderAndDefinitions() {
    Statement statement = new Statement("open Nat\n", "def f := 1", "theorem t : f = 1");
    Prompt prompt = Profile.named("generic-chat").prompt(statement, Optional.of("Say /- so -/."));
    assertThat(((Prompt.Chat) prompt).messages().get(1).content())
        .contains(
            "```lean4\nopen Nat\n\ndef f := 1\n\n/-- Say / - so - /.-/\ntheorem t : f = 1 := by\n"
                + "  sorry\n```");
  }

  @Test
  void step_internlm_isOneUserMessage() {
    Prompt prompt =
        Profile.named("internlm-step")
            .step(STATEMENT, List.of("intro x", "simp"), "x : ℕ\n⊢ x = x");
    assertThat(prompt)
        .isEqualTo(
            new Prompt.Chat(
                List.of(
                    new Message(
                        Role.USER,
                        """
                        ---
                        NAME: A.t

                        ---
                        PROOF_BEFORE: intro x
                        simp

                        ---
                        STATE_BEFORE: x : ℕ
                        ⊢ x = x

                        ---
                        TACTIC:\s"""))));
  }

  @Test
  void step_bfs_isTheGoal() {
    assertThat(Profile.named("bfs-prover").step(STATEMENT, List.of("simp"), "⊢ {goal} = {name}"))
        .isEqualTo(new Prompt.Text("⊢ {goal} = {name}:::"));
  }

  @ParameterizedTest
  @CsvSource({
    "deepseek-prover-v1.5,1.0,0.95,2048",
    "goedel-prover-v1,1.0,0.95,2048",
    "stp,1.0,1.0,1024",
    "deepseek-prover-v2,1.0,0.95,8192",
    "goedel-prover-v2,1.0,0.95,32768",
    "kimina-prover,0.6,0.95,16000",
    "internlm-step,1.0,1.0,256",
  })
  void sampling_isWhatTheMakersRecommend(String name, double temperature, double topP, int most) {
    Sampling sampling = Profile.named(name).sampling();
    assertThat(sampling.temperature()).isEqualTo(temperature);
    assertThat(sampling.topP()).isEqualTo(topP);
    assertThat(sampling.maxTokens()).isEqualTo(most);
  }

  @ParameterizedTest
  @MethodSource("lakatos.prover.model.Profile#names")
  void named_eachBuiltInProfile_isThere(String name) {
    Profile profile = Profile.named(name);
    assertThat(profile.name()).isEqualTo(name);
    assertThat(profile.lean()).isNotBlank();
    assertThat(profile.correction().isPresent())
        .isEqualTo(
            List.of(
                    "goedel-prover-v2",
                    "kimina-prover",
                    "generic-chat",
                    "goedel-formalizer-v2",
                    "generic-formalizer")
                .contains(name));
  }

  @Test
  void named_unknown_listsTheNames() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Profile.named("goedel"))
        .withMessage(
            "there is no profile goedel; built in are deepseek-prover-v1.5, deepseek-prover-v2,"
                + " goedel-prover-v1, goedel-prover-v2, kimina-prover, stp, internlm-step,"
                + " bfs-prover, generic-chat, lakatos, goedel-formalizer-v2, kimina-autoformalizer,"
                + " stepfun-formalizer, herald-translator, generic-formalizer");
  }

  @Test
  void statement_goedelFormalizer_isAskedAsItsMakersDo() {
    assertThat(asked("goedel-formalizer-v2"))
        .containsExactly(
            new Prompt.Message(
                Prompt.Role.USER,
                """
                Please autoformalize the following natural language problem statement in Lean 4. Use the following theorem name: t
                The natural language statement is:\s
                Show that 1 = 1.Think before you provide the lean statement."""));
  }

  @Test
  void statement_stepfun_isShownTheHeaderThatItBeginsWith() {
    assertThat(asked("stepfun-formalizer"))
        .containsExactly(
            new Prompt.Message(Prompt.Role.SYSTEM, "You are an expert in mathematics and Lean 4."),
            new Prompt.Message(
                Prompt.Role.USER,
                """
                Please autoformalize the following problem in Lean 4 with a header. Use the following theorem names: t.

                Show that 1 = 1.

                Your code should start with:
                ```Lean4
                import Mathlib

                open Real

                ```
                """));
  }

  @Test
  void statement_herald_endsInANewline() {
    assertThat(asked("herald-translator").get(1).content())
        .isEqualTo(
            """
            Please translate the natural language statement to Lean4 code with the header
            **Name**
            t
            **Informal statement**
            Show that 1 = 1.
            """);
  }

  @Test
  void statement_generic_isShownTheHeaderThatTheStatementWillHave() {
    List<Prompt.Message> asked = asked("generic-formalizer");
    assertThat(asked.get(asked.size() - 1).content())
        .contains("set_option autoImplicit false", "Problem (name t): Show that 1 = 1.");
  }

  private static List<Prompt.Message> asked(String profile) {
    Prompt prompt =
        Profile.named(profile)
            .statement("t", "set_option autoImplicit false\n", "Show that 1 = 1.");
    return ((Prompt.Chat) prompt).messages();
  }

  @Test
  void prompt_ofTheOtherKind_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Profile.named("bfs-prover").prompt(STATEMENT, Optional.empty()))
        .withMessage("profile bfs-prover proposes single tactics");
    assertThatIllegalStateException()
        .isThrownBy(() -> Profile.named("stp").step(STATEMENT, List.of(), "⊢ p"))
        .withMessage("profile stp writes whole proofs");
    assertThatIllegalStateException()
        .isThrownBy(() -> Profile.named("stp").statement("t", "", "1 = 1"))
        .withMessage("profile stp writes whole proofs");
    assertThatIllegalStateException()
        .isThrownBy(() -> Profile.named("herald-translator").prompt(STATEMENT, Optional.empty()))
        .withMessage("profile herald-translator writes statements");
  }

  @Test
  void prompt_statementThatEndsInAComment_doesNotHideWhatFollows() {
    Statement statement = Statement.of("theorem t : p -- so");
    Prompt prompt = Profile.named("stp").prompt(statement, Optional.empty());
    assertThat(((Prompt.Text) prompt).text()).endsWith("theorem t : p -- so\n  := by");
  }

  @Test
  void prompt_lakatos_hasNoNameOfATheoremInIt() {
    assertThat(text("lakatos", Optional.of("Sets are sets.")))
        .isEqualTo("theorem X (s : Set ℕ) : s = {x | x ∈ s} := by\n");
  }

  private static String text(String profile, Optional<String> informal) {
    return ((Prompt.Text) Profile.named(profile).prompt(STATEMENT, informal)).text();
  }

  private static List<Message> chat(String profile, Optional<String> informal) {
    return ((Prompt.Chat) Profile.named(profile).prompt(STATEMENT, informal)).messages();
  }
}
