package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResultsFileTest {
  private static final String PROVED = "{\"id\":\"a\",\"verdict\":\"proved\"}\n";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("results.jsonl");
  }

  @Test
  void add_thenOpenedAgain_isDecided() throws IOException {
    try (ResultsFile results = new ResultsFile(file)) {
      assertThat(results.verdict("a")).isEmpty();
      results.add(result("a", "proved"));
      results.add(result("b", "open"));
    }
    try (ResultsFile results = new ResultsFile(file)) {
      assertThat(results.verdict("a")).hasValue("proved");
      assertThat(results.verdict("b")).hasValue("open");
      results.add(result("c", "proved"));
    }
    assertThat(Files.readAllLines(file)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "{\"id\":\"b\",\"verdict\":\"pro", "{\"id\":\"b\",\"verdict\":\"proved\""})
  void open_lineCutOffByAKill_isDroppedAndDoneAgain(String half) throws IOException {
    Files.writeString(file, PROVED + half);
    assertGoesOn();
  }

  @Test
  void open_lineCutOffWithinACharacter_isDropped() throws IOException {
    byte[] bytes = (PROVED + "{\"id\":\"ä").getBytes(StandardCharsets.UTF_8);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    assertGoesOn();
  }

  @Test
  void open_errors_areDroppedAndTriedAgain() throws IOException {
    Files.writeString(file, "{\"id\":\"b\",\"verdict\":\"error\"}\n" + PROVED);
    assertGoesOn();
  }

  private void assertGoesOn() throws IOException {
    try (ResultsFile results = new ResultsFile(file)) {
      assertThat(results.verdict("a")).hasValue("proved");
      assertThat(results.verdict("b")).isEmpty();
      results.add(result("b", "open"));
    }
    assertThat(file).hasContent(PROVED + "{\"id\":\"b\",\"verdict\":\"open\"}\n");
  }

  @Test
  void open_lastLineWithoutItsEnd_doesNotRunIntoTheNext() throws IOException {
    Files.writeString(file, PROVED.strip());
    assertGoesOn();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "theorem t : 1 = 1\n",
        "half a line\n{\"id\":\"a\",\"verdict\":\"proved\"}\n",
        "{\"id\":\"a\",\"formal\":\"theorem t : 1 = 1\"}\n",
        "not JSON, and no end of line",
      })
  void open_somethingElse_isRefusedAndLeftAlone(String text) throws IOException {
    Files.writeString(file, text);
    assertThatThrownBy(() -> new ResultsFile(file))
        .isInstanceOf(Trouble.class)
        .hasMessage(file + " line 1 is not a result; let --out name results or a new file");
    assertThat(file).hasContent(text);
  }

  @Test
  void open_placeThatCannotBeWritten_isTroubleThatSaysWhy() {
    assertThatThrownBy(() -> new ResultsFile(folder))
        .isInstanceOf(Trouble.class)
        .hasMessage("cannot write " + folder + ", which is a folder; choose another --out");
    Path nowhere = folder.resolve("missing/results.jsonl");
    assertThatThrownBy(() -> new ResultsFile(nowhere))
        .isInstanceOf(Trouble.class)
        .hasMessage(
            "cannot write " + nowhere + ", for there is no such folder; choose another --out");
  }

  @Test
  void add_afterClosing_isIgnored() throws IOException {
    ResultsFile results = new ResultsFile(file);
    results.add(result("a", "proved"));
    results.close();
    results.add(result("b", "crashed"));
    assertThat(file).hasContent(PROVED);
  }

  @Test
  void replace_keepsPermissionsAndLinks_andLeavesNothingBeside() throws IOException {
    Path real = Files.writeString(folder.resolve("real.lean"), "old");
    Set<PosixFilePermission> rights =
        Set.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ);
    Files.setPosixFilePermissions(real, rights);
    Path link = Files.createSymbolicLink(folder.resolve("link.lean"), real);
    ResultsFile.replace(link, "new");
    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("new");
    assertThat(Files.getPosixFilePermissions(real)).isEqualTo(rights);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(real, link);
    }
  }

  @Test
  void requireReplaceable_leavesNoTrace() {
    ResultsFile.requireReplaceable(file);
    assertThat(folder).isEmptyDirectory();
    assertThatThrownBy(() -> ResultsFile.requireReplaceable(folder)).isInstanceOf(Trouble.class);
  }

  private static ObjectNode result(String id, String verdict) {
    return Json.object().put("id", id).put("verdict", verdict);
  }
}
