package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;

import lakatos.prover.FailureClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FailureClassTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unknown identifier 'foo' | unknown identifier",
        "Unknown constant `Nat.foo` | unknown identifier",
        "Invalid field `foo`: The environment does not contain `Nat.foo` | unknown identifier",
        "type mismatch | type mismatch",
        "Application type mismatch: The argument | type mismatch",
        "unsolved goals | unsolved goals",
        "linarith failed to find a contradiction | linarith",
        "simp made no progress | simp",
        "`simp` made no progress | simp",
        "Tactic `simp` failed with a nested error: | simp",
        "Tactic `rewrite` failed: Did not find an occurrence of the pattern | tactic",
        "omega could not prove the goal: | tactic",
        "No goals to be solved | tactic",
        "unexpected token 'by'; expected term | syntax error",
        "expected '{' or indented tactic sequence | syntax error",
        "unexpected end of input; expected ')' | syntax error",
        "(deterministic) timeout at `whnf`, maximum number of heartbeats | time-out",
        "failed to synthesize instance of type class | missing instance",
        "The moon is full | other",
      })
  void of_failed_isNamedByLeansFirstError(String error, String name) {
    Draft draft = Draft.of("p", 0, "failed").withError(error + "\nunsolved goals, type mismatch");
    assertThat(FailureClass.of(draft.attempt())).isEqualTo("failed: " + name);
  }

  @Test
  void of_failedWithoutAnError_isOther() {
    assertThat(FailureClass.of(Draft.of("p", 0, "failed").attempt())).isEqualTo("failed: other");
  }

  @Test
  void of_rejectedOrUnusable_isNamedByTheReason() {
    assertThat(FailureClass.of(Draft.of("p", 0, "rejected").because("axiom").attempt()))
        .isEqualTo("rejected: axiom");
    assertThat(FailureClass.of(Draft.of("p", 0, "unusable").because("no_code").attempt()))
        .isEqualTo("unusable: no_code");
  }

  @Test
  void of_othersAreTheVerdict() {
    assertThat(FailureClass.of(Draft.of("p", 0, "timeout").attempt())).isEqualTo("timeout");
    assertThat(FailureClass.of(Draft.of("p", 0, "proved").attempt())).isEqualTo("proved");
  }
}
