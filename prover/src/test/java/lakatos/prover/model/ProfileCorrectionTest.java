package lakatos.prover.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import lakatos.leanbridge.Message;
import lakatos.leanbridge.Message.Severity;
import lakatos.leanbridge.Statement;
import org.junit.jupiter.api.Test;

final class ProfileCorrectionTest {
  private static final Statement STATEMENT = Statement.of("theorem t : p");
  private static final String CANDIDATE =
      """
      theorem t : p := by
        have h : α ∧ β := by
          simp
          rfl
        exact foo
        done""";

  @Test
  void correction_goedel_marksAsFarAsLeanSays() {
    Prompt first = Profile.named("goedel-prover-v2").prompt(STATEMENT, Optional.empty());
    Message simp =
        new Message(
            Severity.ERROR, 3, 4, Optional.of(new Message.Place(4, 7)), "no progress", List.of());
    Prompt.Chat next = correct("goedel-prover-v2", first, simp);
    assertThat(next.messages().get(2).content())
        .contains("  have h : α ∧ β := by\n    <error>simp\n    rfl</error>\n  exact foo\n");
  }

  @Test
  void correction_goedel_marksTheErrorInItsCode() {
    Prompt first = Profile.named("goedel-prover-v2").prompt(STATEMENT, Optional.empty());
    Prompt.Chat next = correct("goedel-prover-v2", first, error(5, 8, "unknown identifier 'foo'"));
    assertThat(next.messages().subList(0, 2))
        .containsExactly(
            ((Prompt.Chat) first).messages().get(0),
            new Prompt.Message(Prompt.Role.ASSISTANT, "My answer."));
    assertThat(next.messages().get(2))
        .isEqualTo(
            new Prompt.Message(
                Prompt.Role.USER,
                """
                The proof (Round 0) is not correct. Following is the compilation error message, where we use <error></error> to signal the position of the error.


                Error 1:

                Corresponding Code:
                ```lean4
                theorem t : p := by
                  have h : α ∧ β := by
                    simp
                    rfl
                  exact <error>foo</error>
                  done

                ```

                Error Message: unknown identifier 'foo'


                Before producing the Lean 4 code to formally prove the given theorem, provide a detailed analysis of the error message.\
                """));
  }

  @Test
  void correction_goedelAgain_countsTheRounds() {
    Prompt first = Profile.named("goedel-prover-v2").prompt(STATEMENT, Optional.empty());
    Prompt second = correct("goedel-prover-v2", first, error(5, 2, "no"));
    Prompt.Chat third = correct("goedel-prover-v2", second, error(5, 2, "no"));
    assertThat(third.messages()).hasSize(5);
    assertThat(third.messages().get(4).content()).startsWith("The proof (Round 1) is not correct.");
  }

  @Test
  void correction_goedelOverSeveralLines_marksAllThatIsIndented() {
    assertThat(told("goedel-prover-v2", CANDIDATE, error(2, 20, "unsolved goals")))
        .contains(
            """
            ```lean4
            theorem t : p := by
              have h : α ∧ β := <error>by
                simp
                rfl</error>
              exact foo

            ```
            """);
  }

  @Test
  void correction_goedelOverManyLines_cutsAfterSix() {
    String code = "theorem t : p := by" + "\n  simp".repeat(12) + "\n\ndef f := 1";
    assertThat(told("goedel-prover-v2", code, error(1, 17, "unsolved goals")))
        .contains(
            "```lean4\ntheorem t : p := <error>by\n"
                + "  simp\n".repeat(5)
                + "\n  ... --[Truncated]-- ...\n  simp</error>\n\n\n```");
  }

  @Test
  void correction_goedelManyErrors_tellsEight() {
    List<Message> errors = new ArrayList<>(Collections.nCopies(10, error(3, 4, "no")));
    errors.add(new Message(Severity.WARNING, 1, 0, "unused"));
    assertThat(told("goedel-prover-v2", CANDIDATE, errors.toArray(Message[]::new)))
        .contains("Error 8:")
        .doesNotContain("Error 9:")
        .doesNotContain("unused")
        .contains("\n... [Omitted 2 more errors] ...\n");
  }

