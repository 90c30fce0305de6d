package lakatos.prover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FreshModelTest {
  private static final FreshModel TINY = new FreshModel(2, 32, 64, 4, 2, 300, 128, 5);
  private static final String TEXT =
      IntStream.range(0, 50)
          .mapToObj(
              i -> "theorem List.t" + i + " (l₁ l₂ : List α) : l₁ ++ l₂ = [] ↔ p := by\n  simp_all")
          .collect(Collectors.joining("\n"));

  @TempDir private Path folder;
  private Path model;

  @BeforeEach
  void write() {
    model = folder.resolve("model");
    FreshModel.Size size = TINY.write(model, Stream.of(TEXT));
    assertThat(size.tokens()).isEqualTo(300);
    assertThat(size.parameters())
        .isEqualTo(300 * 32 + 32 + 2 * (2 * 32 + 2 * 32 * 32 + 2 * 16 * 32 + 3 * 32 * 64));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "theorem t (l₁ l₂ : List α) : l₁ ++ l₂ = l₂ := by\n  simp_all [List.map]",
        "∀ ε > 0, ∃ δ, «odd name» = 'c' ∧ \"text\\n\"\t_x_ 123456",
        "   \n\n  ⟨fun h => h.1, 𝔸⟩ \r\n -- 完",
        ""
      })
  void encode_anyText_isReadBackAsItWas(String text) throws IOException {
    try (Tokenizer tokenizer = Tokenizer.read(model)) {
      int[] ids = tokenizer.encode(text, true);
      assertThat(ids[0]).isEqualTo(298);
      assertThat(tokenizer.decode(ids, true)).isEqualTo(text);
    }
  }

  @Test
  void encode_whatWasSeenOften_isFewTokens() throws IOException {
    try (Tokenizer tokenizer = Tokenizer.read(model)) {
      assertThat(tokenizer.encode("\n  simp_all", false).length).isLessThanOrEqualTo(4);
    }
  }

  @Test
  void write_sameSeedAndTexts_isTheSameCheckpoint() throws IOException {
    Path other = folder.resolve("other");
    TINY.write(other, Stream.of(TEXT));
    for (String file : List.of("tokenizer.json", "config.json", "model.safetensors")) {
      assertThat(other.resolve(file)).hasSameBinaryContentAs(model.resolve(file));
    }
  }

  @Test
  void write_somethingIsThere_isRefused() {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> TINY.write(model, Stream.of(TEXT)))
        .withMessageContaining("it is there already");
  }

  @Test
  void new_headsThatDoNotDivide_saysSo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FreshModel(1, 30, 64, 4, 2, 300, 128, 0))
        .withMessage("heads must divide the hidden size into even parts: 4, 30");
  }

  @Test
  void trained_onOneProof_writesIt() throws InterruptedException {
    Prompt prompt = new Prompt.Text("theorem t : p := by\n");
    Path trained = folder.resolve("trained");
    try (Trainer trainer = Trainer.open(model, TrainerOptions.DEFAULT.withDevice("cpu"))) {
      TrainingRow row = trainer.row(prompt, "  simp_all", true);
      for (int i = 0; i < 60; i++) {
        trainer.accumulateWeighted(List.of(row), List.of(0.5));
        trainer.step(5e-3);
      }
      trainer.save(trained, Precision.FP32);
    }
    try (LocalModel local = LocalModel.open(trained, LocalOptions.DEFAULT.withDevice("cpu"));
        Generation generation =
            local.generate(
                new Request(prompt, 1, Sampling.DEFAULT.greedy().withMaxTokens(16), 0))) {
      Optional<Completion> completion = generation.next(Duration.ofSeconds(30));
      assertThat(completion.orElseThrow().text()).isEqualTo("  simp_all");
      assertThat(completion.orElseThrow().finish()).isEqualTo(Completion.Finish.STOP);
    }
  }

  @Test
  void accumulateWeighted_countsRowsAsTheirWeightsSay() {
    try (Trainer weighted = Trainer.open(model, TrainerOptions.DEFAULT.withDevice("cpu"));
        Trainer repeated = Trainer.open(model, TrainerOptions.DEFAULT.withDevice("cpu"))) {
      TrainingRow one = TrainingRow.of(List.of(1, 2), List.of(3, 4));
      TrainingRow two = TrainingRow.of(List.of(5), List.of(6, 7, 8));
      weighted.accumulateWeighted(List.of(one, two), List.of(2.0, 1.0));
      repeated.accumulate(List.of(one, one, two));
      Step first = weighted.step(1e-3);
      Step second = repeated.step(1e-3);
      assertThat(first.loss().mean())
          .isCloseTo(second.loss().mean(), org.assertj.core.api.Assertions.within(1e-5));
      assertThat(first.gradNorm())
          .isCloseTo(second.gradNorm(), org.assertj.core.api.Assertions.within(1e-4));
      assertThat(Arrays.asList(one.learningAll().targetCount(), two.learningAll().targetCount()))
          .containsExactly(3, 3);
    }
  }
}
