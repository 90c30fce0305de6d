package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lakatos.prover.ScriptedModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words on the command line. */
final class FormalizeIT {
  private static final String WORDS =
      "Show that for all natural numbers n, if n is even then n^2 is even.";

  @TempDir Path folder;

  @Test
  void formalize_text_printsLeanAndWhatSpeaksForIt() {
    Command outcome = Command.run("formalize", WORDS, "--name", "even_square");
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(Exit.PROVED);
    assertThat(outcome.out())
        .startsWith("theorem even_square (n : Nat)")
        .endsWith(":= by\n  sorry\n");
    assertThat(outcome.err())
        .contains("it says: ", "supported: ", "confidence ", "written by the controlled language");
  }

  @Test
  void formalize_outsideTheFragment_namesThePhrase() {
    Command outcome = Command.run("formalize", "Show that every splendid number n is at most n^2.");
    assertThat(outcome.code()).isEqualTo(Exit.NOT_PROVED);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("there is no statement", "splendid", "was not understood");
  }

  @Test
  void formalize_badInput_isOneSentence() {
    Command.run("formalize", "Show that $n^2 \\ge 0.").isTrouble("$ at character 11 is not closed");
    Command.run("formalize", WORDS, "--formalizer", "goedel-prover-v2=hf:nowhere")
        .isTrouble(
            "the profile goedel-prover-v2 writes whole proofs; those for statements are"
                + " goedel-formalizer-v2, kimina-autoformalizer, stepfun-formalizer,"
                + " herald-translator, generic-formalizer");
    Command.run("formalize", WORDS, "--chair", "hf:nowhere")
        .isTrouble("--chair needs members; name them with --judge");
    Command.run("formalize", "--in", folder.resolve("none.jsonl").toString())
        .isTrouble("--in needs --out, the file for the statements");
    Command.run("prove", "--informal", WORDS)
        .isTrouble(
            "nobody is there to say whether the statement is what is meant; give --yes, or look at"
                + " it with 'lakatos formalize' first");
  }

  @Test
  void formalize_file_writesALineForEachAndGoesOnWhereItWas() throws IOException {
    Path in = folder.resolve("problems.jsonl");
    Path out = folder.resolve("statements.jsonl");
    Files.writeString(
        in,
        """
        {"id":"a","informal":"Show that 2 divides n * (n + 1) for every natural number n."}
        {"id":"b","informal":"Show that every splendid number n is at most n^2."}
        {"id":"c","informal":" "}
        """);
    String[] command = {"formalize", "--in", in.toString(), "--out", out.toString()};
    Command first = Command.run(command);
    assertThat(first.code()).isEqualTo(Exit.TROUBLE);
    assertThat(first.err())
        .contains("line 3: the problem is empty", "1 formalized, 0 doubtful, 1 open, 0 errors");
    List<ObjectNode> lines = JsonLines.read(out).stream().map(JsonLines.Line::object).toList();
    ObjectNode a = lines.stream().filter(l -> l.path("id").asText().equals("a")).findFirst().get();
    assertThat(a.path("formal").asText()).startsWith("theorem a (n : Nat)");
    assertThat(a.path("header").asText()).contains("autoImplicit false");
    assertThat(a.path("confidence").asDouble()).isGreaterThan(0.5);
    assertThat(a.path("findings").get(0).path("kind").asText()).isNotEmpty();
    assertThat(Command.run(command).err()).contains("2 decided before");
  }

  @Test
  void formalize_modelAndJudge_areAskedWithTheirProfiles() {
    try (ScriptedModel model =
        new ScriptedModel(
            (chat, seed) ->
                chat.get(0).startsWith("You translate")
                    ? "```lean4\ntheorem x (n : ℕ) : n ≤ n ^ 2 := by sorry\n```"
                    : chat.get(0).startsWith("Say in plain words")
                        ? "Each natural number is at most its square."
                        : "PART: n at most n^2 | SAME |\nVERDICT: FAITHFUL")) {
      Command outcome =
          Command.run(
              "formalize",
              "Every splendid number n is at most n^2.",
              "--formalizer",
              model.address(),
              "--judge",
              model.address(),
              "--drafts",
              "2",
              "--json");
      assertThat(outcome.code()).as(outcome.err()).isEqualTo(Exit.PROVED);
      ObjectNode json = outcome.json();
      assertThat(json.path("formal").asText()).isEqualTo("theorem problem (n : Nat) : n ≤ n ^ 2");
      assertThat(json.path("origins")).hasSize(2);
      assertThat(json.path("backTranslation").asText())
          .isEqualTo("Each natural number is at most its square.");
      assertThat(json.path("findings").findValuesAsText("kind")).contains("judged-faithful");
    }
  }

  @Test
  void prove_informal_locksTheStatementAndProvesIt() {
    Command outcome = Command.run("prove", "--informal", WORDS, "--yes");
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(Exit.PROVED);
    assertThat(outcome.err()).contains("it says: ", "proved by portfolio");
    assertThat(outcome.out()).contains("theorem problem (n : Nat)");
  }

  @Test
  void prove_informalThatIsFalse_isNotLockedByYes() {
    Command outcome =
        Command.run(
            "prove", "--informal", "Show that n^2 < 2^n for every natural number n.", "--yes");
    assertThat(outcome.code()).isEqualTo(Exit.NOT_PROVED);
    assertThat(outcome.err()).contains("wrong: ", "it is false", "--yes does not lock it");
  }
}
