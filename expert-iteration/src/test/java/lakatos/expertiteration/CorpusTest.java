package lakatos.expertiteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lakatos.prover.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CorpusTest {
  @TempDir private Path folder;

  private Path file(String... lines) throws IOException {
    return Files.write(folder.resolve("set.jsonl"), List.of(lines));
  }

  @Test
  void read_theoremsAndBarePropositions_areStatements() throws IOException {
    List<Problem> problems =
        Corpus.read(
            file(
                "{\"id\":\"a\",\"formal\":\"theorem a : 1 = 1\"}",
                "{\"id\":\"b\",\"statement\":\"∀ n : Nat, n = n\"}",
                "{\"id\":\"c\",\"statement\":\"theorem c : True\",\"header\":\"import Init\\n\"}",
                "{\"id\":\"d\",\"formal\":\"/-- So. -/\\nprivate theorem d : True\"}"));
    assertThat(problems)
        .extracting(problem -> problem.statement().text())
        .containsExactly(
            "theorem a : 1 = 1",
            "theorem X : ∀ n : Nat, n = n",
            "theorem c : True",
            "/-- So. -/\nprivate theorem d : True");
    assertThat(problems.get(0).statement().header()).contains("autoImplicit false");
    assertThat(problems.get(2).statement().header()).isEqualTo("import Init\n");
  }

  @Test
  void write_andReadAgain_isTheSame() throws IOException {
    List<Problem> problems =
        Corpus.read(
            file("{\"id\":\"a\",\"statement\":\"∀ n : Nat, n = n\",\"preamble\":\"def f := 1\"}"));
    Corpus.write(folder.resolve("again.jsonl"), problems);
    assertThat(Corpus.read(folder.resolve("again.jsonl"))).isEqualTo(problems);
  }

  @Test
  void read_badLine_isNamed() throws IOException {
    Path file = file("{\"id\":\"a\",\"formal\":\"theorem a : True\"}", "{\"id\":\"b\"}");
    assertThatExceptionOfType(IterationException.class)
        .isThrownBy(() -> Corpus.read(file))
        .withMessage(file + " line 2: the field \"statement\" is missing or not a text");
  }

  @Test
  void read_sameIdTwice_isRefused() throws IOException {
    String line = "{\"id\":\"a\",\"formal\":\"theorem a : True\"}";
    Path file = file(line, line);
    assertThatExceptionOfType(IterationException.class)
        .isThrownBy(() -> Corpus.read(file))
        .withMessage(file + " line 2: the id \"a\" has occurred before");
  }

  @Test
  void read_guardedStatement_isRefusedWithWhatToDo() throws IOException {
    Path file =
        file(
            "{\"id\":\"a\",\"formal\":\"theorem a : True\",\"guarded\":false}",
            "{\"id\":\"b\",\"formal\":\"theorem b : True\",\"guarded\":true}");
    assertThatExceptionOfType(IterationException.class)
        .isThrownBy(() -> Corpus.read(file))
        .withMessage(
            file
                + " line 2: the statement is guarded: its header imports the module that proves it,"
                + " so that a proof may be the theorem itself; extract without --own")
        .satisfies(e -> assertThat(e.reason()).isEqualTo(IterationException.Reason.BAD_INPUT));
  }

  @Test
  void read_nothing_saysSo() throws IOException {
    Path file = file("");
    assertThatExceptionOfType(IterationException.class)
        .isThrownBy(() -> Corpus.read(file))
        .withMessage("there are no statements in " + file);
  }
}