  @Test
  void correction_kimina_numbersTheLinesAndTellsThree() {
    Message error = error(5, 8, "unknown identifier 'foo'");
    assertThat(told("kimina-prover", CANDIDATE, error, error, error, error))
        .startsWith(
            """
            # Error 1:
            Error message:\s
            unknown identifier 'foo'

            Lean 4 code snippet with error:
            ```lean4
            003  |     simp
            004  |     rfl
            005 >|   exact foo
            006  |   done
            ```
            # Error 2:
            """)
        .contains("# Error 3:")
        .doesNotContain("# Error 4:");
  }

  @Test
  void correction_kimina_showsTheGoalsBeforeTheMessage() {
    List<String> goals = List.of("case left\nh : α\n⊢ β", "⊢ p");
    Message error = new Message(Severity.ERROR, 5, 8, Optional.empty(), "unknown", goals);
    assertThat(told("kimina-prover", CANDIDATE, error))
        .startsWith(
            """
            # Error 1:
            Goals state before error position:\s
            case left
            h : α
            ⊢ β
            ⊢ p

            Error message:\s
            unknown

            Lean 4 code snippet with error:
            """);
  }

  @Test
  void correction_genericChat_namesLineAndCode() {
    assertThat(told("generic-chat", CANDIDATE, error(5, 8, "unknown"), error(6, 2, "no goals")))
        .startsWith(
            "Lean does not accept this proof:\n\nLine 5: `exact foo`\nunknown\n\nLine 6:"
                + " `done`\nno goals\n\nSay what went wrong.");
  }

  @Test
  void correction_columnsAreCodePoints_asLeanCountsThem() {
    assertThat(told("goedel-prover-v2", "theorem 𝔸𝔸 : p := x", error(1, 18, "no")))
        .contains("theorem 𝔸𝔸 : p := <error>x</error>");
  }

  @Test
  void correction_placesOutsideOfTheCandidate_areMovedInside() {
    assertThat(told("goedel-prover-v2", "theorem t : p := x", error(9, 99, "a"), error(0, 0, "b")))
        .contains("theorem t : p := x<error></error>\n")
        .contains("<error>theorem t : p := x</error>\n");
  }

  @Test
  void correction_modelsThatHaveNone_areNotAskedAgain() {
    for (String name : List.of("deepseek-prover-v1.5", "deepseek-prover-v2", "stp")) {
      Profile profile = Profile.named(name);
      Prompt first = profile.prompt(STATEMENT, Optional.empty());
      assertThat(profile.correction(first, "a", CANDIDATE, List.of(error(1, 0, "no")))).isEmpty();
    }
  }

  @Test
  void correction_noErrors_isNone() {
    Profile profile = Profile.named("generic-chat");
    Prompt first = profile.prompt(STATEMENT, Optional.empty());
    Message warning = new Message(Severity.WARNING, 1, 0, "unused");
    assertThat(profile.correction(first, "a", CANDIDATE, List.of(warning))).isEmpty();
  }

  private static Message error(int line, int column, String text) {
    return new Message(Severity.ERROR, line, column, text);
  }

  private static String told(String name, String candidate, Message... errors) {
    Profile profile = Profile.named(name);
    Prompt first = profile.prompt(STATEMENT, Optional.empty());
    Prompt.Chat next =
        (Prompt.Chat) profile.correction(first, "", candidate, List.of(errors)).orElseThrow();
    return next.messages().get(next.messages().size() - 1).content();
  }

  private static Prompt.Chat correct(String name, Prompt asked, Message... errors) {
    return (Prompt.Chat)
        Profile.named(name)
            .correction(asked, "My answer.", CANDIDATE, List.of(errors))
            .orElseThrow();
  }
}
