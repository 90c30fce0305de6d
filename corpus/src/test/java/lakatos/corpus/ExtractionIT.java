package lakatos.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.Objection;
import lakatos.leanbridge.SharedLean;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verdict;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read out of Lean's own library. */
final class ExtractionIT {
  /** One of {@code Init}'s earliest modules with theorems, and two later ones. */
  static final Wanted SOME =
      new Wanted(List.of("Init.SimpLemmas", "Init.Data.Nat.Gcd", "Init.Data.Option.Attach"), 400);

  @TempDir private static Path folder;

  private static Summary summary;
  private static Map<String, CorpusStatement> corpus;

  @BeforeAll
  static void extract() {
    Path out = folder.resolve("some.jsonl");
    summary = new Extraction(SharedLean.pool(), SOME, out).run(step -> {});
    corpus =
        CorpusFile.read(out).stream().collect(Collectors.toMap(CorpusStatement::id, one -> one));
  }

  private static Verdict verify(Statement statement, String proof) {
    String candidate = statement.text() + " := " + proof;
    return SharedLean.verifier().verify(statement, candidate, Limits.DEFAULT, false);
  }

  private static Verdict verifyBefore(String module, Statement statement, String proof) {
    String candidate = statement.text() + " := " + proof;
    return SharedLean.verifier().verifyBefore(module, statement, candidate, Limits.DEFAULT, true);
  }

  @Test
  void run_someModules_theirTheoremsWithTheirModuleAndItsImports() {
    assertThat(corpus).containsKeys("Nat.gcd_comm", "Nat.gcd_assoc", "and_self", "Option.attach_map");
    CorpusStatement gcd = corpus.get("Nat.gcd_comm");
    assertThat(gcd.module()).isEqualTo("Init.Data.Nat.Gcd");
    assertThat(gcd.formal()).isEqualTo("theorem Nat_gcd_comm (m n : Nat) : m.gcd n = n.gcd m");
    assertThat(gcd.header()).startsWith("prelude\nimport Init.").doesNotContain("Init.Data.Nat.Gcd\n");
  }

  @Test
  void run_whatLeanMakesByItself_isDropped() {
    assertThat(corpus.keySet())
        .noneMatch(id -> id.contains("match_") || id.endsWith("eq_def") || id.startsWith("_private"));
    assertThat(summary.dropped()).containsKey("generated");
    assertThat(summary.statements()).isEqualTo(corpus.size());
  }

  @Test
  void run_everyStatement_isWhatTheLibraryProves() {
    List<String> wrong =
        corpus.values().stream()
            .filter(one -> !verify(Statement.of(one.formal()), byName(one.id())).isProved())
            .map(CorpusStatement::formal)
            .toList();
    assertThat(wrong).isEmpty();
  }

  /** Closes what the library's theorem states, with whatever stands in front of the colon. */
  private static String byName(String theorem) {
    return "by first | exact @%s | exact @%s .. | (intros; apply @%s <;> assumption)"
        .formatted(theorem, theorem, theorem);
  }

  @Test
  void statement_provedByItself_isUnknownThere() {
    assertThat(verify(corpus.get("Nat.gcd_comm").statement(), "Nat.gcd_comm m n"))
        .isInstanceOf(Verdict.Failed.class);
  }

  @Test
  void statement_provedByWhatWasThere_isProved() {
    CorpusStatement self = corpus.get("Nat.gcd_comm");
    String proof =
        "Nat.dvd_antisymm (Nat.dvd_gcd (Nat.gcd_dvd_right m n) (Nat.gcd_dvd_left m n)) "
            + "(Nat.dvd_gcd (Nat.gcd_dvd_right n m) (Nat.gcd_dvd_left n m))";
    assertThat(verifyBefore(self.module(), Statement.of(self.formal()), proof))
        .isInstanceOf(Verdict.Rejected.class); // these are of the same module
    assertThat(verify(corpus.get("and_self").statement(), "propext ⟨And.left, fun h => ⟨h, h⟩⟩"))
        .isInstanceOf(Verdict.Proved.class);
  }

  @Test
  void verifyBefore_theoremItself_isRejected() {
    CorpusStatement self = corpus.get("Nat.gcd_comm");
    Verdict verdict =
        verifyBefore(self.module(), Statement.of(self.formal()), "Nat.gcd_comm m n");
    assertThat(((Verdict.Rejected) verdict).objections())
        .extracting(Objection::code)
        .containsExactly("later");
  }

  @Test
  void verifyBefore_throughALemmaOfTheCandidate_isRejected() {
    Statement statement = Statement.of(corpus.get("Nat.gcd_comm").formal());
    String candidate =
        "theorem own (a b : Nat) : a.gcd b = b.gcd a := Nat.gcd_comm a b\n"
            + statement.text()
            + " := own m n";
    Verdict verdict =
        SharedLean.verifier()
            .verifyBefore("Init.Data.Nat.Gcd", statement, candidate, Limits.DEFAULT, false);
    assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
  }

  @Test
  void verifyBefore_laterLemma_isRejected() {
    Statement statement = Statement.of("theorem t (a b : Nat) : a + b = b + a");
    Verdict verdict = verifyBefore("Init.Data.Nat.Basic", statement, "Nat.add_comm a b");
    assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
    Verdict later = verifyBefore("Init.Data.Nat.Gcd", statement, "Nat.add_comm a b");
    assertThat(later).isInstanceOf(Verdict.Proved.class);
  }

  @Test
  void run_again_returnsTheSame() {
    Path out = folder.resolve("some.jsonl");
    assertThat(new Extraction(SharedLean.pool(), SOME, out).run(step -> {})).isEqualTo(summary);
  }

  @Test
  void run_killedHalfWay_goesOnAndComesToTheSame() throws Exception {
    Path out = folder.resolve("killed.jsonl");
    Path partial = folder.resolve("killed.partial");
    Process process = ExtractionProcess.start(out);
    while (process.isAlive() && lines(partial) < 2) {
      process.waitFor(10, TimeUnit.MILLISECONDS);
    }
    process.destroyForcibly().waitFor();
    assertThat(out).doesNotExist();
    new Extraction(SharedLean.pool(), SOME, out).run(step -> {});
    assertThat(out).hasSameTextualContentAs(folder.resolve("some.jsonl"));
    assertThat(partial).doesNotExist();
  }

  private static long lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file).chars().filter(c -> c == '\n').count() : 0;
  }

  @Test
  void run_noSuchModule_saysSo() {
    Wanted none = new Wanted(List.of("Init.Nothing"), 400);
    Extraction extraction =
        new Extraction(SharedLean.pool(), none, folder.resolve("none.jsonl"));
    assertThatThrownBy(() -> extraction.run(step -> {}))
        .isInstanceOf(CorpusException.class)
        .hasMessage("there is no module Init.Nothing here");
  }
}
