package lakatos.corpus;

import static lakatos.corpus.SplitPropertyTest.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where an extraction goes on. */
final class JournalTest {
  private static final ObjectNode WANTED =
      new Wanted(List.of("Init"), 100, false).json("some Lean");

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("core.partial");
  }

  private static Journal.Page page(String module, OptionalInt next, String... ids) {
    List<CorpusStatement> statements =
        List.of(ids).stream().map(id -> statement(id, "shape of " + id)).toList();
    return new Journal.Page(module, next, statements, Map.of("generated", 2));
  }

  private void write(Journal.Page... pages) {
    try (Journal journal = new Journal(file(), WANTED)) {
      List.of(pages).forEach(journal::add);
    }
  }

  @Test
  void position_moduleNotBegun_isItsBeginning() {
    try (Journal journal = new Journal(file(), WANTED)) {
      assertThat(journal.position("Init.Core")).hasValue(0);
    }
  }

  @Test
  void position_openedAgain_isAfterTheLastPage() {
    write(page("A", OptionalInt.of(7), "x"), page("B", OptionalInt.empty(), "y"));
    try (Journal journal = new Journal(file(), WANTED)) {
      assertThat(journal.position("A")).hasValue(7);
      assertThat(journal.position("B")).isEmpty();
      assertThat(journal.statements("A")).containsExactly(statement("x", "shape of x"));
      assertThat(journal.dropped()).containsExactly(Map.entry("generated", 4));
    }
  }

  @Test
  void open_lineCutOffByACrash_isForgottenAndWrittenOver() throws IOException {
    write(page("A", OptionalInt.of(7), "x"));
    Files.writeString(file(), "{\"page\":\"A\",\"next\":9,\"statem", StandardOpenOption.APPEND);
    write(page("A", OptionalInt.empty(), "y"));
    try (Journal journal = new Journal(file(), WANTED)) {
      assertThat(journal.position("A")).isEmpty();
      assertThat(journal.statements("A")).extracting(CorpusStatement::id).containsExactly("x", "y");
    }
  }

  @Test
  void open_otherRun_isRefused() {
    write();
    ObjectNode other = new Wanted(List.of("Std"), 100, false).json("some Lean");
    assertThatThrownBy(() -> new Journal(file(), other).close())
        .isInstanceOf(CorpusException.class)
        .hasMessageContaining("begun with other options or another Lean");
  }

  @Test
  void open_folderThatIsNotThere_saysSo() {
    Path nowhere = folder.resolve("none/core.partial");
    assertThatThrownBy(() -> new Journal(nowhere, WANTED).close())
        .isInstanceOf(CorpusException.class)
        .hasMessageEndingWith("(there is no such folder)");
  }

  @Test
  void read_lineThatIsNoStatement_isNamed() throws IOException {
    Path corpus = Files.writeString(folder.resolve("c.jsonl"), "{\"id\":\"a\"}\n");
    assertThatThrownBy(() -> CorpusFile.read(corpus))
        .isInstanceOf(CorpusException.class)
        .hasMessageContaining("line 1 is no statement of a corpus");
  }

  @Test
  void write_corpus_readsBack() {
    Path corpus = folder.resolve("c.jsonl");
    List<CorpusStatement> all = List.of(statement("a", "1"), statement("«b c»", "2"));
    CorpusFile.write(corpus, all);
    assertThat(CorpusFile.read(corpus)).isEqualTo(all);
    assertThat(folder.toFile().list()).containsExactly("c.jsonl");
  }
}
