package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import lakatos.prover.Auto;
import lakatos.prover.model.FreshModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ModelOptionsTest {
  private static final String MISSING =
      "; get it with the rest of Lakatos, or name a model of your own with hf:DIR";

  @TempDir private Path folder;
  private Path embedded;

  @BeforeEach
  void place() {
    embedded = folder.resolve("embedded");
    System.setProperty("lakatos.embedded", embedded.toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty("lakatos.embedded");
  }

  private void write() {
    new FreshModel(1, 32, 64, 4, 2, 300, 128, 5).write(embedded, Stream.of("theorem t : p"));
  }

  private static ModelOptions options(String... arguments) {
    return CommandLine.populateCommand(new ModelOptions(), arguments);
  }

  @Test
  void profile_notNamed_isTheModels() {
    assertThat(options().profile().name()).isEqualTo("lakatos");
    assertThat(options("--model", "embedded").profile().name()).isEqualTo("lakatos");
    assertThat(options("--model", "hf:somewhere").profile().name()).isEqualTo("generic-chat");
    assertThat(options("--model", "embedded", "--profile", "stp").profile().name())
        .isEqualTo("stp");
  }

  @Test
  void price_ofTheEmbeddedModel_isCheap() {
    assertThat(options("--model", "embedded").price()).isEqualTo(Auto.Price.CHEAP);
    assertThat(options("--model", "embedded").drawing().check()).isEqualTo(Duration.ofSeconds(5));
    assertThat(options("--model", "hf:somewhere").price()).isEqualTo(Auto.Price.DEAR);
  }

  @Test
  void embedded_whereModelsAreNamed_isMeant() {
    write();
    Command info = Command.run("model", "info", "--json", "--model", "embedded");
    assertThat(info.json().path("model").asText()).isEqualTo("embedded");
    Command written =
        Command.run(
            "model", "generate", "--model", "embedded", "--max-tokens", "3", "--json", "theorem");
    assertThat(written.json().path("tokens").asInt()).isBetween(1, 3);
    assertThat(ModelOptions.outside("embedded")).isEqualTo("hf:" + embedded);
    assertThat(ModelOptions.folder(Path.of("embedded"))).isEqualTo(embedded);
  }

  @Test
  void embedded_thatIsMissing_isToldInOneSentence() {
    String sentence = "there is no embedded model in " + embedded + MISSING;
    Command.run("model", "info", "--model", "embedded").isTrouble(sentence);
    Command.run("prove", "--model", "embedded", "theorem t : 1 = 1").isTrouble(sentence);
    Command.run("prove", "--policy", "auto", "theorem t : 1 = 1")
        .isTrouble("this policy needs a model; name one with --model hf:DIR or openai:URL#NAME");
  }

  @Test
  void noModel_withAModel_isToldInOneSentence() {
    Command.run("prove", "--no-model", "--model", "embedded", "theorem t : 1 = 1")
        .isTrouble("--no-model and --model contradict each other; give one");
  }
}
