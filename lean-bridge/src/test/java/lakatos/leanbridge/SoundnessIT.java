package lakatos.leanbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The acceptance test of the verifier: accept exactly what proves exactly the statement. */
final class SoundnessIT {

  /** For what Lean alone accepts and we do not: the codes that name the true cause. */
  private static final Map<String, List<String>> CAUSES =
      Map.of(
          "sorry", List.of("sorry"),
          "changed-statement", List.of("different-statement"),
          "context-tamper", List.of("different-statement"),
          "new-axiom", List.of("axiom"),
          "native", List.of("native"),
          "kernel-bypass", List.of("kernel", "malformed", "not-a-theorem"),
          "wrong-declaration", List.of("no-such-theorem", "not-a-theorem", "different-statement"),
          "message-spoof", List.of("sorry"),
          "io", List.of("sorry", "native", "no-such-theorem"),
          "malformed", List.of("no-such-theorem"));

  static List<SoundnessCase> cases() {
    return SoundnessCase.read("/soundness/cases.jsonl");
  }

  static List<SoundnessCase> ourCases() {
    return SoundnessCase.read("/soundness/more-cases.jsonl");
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @MethodSource({"cases", "ourCases"})
  void normalTier_decidesAsExpected(SoundnessCase c) {
    check(c, false);
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @MethodSource({"cases", "ourCases"})
  void strictTier_decidesAsExpected(SoundnessCase c) {
    check(c, true);
  }

  private static void check(SoundnessCase c, boolean strict) {
    Duration wall = Duration.ofSeconds(c.category().equals("resource") ? 4 : 30);
    Limits limits = Limits.DEFAULT.withWall(wall);
    Verdict verdict = SharedLean.verifier().verify(c.statement(), c.candidate(), limits, strict);
    assertThat(verdict.isProved()).as("%s: %s", c.id(), verdict).isEqualTo(c.accept());
    if (verdict instanceof Verdict.Rejected rejected && c.leanAloneAccepts()) {
      assertThat(rejected.objections())
          .as("the true cause for %s", c.id())
          .anyMatch(
              objection -> CAUSES.getOrDefault(c.category(), List.of()).contains(objection.code()));
    }
  }
}
