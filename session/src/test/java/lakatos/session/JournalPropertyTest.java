package lakatos.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

final class JournalPropertyTest {
  private Path file = Path.of("");

  @BeforeTry
  void create() throws IOException {
    file = Files.createTempFile("journal", ".jsonl");
  }

  @AfterTry
  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  @Provide
  Arbitrary<List<Line>> lines() {
    return Entries.lines();
  }

  private void write(List<Line> lines) {
    try (Journal journal = new Journal(file)) {
      lines.forEach(journal::append);
    }
  }

  private List<Line> read() {
    try (Journal journal = new Journal(file)) {
      return journal.found();
    }
  }

  @Property(tries = 200)
  void open_whatWasWritten_isTheSameStateAgain(@ForAll("lines") List<Line> lines) {
    write(lines);
    assertThat(read()).isEqualTo(lines);
    assertThat(new History(read()).state()).isEqualTo(new History(lines).state());
  }

  @Property(tries = 200)
  void open_cutAnywhere_isABeginningOfTheHistoryAndGoesOn(
      @ForAll("lines") List<Line> lines, @ForAll @IntRange(max = 10_000) int cut)
      throws IOException {
    write(lines);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, Math.min(cut, whole.length)));
    List<Line> left = read();
    assertThat(left).isEqualTo(lines.subList(0, left.size()));
    write(lines.subList(left.size(), lines.size()));
    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
  }
}
