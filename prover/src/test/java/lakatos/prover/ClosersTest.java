package lakatos.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import lakatos.prover.Closers.Closer;
import lakatos.prover.Closers.Where;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClosersTest {
  private static final Vocabulary PLAIN = Vocabulary.of("", "theorem t : 1 = 1");
  private static final Vocabulary DEFINING =
      Vocabulary.of("def f := 1\ndef g := 2", "theorem t : f < g");

  @TempDir Path folder;

  @Test
  void read_linesInOrder_withLimitsAndWithoutComments() throws IOException {
    assertThat(
            read("# order", "", "500\tall\trfl", "1500\troot\t(simp; omega)").forVocabulary(PLAIN))
        .containsExactly(
            new Closer("rfl", Duration.ofMillis(500), Where.ALL),
            new Closer("(simp; omega)", Duration.ofMillis(1500), Where.ROOT));
  }

  @Test
  void forVocabulary_definitions_areFilledIn() throws IOException {
    Closers closers = read("1000\tall\tsimp [{defs}]");
    assertThat(tactics(closers, DEFINING)).containsExactly("simp [f, g]");
    assertThat(tactics(closers, PLAIN)).isEmpty();
  }

  @Test
  void forVocabulary_mathlibsTactics_onlyWithMathlib() throws IOException {
    Closers closers = read("1\tall\trfl", "2\tmathlib\tring");
    assertThat(tactics(closers, PLAIN)).containsExactly("rfl");
    assertThat(tactics(closers, Vocabulary.of("import Mathlib\n", "")))
        .containsExactly("rfl", "ring");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rfl", "soon\tall\trfl", "500\trfl", "1.5\tall\trfl", "500\tnowhere\trfl"})
  void read_malformedLine_isRefusedAndQuoted(String line) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("500\tall\trfl", line))
        .withMessageContaining(": " + line);
  }

  @Test
  void standard_hasTacticsForEveryStatement() {
    assertThat(Closers.standard().forVocabulary(PLAIN))
        .isNotEmpty()
        .allSatisfy(closer -> assertThat(closer.limit()).isPositive())
        .noneSatisfy(closer -> assertThat(closer.tactic()).contains("{defs}", "{facts}"));
  }

  private Closers read(String... lines) throws IOException {
    return Closers.read(Files.write(folder.resolve("closers.txt"), List.of(lines)));
  }

  private static List<String> tactics(Closers closers, Vocabulary vocabulary) {
    return closers.forVocabulary(vocabulary).stream().map(Closer::tactic).toList();
  }
}
