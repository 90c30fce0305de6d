package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of {@code lakatos iterate} needs no Lean. */
final class IterateCommandTest {
  private static final String STATEMENT =
      "{\"id\":\"a\",\"formal\":\"theorem a (n : Nat) : n + 0 = n\",\"proof\":\"  simp\"}\n";

  private static final String MANIFEST =
      """
      {"round": %d, "counts": {"attempted": 20, "attempts": 160, "solved": 5, "solved_anew": 2,
       "solved_ever": 7, "selected": 9}, "metrics": {"exploration": 0.2, "entropy": 1.5},
       "drawn_with": {"temperature": 1.0, "samples": 8}, "seconds": {"attempts": 60.5},
       "training": {"last_loss": 0.5}, "evaluation": {"held": {"statements": 4, "solved": 1,
       "pass": [{"k": 8, "mean": 0.25, "low": 0.1, "high": 0.4}], "portfolio": 2, "union": 3,
       "only_model": ["a"]}}, "examples": [{"by": "model", "formal": "theorem t : p",
       "proof": "  simp <;> omega"}]}
      """;

  @TempDir private Path folder;

  private Path base() throws IOException {
    Path texts = Files.writeString(folder.resolve("texts.jsonl"), STATEMENT.repeat(3));
    Path base = folder.resolve("base");
    Command made =
        Command.run(
            "iterate",
            "init",
            base.toString(),
            "--tokenizer-from",
            texts.toString(),
            "--layers",
            "1",
            "--hidden",
            "32",
            "--vocabulary",
            "280");
    assertThat(made.code()).isZero();
    assertThat(made.err()).contains("277 tokens");
    return base;
  }

  @Test
  void initThenTrain_oneProof_isLearnt() throws IOException {
    Path examples = Files.writeString(folder.resolve("examples.jsonl"), STATEMENT);
    Path out = folder.resolve("trained");
    Command trained =
        Command.run(
            "iterate",
            "train",
            "--in",
            examples.toString(),
            "--base",
            base().toString(),
            "--out",
            out.toString(),
            "--epochs",
            "20",
            "--device",
            "cpu");
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.err()).contains("learnt 1 proofs in");
    assertThat(out.resolve("model.safetensors")).exists();
  }

  @Test
  void train_lossDiverges_keepsAGoodStateAndSaysSo() throws IOException {
    Path examples = Files.writeString(folder.resolve("examples.jsonl"), STATEMENT);
    Command trained =
        Command.run(
            "iterate",
            "train",
            "--in",
            examples.toString(),
            "--base",
            base().toString(),
            "--out",
            folder.resolve("trained").toString(),
            "--epochs",
            "400",
            "--device",
            "cpu",
            "--learning-rate",
            "1000",
            "--step-tokens",
            "1");
    assertThat(trained.code()).isEqualTo(Exit.NOT_PROVED);
    assertThat(trained.err()).contains("lakatos: ").doesNotContain("Exception");
    assertThat(folder.resolve("trained").resolve("model.safetensors")).exists();
  }

  @Test
  void init_headsThatDoNotFit_saysSoInOneSentence() throws IOException {
    Path texts = Files.writeString(folder.resolve("texts.lean"), "theorem t : p");
    Command made =
        Command.run(
            "iterate",
            "init",
            folder.resolve("b").toString(),
            "--tokenizer-from",
            texts.toString(),
            "--hidden",
            "30",
            "--heads",
            "4");
    made.isTrouble("heads must divide the hidden size into even parts: 4, 30");
  }

  @Test
  void iterate_neitherRunNorResume_saysWhatToGive() {
    Command.run("iterate")
        .isTrouble("give --run with the folder of a new run, or --resume with that of one");
  }

  @Test
  void iterate_resumeWhereThereIsNone_saysSo() {
    Command.run("iterate", "--resume", folder.toString())
        .isTrouble("there is no run in " + folder + "; begin one with --run");
  }

  @Test
  void report_roundsThatAreDone_areTablesAndAPage() throws IOException {
    Path run = folder.resolve("run");
    Files.createDirectories(run.resolve("round-00"));
    Files.createDirectories(run.resolve("round-01"));
    Files.writeString(run.resolve("run.json"), "{}");
    for (int round = 0; round < 2; round++) {
      Files.writeString(
          run.resolve("round-0" + round).resolve("manifest.json"), MANIFEST.formatted(round));
    }
    Command report = Command.run("iterate", "report", run.toString());
    assertThat(report.code()).as(report.err()).isZero();
    assertThat(report.out()).contains("@8 25.0% (10.0% to 40.0%)", "Exploration");
    assertThat(run.resolve("report.html"))
        .content()
        .contains("<h1>Rounds</h1>", "data:image/png", "simp &lt;;&gt; omega")
        .doesNotContain("<script");
  }
}
