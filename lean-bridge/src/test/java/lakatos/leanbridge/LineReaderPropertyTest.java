package lakatos.leanbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

final class LineReaderPropertyTest {

  @Property
  void next_readsWhatWasWrittenLineByLine(@ForAll List<@StringLength(max = 300) String> texts)
      throws IOException {
    List<String> lines =
        texts.stream().map(text -> text.replaceAll("[\\n\\r\\uD800-\\uDFFF]", " ")).toList();
    String all = String.join("", lines.stream().map(line -> line + "\n").toList());
    LineReader reader =
        new LineReader(new ByteArrayInputStream(all.getBytes(StandardCharsets.UTF_8)), 10_000);
    List<String> read = new ArrayList<>();
    for (ByteArrayOutputStream line = reader.next(); line != null; line = reader.next()) {
      read.add(line.toString(StandardCharsets.UTF_8));
    }
    assertThat(read).isEqualTo(lines);
    assertThat(reader.overflowed()).isFalse();
  }

  @Property
  void next_lineLongerThanAllowed_endsTheReading(
      @ForAll @IntRange(min = 101, max = 200_000) int length) throws IOException {
    byte[] bytes = ("x".repeat(length) + "\nnext\n").getBytes(StandardCharsets.UTF_8);
    LineReader reader = new LineReader(new ByteArrayInputStream(bytes), 100);
    assertThat(reader.next()).isNull();
    assertThat(reader.overflowed()).isTrue();
  }

  @Property
  void contains_agreesWithSearchingTheText(
      @ForAll @StringLength(max = 60) String text,
      @ForAll @StringLength(min = 1, max = 3) String mark) {
    byte[] line = text.getBytes(StandardCharsets.ISO_8859_1);
    byte[] sought = mark.getBytes(StandardCharsets.ISO_8859_1);
    boolean expected =
        new String(line, StandardCharsets.ISO_8859_1)
            .contains(new String(sought, StandardCharsets.ISO_8859_1));
    assertThat(LineReader.contains(line, sought)).isEqualTo(expected);
  }
}
