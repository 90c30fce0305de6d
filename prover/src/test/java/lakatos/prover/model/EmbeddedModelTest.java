package lakatos.prover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedModelTest {
  @TempDir private Path root;

  private EmbeddedModel written() {
    EmbeddedModel embedded = EmbeddedModel.under(root);
    new FreshModel(1, 32, 64, 4, 2, 300, 128, 5)
        .write(embedded.folder(), Stream.of("theorem t : p := by\n  simp"));
    return embedded;
  }

  @Test
  void size_ofWhatIsThere_isThatOfItsWeights() throws IOException {
    EmbeddedModel embedded = written();
    assertThat(embedded.isThere()).isTrue();
    assertThat(embedded.size().bytes())
        .isEqualTo(Files.size(root.resolve("models/lakatos/model.safetensors")));
    try (LocalModel model = embedded.open(LocalOptions.DEFAULT.withDevice("cpu"))) {
      assertThat(model.name()).isEqualTo("embedded");
      assertThat(model.properties())
          .containsEntry("parameters", String.valueOf(embedded.size().parameters()));
    }
  }

  @Test
  void open_nothingThere_isToldInOneSentence() {
    EmbeddedModel missing = EmbeddedModel.under(root);
    assertThat(missing.isThere()).isFalse();
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> missing.open(LocalOptions.DEFAULT))
        .withMessage(
            "there is no embedded model in "
                + root.resolve("models/lakatos")
                + "; get it with the rest of Lakatos, or name a model of your own with hf:DIR");
  }

  @Test
  void size_weightsThatWereNotFetched_isToldInOneSentence() throws IOException {
    EmbeddedModel embedded = written();
    Path weights = embedded.folder().resolve("model.safetensors");
    Files.writeString(weights, "version https://git-lfs.github.com/spec/v1\n");
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(embedded::size)
        .withMessageStartingWith(weights + " is no safetensors file, or was cut short");
  }
}
