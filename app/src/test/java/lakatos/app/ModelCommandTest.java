package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class ModelCommandTest {
  private static final String MODEL =
      "hf:../prover/src/test/resources/checkpoints/tiny-random-qwen3";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  private List<ObjectNode> objects() {
    return out.toString().lines().map(Json::parse).toList();
  }

  @Test
  void info_ofACheckpoint_saysWhatItIs() {
    assertThat(run("model", "info", "--json", "--model", MODEL)).isZero();
    ObjectNode info = objects().get(0);
    assertThat(info.path("architecture").asText()).isEqualTo("Qwen3ForCausalLM");
    assertThat(info.path("context").asInt()).isEqualTo(2048);
    assertThat(info.path("profiles").toString()).contains("goedel-prover-v2", "kimina-prover");
  }

  @Test
  void generate_sameSeed_printsTheSameTexts() {
    String[] arguments = {
      "model",
      "generate",
      "--model",
      MODEL,
      "--samples",
      "3",
      "--seed",
      "5",
      "--max-tokens",
      "9",
      "--json",
      "theorem t"
    };
    assertThat(run(arguments)).isZero();
    List<ObjectNode> first = objects();
    assertThat(first).hasSize(3).allMatch(sample -> sample.path("tokens").asInt() <= 9);
    assertThat(first.stream().map(sample -> sample.path("seed").asInt()))
        .containsExactlyInAnyOrder(5, 6, 7);
    out.getBuffer().setLength(0);
    assertThat(run(arguments)).isZero();
    assertThat(objects()).containsExactlyInAnyOrderElementsOf(first);
  }

  @Test
  void bench_ofACheckpoint_saysHowFastItWrites() {
    assertThat(
            run(
                "model",
                "bench",
                "--json",
                "--model",
                MODEL,
                "--samples",
                "2",
                "--max-tokens",
                "8"))
        .isZero();
    assertThat(objects().get(0).path("together").asDouble()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hf:nowhere | nowhere is not a checkpoint folder: there is no config.json in it",
        "nowhere | names neither hf:DIR, a checkpoint folder, nor openai:URL#NAME, a server, nor embedded",
        "openai:nowhere | write openai:URL[,URL...]#NAME",
        "openai:http://localhost:1/v1#m | the connection is refused"
      })
  void generate_modelThatIsNotThere_isToldInOneSentence(String model, String sentence) {
    assertThat(run("model", "generate", "--model", model, "hello")).isEqualTo(Exit.TROUBLE);
    assertThat(err.toString()).contains(sentence).hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--temperature=-1 | temperature must not be negative",
        "--top-p=2 | top-p must be above 0 and at most 1",
        "--device=tpu | there is no device tpu",
        "--dtype=int4 | FP32, FP16, BF16",
        "--batch=0 | batch must be positive"
      })
  void generate_parameterOutOfRange_isToldInOneSentence(String option, String sentence) {
    assertThat(run("model", "generate", "--model", MODEL, option, "hello")).isEqualTo(Exit.TROUBLE);
    assertThat(err.toString()).contains(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--policy=whole-proof | this policy needs a model",
        "--policy=guess | there is no policy guess; there are portfolio, whole-proof, auto",
        "--tokens=many | not a count: many (say 500, 200k or 1.5M)",
        "--rounds=-1 | rounds must not be negative",
        "--samples=0 | samples must be positive"
      })
  void prove_optionThatMakesNoSense_isToldInOneSentence(String option, String sentence) {
    assertThat(run("prove", option, "theorem t : 1 = 1")).isEqualTo(Exit.TROUBLE);
    assertThat(err.toString()).contains(sentence);
  }

  @Test
  void prove_profileForSingleTactics_isToldInOneSentence() {
    int code = run("prove", "--model", MODEL, "--profile", "bfs-prover", "theorem t : 1 = 1");
    assertThat(code).isEqualTo(Exit.TROUBLE);
    assertThat(err.toString()).contains("the profile bfs-prover proposes single tactics");
  }

  @Test
  void harmless_escapeSequences_areNotPassedOn() {
    assertThat(Terminal.harmless("a\u001b[2Jb\r\n\tc\u009b"))
        .isEqualTo("a\uFFFD[2Jb\uFFFD\n\tc\uFFFD");
  }

  @ParameterizedTest
  @CsvSource({"500,500", "200k,200000", "1.5M,1500000"})
  void count_asPeopleWriteIt_isRead(String text, long count) throws Exception {
    assertThat(new CountConverter().convert(text)).isEqualTo(count);
  }
}
