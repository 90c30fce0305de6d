package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import lakatos.v1.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ParquetProblemsTest {
  private static final String ONE =
      "select 'a' as id, 'theorem t : 1 = 1 := by sorry' as formal_statement";

  @TempDir Path folder;

  private static List<Entry> read(Path... files) {
    List<Entry> entries = new ArrayList<>();
    new ParquetProblems(List.of(files), Map.of(), Purpose.PROVE).read(entries::add);
    return entries;
  }

  private Path write(String name, String query, String... how) throws Exception {
    return DataSet.write(folder.resolve(name), query, how);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd", "snappy", "gzip", "uncompressed"})
  void read_anyCompression(String compression) throws Exception {
    List<Entry> entries = read(write("a.parquet", ONE, "compression " + compression));
    assertThat(entries).hasSize(1);
    assertThat(entries.get(0).problem().getStatement().getText()).isEqualTo("theorem t : 1 = 1");
  }

  @Test
  void read_headersInTheText_areTakenApart() throws Exception {
    String text =
        """
        import Mathlib
        open Nat
        def f (n : Nat) := n + 1

        /-- It is one more. -/
        theorem t : f 1 = 2 := by
          sorry
        """;
    Path file =
        write(
            "a.parquet",
            "select 'a' as name, '" + text + "' as lean4_code, 'It is.' as natural_language");
    Problem problem = read(file).get(0).problem();
    assertThat(problem.getId()).isEqualTo("a");
    assertThat(problem.getInformal()).isEqualTo("It is.");
    assertThat(problem.getStatement().getHeader())
        .startsWith("import Mathlib\nset_option autoImplicit false\n")
        .endsWith("open Nat\n");
    assertThat(problem.getStatement().getPreamble()).isEqualTo("def f (n : Nat) := n + 1");
    assertThat(problem.getStatement().getText())
        .isEqualTo("/-- It is one more. -/\ntheorem t : f 1 = 2");
  }

  @Test
  void read_headerOfItsOwn_isKeptAsItIs() throws Exception {
    Path file =
        write(
            "a.parquet",
            "select 'a' as name, 'import Mathlib\nset_option maxHeartbeats 400000' as header,"
                + " 'theorem t : 1 = 1 := by\n' as formal_statement, 'x' as goal");
    assertThat(read(file).get(0).problem().getStatement().getHeader())
        .isEqualTo("import Mathlib\nset_option maxHeartbeats 400000");
  }

  @Test
  void read_nestedColumnsAreLeftOut_numbersAreTexts_nullsAreNothing() throws Exception {
    Path file =
        write(
            "a.parquet",
            "select 7 as id, [1, 2] as informal, {'a': 1} as header, map {'a': 1} as preamble,"
                + " 'theorem t : 1 = 1' as statement"
                + " union all by name select 8 as id, null as statement"
                + " union all by name select null as id, 'theorem t : 2 = 2' as statement");
    List<Entry> entries = read(file);
    assertThat(entries)
        .extracting(Entry::fault)
        .containsExactly("", "there is nothing in statement", "");
    assertThat(entries).extracting(Entry::place).contains(file + " row 2");
    assertThat(entries.get(0).problem().getId()).isEqualTo("7");
    assertThat(entries.get(0).problem().getInformal()).isEmpty();
    assertThat(entries.get(2).problem().getId()).isEqualTo("a-3");
  }

  @Test
  void read_noColumnForTheStatement_isTroubleThatNamesThoseThereAre() throws Exception {
    Path file = write("a.parquet", "select 'a' as id, 'theorem t : 1 = 1' as lean_text");
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(Trouble.class)
        .hasMessage(
            file
                + ": none of the columns id, lean_text is known to hold statements;"
                + " say which with --column formal=NAME");
    List<Entry> entries = new ArrayList<>();
    new ParquetProblems(List.of(file), Map.of(Columns.Part.FORMAL, "lean_text"), Purpose.PROVE)
        .read(entries::add);
    assertThat(entries.get(0).isSound()).isTrue();
  }

  @Test
  void read_columnThatIsNotThere_isTrouble() throws Exception {
    Path file = write("a.parquet", ONE);
    ParquetProblems problems =
        new ParquetProblems(List.of(file), Map.of(Columns.Part.ID, "nr"), Purpose.PROVE);
    assertThatThrownBy(() -> problems.read(entry -> {}))
        .hasMessage(file + ": there is no column nr; there are id, formal_statement");
  }

  @Test
  void read_candidates_areLeftAsTheyAre() throws Exception {
    Path file =
        write(
            "a.parquet",
            "select 'a' as id, 'theorem t : 1 = 1' as statement,"
                + " 'theorem t : 1 = 1 := rfl' as candidate");
    List<Entry> entries = new ArrayList<>();
    new ParquetProblems(List.of(file), Map.of(), Purpose.VERIFY).read(entries::add);
    Problem problem = entries.get(0).problem();
    assertThat(problem.getCandidate()).isEqualTo("theorem t : 1 = 1 := rfl");
    assertThat(problem.getStatement().getHeader()).isEmpty();
  }

  @Test
  void read_namesThatLookLikePatterns_areNames() throws Exception {
    Path odd = write("a[1]*.parquet", ONE);
    write("a1x.parquet", ONE);
    assertThat(read(odd)).hasSize(1);
  }

  @Test
  void read_somethingElse_isTrouble() throws Exception {
    Path file = Files.writeString(folder.resolve("a.parquet"), "not Parquet at all");
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(Trouble.class)
        .hasMessageStartingWith("cannot read " + file + " as Parquet: ");
  }

  @Test
  void read_manyRows_inOrder_withoutKeepingThem() throws Exception {
    Path file =
        write(
            "a.parquet",
            "select range as id, 'theorem t : ' || range || ' < 1 := by sorry -- '"
                + " || repeat('x', 2000) as formal from range(100000)",
            "row_group_size 10000");
    AtomicInteger next = new AtomicInteger();
    new ParquetProblems(List.of(file), Map.of(), Purpose.PROVE)
        .read(
            entry ->
                assertThat(entry.problem().getId())
                    .isEqualTo(String.valueOf(next.getAndIncrement())));
    assertThat(next).hasValue(100_000);
  }
}
