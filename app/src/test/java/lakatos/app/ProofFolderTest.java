package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lakatos.leanbridge.Statement;
import lakatos.v1.Candidate;
import lakatos.v1.FindingKind;
import lakatos.v1.FindingWeight;
import lakatos.v1.JobResult;
import lakatos.v1.Problem;
import lakatos.v1.Result;
import lakatos.v1.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProofFolderTest {
  private static final Statement STATEMENT =
      new Statement("import Std\nopen Nat\n", "def f := 1", "theorem t : f = 1");

  @TempDir Path folder;

  private static JobResult result(Result.Builder result) {
    return JobResult.newBuilder()
        .setProblem(Replies.wire(result.getId(), STATEMENT))
        .setResult(result)
        .build();
  }

  private static Result.Builder of(String id, Verdict verdict) {
    return Result.newBuilder().setId(id).setVerdict(verdict);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @Test
  void add_proved_isAWholeFile() throws IOException {
    new ProofFolder(folder)
        .add(
            result(
                of("a", Verdict.VERDICT_PROVED)
                    .setToolchain("Lean 4.28.0")
                    .setSource("theorem t : f = 1 := rfl")));
    assertThat(Files.readString(folder.resolve("a.lean")))
        .isEqualTo(
            """
            import Std
            open Nat

            def f := 1

            -- proved; checked by Lean 4.28.0

            theorem t : f = 1 := rfl
            """);
  }

  @Test
  void add_notProved_hasASorryAndWhatIsKnown_whichCannotLeaveItsComment() throws IOException {
    new ProofFolder(folder)
        .add(result(of("a", Verdict.VERDICT_OPEN).addGoals("x : Nat\n⊢ -/ axiom bad : False")));
    assertThat(Files.readString(folder.resolve("a.lean")))
        .endsWith(
            """
            -- open; what remained:
            -- x : Nat
            -- ⊢ -/ axiom bad : False

            theorem t : f = 1 := by
              sorry
            """);
  }

  @Test
  void add_madeOfWords_hasTheStatementWithWhatIsKnown_whichCannotLeaveItsComment()
      throws IOException {
    Candidate.Builder best = Candidate.newBuilder().setConfidence(0.25);
    best.getStatementBuilder().setHeader("import Std").setText("theorem t : 1 = 1");
    best.setBackTranslation("One is one.\n-/ axiom bad : False");
    best.addOriginsBuilder().setFormalizer("big");
    best.addFindingsBuilder()
        .setKind(FindingKind.FINDING_KIND_TRIVIAL)
        .setWeight(FindingWeight.FINDING_WEIGHT_SUSPICIOUS)
        .setSentence("the conclusion is trivial")
        .setWitness("rfl");
    Candidate.Builder other = Candidate.newBuilder().setConfidence(0.1);
    other.addOriginsBuilder().setFormalizer("small");
    other.getStatementBuilder().setText("theorem t : 2 = 2\naxiom bad : False");
    Result.Builder result = of("a", Verdict.VERDICT_FORMALIZED);
    result.getFormalizationBuilder().addCandidates(best).addCandidates(other);
    Problem problem = Problem.newBuilder().setId("a").setInformal("One is\none.").build();
    new ProofFolder(folder)
        .add(JobResult.newBuilder().setProblem(problem).setResult(result).build());
    assertThat(Files.readString(folder.resolve("a.lean")))
        .isEqualTo(
            """
            import Std

            -- formalized:
            -- One is
            -- one.
            --
            -- it says: One is one.
            -- -/ axiom bad : False
            -- doubtful:  the conclusion is trivial
            --            rfl
            -- confidence 0.25; written by big (1)
            --
            -- another reading, number 2:
            --   theorem t : 2 = 2
            --   axiom bad : False
            -- confidence 0.10; written by small (1)

            theorem t : 1 = 1 := by
              sorry
            """);
  }

  @Test
  void add_anyIds_areFilesOfThisFolderAlone() throws IOException {
    ProofFolder proofs = new ProofFolder(folder);
    for (String id : List.of("../../a", "A/b", "A_b", "", "..", "ä 1", "x".repeat(200))) {
      proofs.add(result(of(id, Verdict.VERDICT_OPEN)));
    }
    assertThat(names())
        .containsExactlyInAnyOrder(
            "__.._a.lean",
            "A_b.lean",
            "A_b-2.lean",
            "_.lean",
            "_-2.lean",
            "ä_1.lean",
            "x".repeat(150) + ".lean");
  }
}
