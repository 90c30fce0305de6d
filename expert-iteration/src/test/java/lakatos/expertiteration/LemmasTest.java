package lakatos.expertiteration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lakatos.leanbridge.Statement;
import lakatos.prover.model.Completion;
import lakatos.prover.model.Generation;
import lakatos.prover.model.Prompt;
import lakatos.prover.model.Request;
import lakatos.prover.model.Sampling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LemmasTest {
  private static final Statement SIZE =
      new Statement(
          "prelude\nimport Lib.Map\nimport Lib.Small\n",
          "",
          "theorem X (m : Map α β) : (m.insert k v).size ≤ m.size + 1");

  @TempDir private Path folder;

  @Test
  void about_aStatement_namesThoseThatShareWhatIsRareFirst() throws IOException {
    assertThat(library().about(SIZE, 4))
        .startsWith("Tree.size_insert_le")
        .endsWith("Small.le_refl");
  }

  @Test
  void about_aStatement_namesNeitherItselfNorWhatItsHeaderDoesNotReach() throws IOException {
    assertThat(library().about(SIZE, 10))
        .doesNotContain("Map.size_insert_le", "Far.size_insert_le")
        .contains("Small.le_refl");
  }

  @Test
  void about_underAHeaderWithEverything_reachesAllModules() throws IOException {
    Statement anywhere = new Statement("import Std\n", "", SIZE.text());
    assertThat(library().about(anywhere, 10)).contains("Far.size_insert_le");
  }

  @Test
  void about_ofNoLibrary_isNothing() {
    assertThat(Lemmas.NONE.about(SIZE, 3)).isEmpty();
  }

  @Test
  void generate_withALibrary_triesItsLemmasAndOtherTactics() throws IOException {
    List<String> texts = texts(library());
    assertThat(texts).anyMatch(text -> text.contains("Tree.size_insert_le"));
    assertThat(texts).anyMatch(text -> !text.contains("Tree.") && !text.contains("Small."));
    assertThat(texts).noneMatch(text -> text.contains("%"));
    assertThat(texts(library())).as("a text depends on its seed only").isEqualTo(texts);
  }

  @Test
  void generate_withoutALibrary_namesWhatTheStatementHas() {
    assertThat(texts(Lemmas.NONE)).noneMatch(text -> text.contains("%") || text.contains("Tree."));
  }

  private static List<String> texts(Lemmas library) {
    Prompt prompt = new Prompt.Text(SIZE.text() + " := by\n");
    List<String> texts = new ArrayList<>();
    try (RandomTactics dice = RandomTactics.about(SIZE, library);
        Generation drawn = dice.generate(new Request(prompt, 64, Sampling.DEFAULT, 5))) {
      while (!drawn.isDone()) {
        next(drawn).map(Completion::text).ifPresent(texts::add);
      }
    }
    return texts;
  }

  private static Optional<Completion> next(Generation drawn) {
    try {
      return drawn.next(Duration.ZERO);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Where {@code Lib.Tree} is reached through {@code Lib}'s modules that import it. */
  private Lemmas library() throws IOException {
    Path file = folder.resolve("library.jsonl");
    Files.write(
        file,
        List.of(
            line("Tree.size_insert_le", "Lib.Tree.Lemmas", "", "(t.insert k v).size ≤ t.size + 1"),
            line("Tree.size_nonneg", "Lib.Tree.Lemmas", "", "0 ≤ t.size"),
            line("Map.size_zero", "Lib.Map", "import Lib.Tree", "(Map.empty).size = 0"),
            line("Small.le_refl", "Lib.Small", "", "n ≤ n"),
            line("Map.size_insert_le", "Lib.Map", "", "(m.insert k v).size ≤ m.size + 1"),
            line("Far.size_insert_le", "Lib.Far", "", "(f.insert k v).size ≤ f.size + 1"),
            "{\"id\":\"other\",\"statement\":\"(m.insert k v).size ≤ m.size + 1\"}"));
    return Lemmas.read(file);
  }

  private static String line(String id, String module, String header, String conclusion) {
    String binders = id.startsWith("Map.size_insert") ? "(m : Map α β)" : "(t : T)";
    return Json.object()
        .put("id", id)
        .put("module", module)
        .put("header", header)
        .put("formal", "theorem X " + binders + " : " + conclusion)
        .toString();
  }
}
