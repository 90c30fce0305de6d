package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lakatos.leanbridge.Statement;
import lakatos.prover.Budget;
import lakatos.prover.Closers;
import lakatos.prover.Problem;
import lakatos.prover.ProofResult;
import lakatos.prover.model.FreshModel;
import lakatos.prover.model.Precision;
import lakatos.prover.model.Profile;
import lakatos.prover.model.Trainer;
import lakatos.prover.model.TrainerOptions;
import lakatos.prover.model.TrainingRow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proving with an embedded model that has learnt the proof of one statement by heart. */
final class EmbeddedIT {
  private static final String EASY = "theorem t (a b : Nat) : a + b = b + a";

  /** The portfolio does not come upon the number. */
  private static final String DEFINITION = "def weird (n : Nat) : Nat := n * n + 17 * n";

  private static final String HARD = "theorem w : ∃ n, weird n = 1543734";
  private static final String WHOLE = DEFINITION + "\n\n" + HARD;
  private static final String PROOF = "  exact ⟨1234, rfl⟩";

  @TempDir private static Path models;
  private static Path trained;

  @TempDir private Path folder;

  @BeforeAll
  static void train() {
    Path fresh = models.resolve("fresh");
    trained = models.resolve("trained");
    new FreshModel(2, 32, 64, 4, 2, 400, 192, 5)
        .write(fresh, Stream.of(WHOLE + " := by\n" + PROOF));
    try (Trainer trainer = Trainer.open(fresh, TrainerOptions.DEFAULT.withDevice("cpu"))) {
      TrainingRow row =
          trainer.row(
              Profile.named("lakatos").prompt(statement(DEFINITION, HARD), Optional.empty()),
              PROOF,
              true);
      for (int i = 0; i < 80; i++) {
        trainer.accumulateWeighted(List.of(row), List.of(1.0));
        trainer.step(5e-3);
      }
      trainer.save(trained, Precision.BF16);
    }
  }

  @BeforeEach
  void embed() {
    System.setProperty("lakatos.embedded", trained.toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty("lakatos.embedded");
  }

  private static Statement statement(String preamble, String theorem) {
    return new Statement("", preamble, theorem);
  }

  private static Problem problem(String preamble, String theorem) {
    return new Problem("p", statement(preamble, theorem), Optional.empty());
  }

  @Test
  void prove_whatThePortfolioLeavesOpen_isProvedByTheEmbeddedModel() {
    Command command = Command.run("prove", "--workers", "1", "--budget", "12s", WHOLE);
    assertThat(command.err())
        .startsWith("proved by the embedded model in ")
        .contains(" tokens; ", "checked strictly");
    assertThat(command.out()).contains(HARD + " := by\n" + PROOF);
    assertThat(command.code()).isEqualTo(Exit.PROVED);
  }

  @Test
  void prove_withoutIt_staysOpen() {
    Command command = Command.run("prove", "--no-model", "--workers", "1", "--budget", "4s", WHOLE);
    assertThat(command.err()).startsWith("not proved ").doesNotContain("tokens");
    assertThat(command.code()).isEqualTo(Exit.NOT_PROVED);
  }

  @Test
  void proveMany_asksItForWhatIsLeft() throws IOException {
    Path in =
        Files.writeString(
            folder.resolve("in.jsonl"),
            Json.object().put("id", "easy").put("formal", EASY)
                + "\n"
                + Json.object().put("id", "hard").put("preamble", DEFINITION).put("formal", HARD)
                + "\n");
    Path out = folder.resolve("out.jsonl");
    Command command =
        Command.run(
            "prove",
            "--budget",
            "20s",
            "--workers",
            "1",
            "--in",
            in.toString(),
            "--out",
            out.toString());
    assertThat(command.err()).contains("2 proved", "the model was writing");
    List<ObjectNode> results = Files.readAllLines(out).stream().map(Json::parse).toList();
    assertThat(results)
        .extracting(line -> line.path("id").asText() + " " + line.path("policy").asText())
        .containsExactlyInAnyOrder("easy portfolio", "hard whole-proof");
    assertThat(folder.resolve("out.attempts.jsonl")).doesNotExist();
  }

  @Test
  void prove_whatThePortfolioDecides_neverLoadsIt() {
    Provers.Drawing drawing = new Provers.Drawing(2, false, attempt -> {});
    try (Lean lean = new LeanOptions().prover(1);
        Provers provers =
            new Provers(
                lean,
                Provers.Named.AUTO,
                new ModelOptions(),
                Closers.standard(),
                drawing,
                said -> assertThat(said).isEmpty())) {
      ProofResult easy = provers.prove(problem("", EASY), new Budget(Duration.ofSeconds(20)));
      assertThat(easy.effort().policy()).isEqualTo("portfolio");
      assertThat(provers.hasLoaded()).isFalse();
      Budget some = new Budget(Duration.ofSeconds(4), 2, 30);
      String name = "x".repeat(200);
      ProofResult hard =
          provers.prove(problem(DEFINITION, HARD.replace("1543734", "1543735")), some);
      assertThat(provers.hasLoaded()).isTrue();
      assertThat(hard).isInstanceOf(ProofResult.Open.class);
      assertThat(hard.effort().tokens()).isPositive();
      assertThat(((ProofResult.Open) hard).goals()).allMatch(goal -> goal.contains("⊢"));
      String longer = HARD.replaceAll("\\bn\\b", name); // names of theorems are not shown
      ProofResult tooLong = provers.prove(problem(DEFINITION, longer), some);
      assertThat(tooLong).isInstanceOf(ProofResult.Open.class);
      assertThat(tooLong.effort().tokens()).isZero();
    }
  }

  @Test
  void prove_withoutPyTorch_goesOnWithThePortfolioAndSaysSo() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Dlakatos.root=" + System.getProperty("lakatos.root"),
                "-Dlakatos.embedded=" + trained,
                "-DPYTORCH_VERSION=0.0.0", // which nobody has, nor fetches
                "-cp",
                System.getProperty("java.class.path"),
                "lakatos.app.Main",
                "prove",
                "--budget",
                "4s",
                WHOLE)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    String said =
        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
            .replaceAll("(?m)^SLF4J.*\n", "");
    assertThat(said)
        .startsWith(
            "lakatos: the embedded model is left out: PyTorch cannot be loaded on this machine: ")
        .containsOnlyOnce("left out")
        .contains("\nnot proved ")
        .doesNotContain("\tat ");
    assertThat(process.waitFor()).isEqualTo(Exit.NOT_PROVED);
  }

  @Test
  void doctor_saysHowLargeItIs() {
    Command command = Command.run("doctor", "--lean", "/nowhere/lean");
    assertThat(command.out()).contains("embedded: ", " parameters, ", " MB, in " + trained);
  }
}
