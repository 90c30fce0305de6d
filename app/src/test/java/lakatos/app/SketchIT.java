package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import lakatos.prover.ScriptedModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arguments in words, in a session with a model. */
final class SketchIT {
  private static final String ARGUMENT = "Induct cleverly; each step adds an even number.";
  private static final String NO_PROOF = "Clever indeed.";
  private static final String SKELETON =
      """
      ```lean
      theorem t (n : Nat) : (n * n + n) % 2 = 0 := by
        have factored : n * n + n = n * (n + 1) := by sorry
        have even : n * (n + 1) % 2 = 0 := by sorry
        omega
      ```""";

  @TempDir Path folder;

  private Command session(String... words) {
    List<String> all = new java.util.ArrayList<>(List.of("session"));
    all.addAll(List.of(words));
    all.addAll(List.of("--session", folder.resolve("s").toString()));
    return Command.run(all.toArray(String[]::new));
  }

  @Test
  void sketch_wordsThatOnlyAModelReads_becomesLemmas() {
    assertThat(Command.run("session", "new", folder.resolve("s").toString()).code())
        .isEqualTo(Exit.PROVED);
    session("lock", "theorem t (n : Nat) : (n * n + n) % 2 = 0");
    try (ScriptedModel model = new ScriptedModel((chat, seed) -> seed == 0 ? NO_PROOF : SKELETON)) {
      Command sketched = session("--model", model.address(), "sketch", "t", ARGUMENT);
      assertThat(sketched.code()).as(sketched.err()).isEqualTo(Exit.PROVED);
      assertThat(model.asked()).hasSize(2);
      assertThat(model.asked().get(0)).singleElement().asString().contains(ARGUMENT, "theorem t");
      assertThat(model.asked().get(1)).singleElement().asString().contains(NO_PROOF);
    }
    assertThat(session("status").out()).contains("t_factored", "t_even", "sketched");
    assertThat(session("log").out()).contains("sketch");
  }
}
