package lakatos.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      new Wanted(
          List.of("Init.SimpLemmas", "Init.Data.Nat.MinMax", "Init.Data.Nat.Gcd"), 400, true);

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

  private static CorpusStatement statement(String id) {
    return Optional.ofNullable(corpus.get(id)).orElseThrow();
  }

  private static Verdict judge(CorpusStatement one, String proof) {
    String candidate = one.formal() + " := " + proof;
    return one.judge(SharedLean.verifier(), candidate, Limits.DEFAULT, true);
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
  void run_someModules_theirTheoremsWithWhatTheirModuleImports() {
    CorpusStatement min = statement("Nat.min_comm");
    assertThat(min.module()).isEqualTo("Init.Data.Nat.MinMax");
    assertThat(min.formal()).isEqualTo("theorem Nat_min_comm (a b : Nat) : min a b = min b a");
    assertThat(min.header()).startsWith("prelude\nimport Init.").doesNotContain("MinMax");
    assertThat(min.guarded()).isFalse();
  }

  @Test
  void run_aboutWhatTheModuleDefines_isGuardedAndImportsIt() {
    CorpusStatement gcd = statement("Nat.gcd_comm");
    assertThat(gcd.formal()).isEqualTo("theorem Nat_gcd_comm (m n : Nat) : m.gcd n = n.gcd m");
    assertThat(gcd.header()).endsWith("import Init.Data.Nat.Gcd\n");
    assertThat(gcd.guarded()).isTrue();
  }

  @Test
  void run_whatLeanMakesByItself_isDropped() {
    assertThat(corpus.keySet())
        .noneMatch(
            id -> id.contains("match_") || id.endsWith("eq_def") || id.startsWith("_private"));
    assertThat(summary.dropped()).containsKey("generated");
    assertThat(summary.statements()).isEqualTo(corpus.size());
  }

  @Test
  void run_everyStatement_isWhatTheLibraryProves() {
    List<String> wrong =
        corpus.values().stream()
            .filter(one -> !verify(withLibrary(one), byName(one.id())).isProved())
            .map(CorpusStatement::formal)
            .toList();
    assertThat(wrong).isEmpty();
  }

  /** The same under a name that is free, where the library's theorem is there too. */
  private static Statement withLibrary(CorpusStatement one) {
    String header = "prelude\nimport " + one.module() + "\n";
    return new Statement(header, "", one.formal().replaceFirst("theorem \\S+", "theorem X"));
  }

  /** Closes what the library's theorem states, with whatever stands in front of the colon. */
  private static String byName(String theorem) {
    return "by first | exact @%s | exact @%s .. | (intros; apply @%s <;> assumption)"
        .formatted(theorem, theorem, theorem);
  }

  @Test
  void judge_theoremItself_isUnknownThere() {
    assertThat(judge(statement("Nat.min_comm"), "Nat.min_comm a b"))
        .isInstanceOf(Verdict.Failed.class);
  }

  @Test
  void judge_whatWasThereBefore_isProved() {
    assertThat(judge(statement("and_self"), "propext ⟨And.left, fun h => ⟨h, h⟩⟩").isProved())
        .isTrue();
  }

  @Test
  void judge_guardedTheoremItself_isRejected() {
    Verdict verdict = judge(statement("Nat.gcd_comm"), "Nat.gcd_comm m n");
    assertThat(((Verdict.Rejected) verdict).objections())
        .extracting(Objection::code)
        .containsExactly("later");
  }

  @Test
  void judge_guardedBySimplifierThatKnowsIt_isRejected() {
    assertThat(judge(statement("Nat.gcd_zero_left"), "by simp"))
        .isInstanceOf(Verdict.Rejected.class);
  }

  @Test
  void verifyBefore_throughALemmaOfTheCandidate_isRejected() {
    Statement statement = Statement.of(statement("Nat.gcd_comm").formal());
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
    Wanted none = new Wanted(List.of("Init.Nothing"), 400, false);
    Extraction extraction = new Extraction(SharedLean.pool(), none, folder.resolve("none.jsonl"));
    assertThatThrownBy(() -> extraction.run(step -> {}))
        .isInstanceOf(CorpusException.class)
        .hasMessage("there is no module Init.Nothing here");
  }
}
