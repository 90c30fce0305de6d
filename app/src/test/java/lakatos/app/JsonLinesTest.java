package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JsonLinesTest {
  @TempDir Path folder;

  @Test
  void read_malformedLines_areNumberedAndTheRestGoesOn() throws IOException {
    List<JsonLines.Line> lines =
        read("{\"id\":\"a\"}\n\n{\"id\":\n[1]\n{\"id\":\"b\"} {}\n{\"id\":1,\"id\":2}\n{\"id\":7}");
    assertThat(lines).extracting(JsonLines.Line::number).containsExactly(1, 3, 4, 5, 6, 7);
    assertThat(lines)
        .extracting(JsonLines.Line::isSound)
        .containsExactly(true, false, false, false, false, true);
    assertThat(lines.get(1).fault()).startsWith("not JSON: ").doesNotContain("\n");
    assertThat(lines.get(2).fault()).isEqualTo("not a JSON object");
    assertThat(JsonLines.id(lines.get(5).object())).isEqualTo("7");
  }

  @Test
  void read_idsMissingOrTwice_areFaults() throws IOException {
    List<JsonLines.Line> lines =
        read("{\"id\":\"a\"}\n{\"id\":\"a\"}\n{\"formal\":\"x\"}\n{\"id\":null}\n{\"id\":[1]}\n");
    assertThat(lines)
        .extracting(JsonLines.Line::fault)
        .containsExactly(
            "",
            "the id \"a\" has occurred before",
            "the field \"id\" is missing",
            "the field \"id\" is missing",
            "the field \"id\" is missing");
  }

  @Test
  void read_byteOrderMarkAndWindowsLines_areReadAsOthers() throws IOException {
    List<JsonLines.Line> lines = read("\uFEFF{\"id\":\"ä\"}\r\n \t\r\n{\"id\":\"b\"}\r\n");
    assertThat(lines).extracting(JsonLines.Line::fault).containsExactly("", "");
    assertThat(lines).extracting(JsonLines.Line::number).containsExactly(1, 3);
  }

  @Test
  void read_lineThatIsNotUtf8_isTheOnlyOneLost() throws IOException {
    Path file = folder.resolve("latin1.jsonl");
    String text = "{\"id\":\"a\"}\n{\"id\":\"ä\"}\n{\"id\":\"c\"}\n";
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(JsonLines.read(file))
        .extracting(JsonLines.Line::fault)
        .containsExactly("", "not UTF-8", "");
  }

  @Test
  void read_emptyFile_hasNoLines() throws IOException {
    assertThat(read("")).isEmpty();
  }

  @Test
  void read_noFile_isTrouble() {
    Path missing = folder.resolve("missing.jsonl");
    assertThatThrownBy(() -> JsonLines.read(missing))
        .isInstanceOf(Trouble.class)
        .hasMessage("there is no file " + missing);
  }

  private List<JsonLines.Line> read(String text) throws IOException {
    return JsonLines.read(Files.writeString(folder.resolve("lines.jsonl"), text));
  }
}
