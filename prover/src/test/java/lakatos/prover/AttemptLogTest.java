package lakatos.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AttemptLogTest {
  private static final Attempt A = Attempts.of("a", "one");
  private static final Attempt B = Attempts.of("b", "two\nlines, ∀ x : ℝ");

  @TempDir Path folder;
  private final List<AttemptLog.Malformed> malformed = new ArrayList<>();
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("run/of/today.jsonl");
  }

  @Test
  void add_isOnDiskAtOnceInAFolderMadeForIt() {
    try (AttemptLog log = new AttemptLog(file)) {
      log.add(A);
      assertThat(read()).containsExactly(A);
      log.add(B);
      assertThat(read()).containsExactly(A, B);
    }
  }

  @Test
  void add_writesFieldsThatOtherProgramsKnow() throws IOException {
    write(A);
    JsonNode line = new ObjectMapper().readTree(Files.readString(file));
    assertThat(line.fieldNames())
        .toIterable()
        .containsExactly(
            "problem",
            "header",
            "preamble",
            "formal",
            "policy",
            "profile",
            "model",
            "round",
            "seed",
            "sampling",
            "prompt_sha256",
            "output",
            "finish",
            "tokens",
            "candidate",
            "verdict",
            "reasons",
            "messages",
            "generate_ms",
            "check_ms",
            "toolchain",
            "exhaustive",
            "at");
    assertThat(line.path("sampling").fieldNames())
        .toIterable()
        .containsExactly(
            "temperature",
            "top_p",
            "top_k",
            "min_p",
            "repetition_penalty",
            "presence_penalty",
            "max_tokens",
            "stop");
    assertThat(line.path("finish").asText()).isEqualTo("stop");
    assertThat(line.path("generate_ms").asLong()).isEqualTo(1500);
    assertThat(line.path("messages").get(0).toString())
        .isEqualTo("{\"severity\":\"error\",\"line\":1,\"column\":2,\"text\":\"unsolved goals\"}");
  }

  @Test
  void open_again_goesOn() {
    write(A);
    write(B);
    assertThat(read()).containsExactly(A, B);
  }

  @Test
  void open_throughALinkToAFolder_writesThere() throws IOException {
    Path link =
        Files.createSymbolicLink(folder.resolve("link"), Files.createTempDirectory(folder, "x"));
    file = link.resolve("log.jsonl");
    write(A);
    assertThat(read()).containsExactly(A);
  }

  @Test
  void open_lineCutOffAnywhere_isDropped() throws IOException {
    write(A);
    byte[] whole = Files.readAllBytes(file);
    byte[] line = AttemptJson.write(B);
    for (int length = 1; length < line.length; length++) {
      Files.write(file, whole);
      Files.write(file, Arrays.copyOf(line, length), StandardOpenOption.APPEND);
      write(B);
      assertThat(Files.size(file)).isEqualTo(whole.length + line.length + 1L);
    }
    assertThat(read()).containsExactly(A, B);
  }

  @Test
  void open_onlyLineCutOff_isDropped() throws IOException {
    write(A);
    Files.writeString(file, Files.readString(file).substring(0, 40));
    write(B);
    assertThat(read()).containsExactly(B);
  }

  @Test
  void open_wholeLineWithoutItsEnd_isKept() throws IOException {
    write(A);
    Files.writeString(file, Files.readString(file).stripTrailing());
    write(B);
    assertThat(read()).containsExactly(A, B);
  }

  @Test
  void open_longLineCutOff_isDroppedWhole() throws IOException {
    write(A);
    Attempt longOne = Attempts.of("long", "x".repeat(100_000));
    byte[] line = AttemptJson.write(longOne);
    Files.write(file, Arrays.copyOf(line, line.length - 1), StandardOpenOption.APPEND);
    write(B);
    assertThat(read()).containsExactly(A, B);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"id\":\"a\",\"verdict\":\"proved\"}\n", "theorem t : True\n", "\n"})
  void open_fileOfSomethingElse_isLeftAlone(String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThatThrownBy(() -> new AttemptLog(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("today.jsonl (it holds something else than attempts)");
    assertThat(file).hasContent(text);
  }

  @Test
  void add_fromManyThreads_keepsLinesWhole() {
    List<Attempt> attempts =
        IntStream.range(0, 200).mapToObj(i -> Attempts.of("p" + i, "y".repeat(i * 50))).toList();
    try (AttemptLog log = new AttemptLog(file)) {
      attempts.parallelStream().forEach(log::add);
    }
    assertThat(read()).containsExactlyInAnyOrderElementsOf(attempts);
  }

  @Test
  void add_afterClose_isIgnored() {
    AttemptLog log = new AttemptLog(file);
    log.close();
    log.add(A);
    assertThat(read()).isEmpty();
  }

  @Test
  void read_malformedLines_areToldByNumberAndSkipped() throws IOException {
    write(A);
    String line = new String(AttemptJson.write(B), StandardCharsets.UTF_8);
    append("[]\n\nnot JSON\n" + line.replace("\"tokens\":12", "\"tokens\":\"12\"") + "\n");
    append(line.replace("\"stop\"", "\"gone\"") + "\n" + line.replace("2026", "a year") + "\n");
    Files.write(file, new byte[] {'{', '"', (byte) 0xff, '"', '\n'}, StandardOpenOption.APPEND);
    append(line + "\n" + line.substring(0, 30));
    assertThat(read()).containsExactly(A, B);
    assertThat(malformed)
        .extracting(AttemptLog.Malformed::line)
        .containsExactly(2, 4, 5, 6, 7, 8, 10);
    assertThat(malformed.get(0).fault()).isEqualTo("not a JSON object");
    assertThat(malformed.get(2).fault())
        .isEqualTo("the field \"tokens\" is missing or not a whole number");
  }

  @Test
  void read_fieldsOfALaterVersion_areNoFault() throws IOException {
    write(A);
    Files.writeString(file, Files.readString(file).replace("\"tokens\"", "\"more\":{},\"tokens\""));
    assertThat(read()).containsExactly(A);
    assertThat(malformed).isEmpty();
  }

  private void write(Attempt attempt) {
    try (AttemptLog log = new AttemptLog(file)) {
      log.add(attempt);
    }
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  private List<Attempt> read() {
    try (Stream<Attempt> attempts = AttemptLog.read(file, malformed::add)) {
      return attempts.toList();
    }
  }
}
