package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InputsTest {
  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static ProblemFiles inputs(Path... named) {
    return Inputs.of(List.of(named), Map.of(), Optional.empty(), Purpose.PROVE);
  }

  private static List<Entry> read(ProblemFiles files) {
    List<Entry> entries = new ArrayList<>();
    files.read(entries::add);
    return entries;
  }

  @Test
  void jsonl_isReadAsProveReadsIt_andInTheNamesOfDataSets() throws IOException {
    Path file =
        write(
            "in.jsonl",
            """
            {"id":"a","formal":"theorem t : f 1 = 2 := by sorry","preamble":"def f (n : Nat) := n + 1"}
            {"name":"b","formal_statement":"theorem t : 1 = 1 := sorry","header":"open Nat","split":"test"}
            {"formal":"theorem t : 1 = 1"}

            {"id":
            {"id":"c"}
            {"id":"d","formal":"example : 1 = 1"}
            {"id":"e","formal":["theorem t : 1 = 1"]}
            """);
    List<Entry> entries = read(inputs(file));
    assertThat(entries)
        .extracting(entry -> entry.isSound() ? entry.problem().getId() : entry.fault())
        .satisfiesExactly(
            id -> assertThat(id).isEqualTo("a"),
            id -> assertThat(id).isEqualTo("b"),
            id -> assertThat(id).isEqualTo("in-3"),
            fault -> assertThat(fault).startsWith("not JSON: "),
            fault -> assertThat(fault).startsWith("none of the columns id is known to hold"),
            fault -> assertThat(fault).startsWith("there is no theorem in the text"),
            fault -> assertThat(fault).isEqualTo("the field \"formal\" is not a text"));
    assertThat(entries.get(3).place()).isEqualTo(file + " line 5");
    assertThat(entries.get(0).problem().getStatement().getPreamble())
        .isEqualTo("def f (n : Nat) := n + 1");
    assertThat(entries.get(1).problem().getStatement().getHeader()).isEqualTo("open Nat");
  }

  @Test
  void leanFiles_areProblemsWithOneTheoremAndAGap() throws IOException {
    write("A.lean", "open Nat\n\ndef f := 1\n\ntheorem a : f = 1 := by\n  sorry\n");
    write("sub/B.lean", "theorem b : 1 = 1 := sorry\n");
    write("sub/C.lean", "theorem c : 1 = 1 := rfl -- no sorry\n");
    write("sub/D.lean", "theorem c : 1 = 1 := sorry\ntheorem d : 1 = 1 := sorry\n");
    List<Entry> entries = read(inputs(folder));
    assertThat(entries)
        .extracting(entry -> entry.isSound() ? entry.problem().getId() : entry.fault())
        .containsExactly(
            "A",
            "sub/B",
            "there is no sorry in it",
            "there are 2 theorems; give one, or a file whose gaps are to be filled");
    assertThat(entries.get(0).problem().getStatement().getText()).isEqualTo("theorem a : f = 1");
    assertThat(entries.get(0).problem().getStatement().getPreamble()).isEqualTo("def f := 1");
    assertThat(entries.get(3).place()).isEqualTo(folder.resolve("sub/D.lean").toString());
  }

  @Test
  void dataSet_withSplits_needsOne() throws Exception {
    Files.createDirectories(folder.resolve("data"));
    for (String shard :
        List.of("test-00000-of-00001", "train-00000-of-00002", "train-00001-of-00002")) {
      DataSet.write(
          folder.resolve("data/" + shard + ".parquet"),
          "select '" + shard + "' as id, 'theorem t : 1 = 1' as formal");
    }
    assertThatThrownBy(() -> inputs(folder))
        .isInstanceOf(Trouble.class)
        .hasMessage(
            "in "
                + folder
                + " there are the splits test, train; choose with --split NAME, or name files");
    ProblemFiles train = Inputs.of(List.of(folder), Map.of(), Optional.of("train"), Purpose.PROVE);
    assertThat(read(train))
        .extracting(entry -> entry.problem().getId())
        .containsExactly("train-00000-of-00002", "train-00001-of-00002");
  }

  @Test
  void whatCannotBeRead_isTrouble() throws IOException {
    Path nowhere = folder.resolve("nowhere");
    assertThatThrownBy(() -> inputs(nowhere)).hasMessage("there is no file or folder " + nowhere);
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> inputs(empty))
        .hasMessage("there are no .parquet, .jsonl or .lean files in " + empty);
    Path lean = write("A.lean", "");
    Path lines = write("a.jsonl", "");
    assertThatThrownBy(() -> inputs(lean, lines))
        .hasMessage("there are files of more than one format; name those of one");
  }
}
