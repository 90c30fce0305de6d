package lakatos.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecitalTest {
  private static final List<CorpusStatement> LIBRARY =
      List.of(
          statement("Map.size_nil", "Lib.Map.Lemmas", "1"),
          statement("Map.size_one", "Lib.Map", "2"),
          statement("Maps.far", "Lib.Maps", "3"));

  @TempDir private Path folder;

  private static CorpusStatement statement(String id, String module, String shape) {
    return new CorpusStatement(
        id, module, "p", "default", "import Lib\n", "theorem X : p", shape, false);
  }

  @Test
  void write_theoremsOfAModule_eachHasItsOwnNameForAProof() throws IOException {
    Path out = folder.resolve("read.jsonl");
    assertThat(new Recital(List.of("Lib.Map"), 0, 1).write(out, LIBRARY, List.of())).isEqualTo(2);
    assertThat(Files.readAllLines(out))
        .hasSize(2)
        .anyMatch(line -> line.contains("\"proof\":\"  exact Map.size_nil\""))
        .noneMatch(line -> line.contains("Maps.far"));
  }

  @Test
  void write_whatIsHeldOut_isLeftOutUnderAnyName() throws IOException {
    Path out = folder.resolve("read.jsonl");
    List<CorpusStatement> heldOut = List.of(statement("Other.name", "Other", "2"));
    assertThat(new Recital(List.of(), 0, 1).write(out, LIBRARY, heldOut)).isEqualTo(2);
    assertThat(Files.readString(out)).doesNotContain("Map.size_one");
  }

  @Test
  void write_someOfThem_areTheSameForTheSameSeed() throws IOException {
    Path one = folder.resolve("one.jsonl");
    Path two = folder.resolve("two.jsonl");
    Recital recital = new Recital(List.of(), 1, 7);
    assertThat(recital.write(one, LIBRARY, List.of())).isEqualTo(1);
    recital.write(two, LIBRARY, List.of());
    assertThat(two).hasSameTextualContentAs(one);
  }

  @Test
  void write_nothing_isASentence() {
    assertThatExceptionOfType(CorpusException.class)
        .isThrownBy(
            () ->
                new Recital(List.of("No"), 0, 0)
                    .write(folder.resolve("none.jsonl"), LIBRARY, List.of()))
        .withMessage("there is no theorem of those modules to recite");
    assertThatIllegalArgumentException().isThrownBy(() -> new Recital(List.of(), -1, 0));
  }
}
