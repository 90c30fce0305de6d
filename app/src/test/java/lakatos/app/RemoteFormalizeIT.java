package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.Message;
import lakatos.leanbridge.SharedLean;
import lakatos.prover.ScriptedModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Words for a server: what commands say is what they say without one, and jobs keep it. */
final class RemoteFormalizeIT {
  private static final String WORDS =
      "Show that for all natural numbers n, if n is even then n^2 is even.";
  private static final String WRONG = "Show that n^2 < 2^n for every natural number n.";
  private static final String PROBLEMS =
      """
      {"id":"a","informal":"Show that 2 divides n * (n + 1) for every natural number n."}
      {"id":"b","informal":"Show that every splendid number n is at most n^2."}
      {"id":"c","informal":" "}
      {"id":"d","problem":"Find the remainder when 2^100 is divided by 7.","answer":2}
      """;

  @RegisterExtension final ServerTrial trial = new ServerTrial();
  @TempDir Path folder;

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static List<ObjectNode> withoutTimes(List<ObjectNode> lines) {
    lines.forEach(line -> line.remove("millis"));
    return lines.stream().sorted(Comparator.comparing(line -> line.path("id").asText())).toList();
  }

  private static List<ObjectNode> lines(Path file) throws IOException {
    return withoutTimes(Files.readAllLines(file).stream().map(Json::parse).toList());
  }

  private static String withoutProgress(String text) {
    return text.replaceAll("(?m)^lakatos: \\d+ of \\d+, .*\n", "");
  }

  @Test
  void formalize_saysWhatItSaysWithoutAServer() {
    String server = trial.server();
    for (String words : List.of(WORDS, "Show that every splendid number n is at most n^2.")) {
      Command here = Command.run("formalize", words, "--name", "t", "--verbose");
      Command there =
          Command.run("formalize", words, "--name", "t", "--verbose", "--server", server);
      assertThat(there.out()).isEqualTo(here.out());
      assertThat(there.err()).isEqualTo(here.err());
      assertThat(there.code()).isEqualTo(here.code());
    }
  }

  @Test
  void formalizeMany_writesTheSameLines_andResumes() throws IOException {
    String in = write("in.jsonl", PROBLEMS);
    Path here = folder.resolve("here.jsonl");
    Path there = folder.resolve("there.jsonl");
    String server = trial.server();
    Command local =
        Command.run("formalize", "--workers", "1", "--in", in, "--out", here.toString());
    Command remote =
        Command.run("formalize", "--server", server, "--in", in, "--out", there.toString());
    assertThat(withoutProgress(remote.err())).isEqualTo(withoutProgress(local.err()));
    assertThat(remote.err())
        .contains("line 3: the problem is empty", "2 formalized, 0 doubtful, 1 open, 0 errors");
    assertThat(remote.code()).isEqualTo(local.code());
    assertThat(lines(there)).isEqualTo(lines(here));
    assertThat(
            Command.run("formalize", "--server", server, "--in", in, "--out", there.toString())
                .err())
        .contains("3 decided before");
  }

  @Test
  void prove_informal_isFormalizedAndProvedThere() {
    String server = trial.server();
    Command proved = Command.run("prove", "--informal", WORDS, "--yes", "--server", server);
    assertThat(proved.code()).as(proved.err()).isEqualTo(Exit.PROVED);
    assertThat(proved.err()).contains("it says: ", "proved by portfolio");
    assertThat(proved.out()).contains("theorem problem (n : Nat)");

    Command wrong = Command.run("prove", "--informal", WRONG, "--yes", "--server", server);
    assertThat(wrong.code()).isEqualTo(Exit.NOT_PROVED);
    assertThat(wrong.err()).contains("wrong: ", "--yes does not lock it");
  }

  @Test
  void whatAServerCannotBeAsked_isOneSentence() throws IOException {
    String server = trial.server();
    Command.run("formalize", WORDS, "--server", server, "--judge", "hf:DIR")
        .isTrouble("--judge is settled where the server is started; leave it or --server out");
    Command.run("prove", "--informal", WORDS, "--yes", "--server", server, "--mathlib")
        .isTrouble("--mathlib is settled where the server is started; leave it or --server out");
    String in = write("in.jsonl", PROBLEMS);
    Command.run("batch", "submit", in, "--formalize", "--budget", "5s", "--server", server)
        .isTrouble(
            "--budget is for proofs; with --formalize there are --time, --drafts, --draft-rounds");
    Command.run("batch", "submit", in, "--drafts", "5", "--server", server)
        .isTrouble(
            "--drafts, --draft-rounds, --draft-seed and --time are for problems in words; give"
                + " --formalize as well");
    Command.run("batch", "submit", in, "--formalize", "--drafts", "-1", "--server", server)
        .isTrouble("samples must be positive: -1");
    Command.run(
            "batch",
            "submit",
            write("A.lean", "theorem a : 1 = 1 := sorry"),
            "--formalize",
            "--server",
            server)
        .isTrouble("problems in words come as JSONL or Parquet, and not as Lean");
  }

  @Test
  void batch_words_aJobFromBeginningToEnd() throws Exception {
    String server = trial.server();
    String in =
        write(
            "in.jsonl",
            PROBLEMS
                + "{\"id\":\"wrong\",\"informal\":\""
                + WRONG
                + "\"}\n"
                + "{\"id\":\"e\",\"informal\":\"Show that $n = n.\"}\n");
    Command submit = Command.run("batch", "submit", in, "--formalize", "--server", server);
    assertThat(submit.code()).isEqualTo(Exit.TROUBLE);
    assertThat(submit.err())
        .contains(
            in + " line 3: there is nothing in informal",
            in + " line 6: $ at character 11 is not closed",
            "4 problems submitted");
    String job = submit.out().strip();

    Command watch = Command.run("batch", "watch", job, "--server", server);
    assertThat(watch.code()).isEqualTo(Exit.NOT_PROVED);
    assertThat(watch.err()).contains("done, 4 of 4: 1 doubtful, 2 formalized, 1 open");

    Path results = folder.resolve("results.jsonl");
    Command.run("batch", "results", job, "--out", results.toString(), "--server", server);
    Path local = folder.resolve("local.jsonl");
    Command.run("formalize", "--workers", "1", "--in", in, "--out", local.toString());
    assertThat(lines(results)).isEqualTo(lines(local));
    statementsAreFiles(job, server);
  }

  private void statementsAreFiles(String job, String server) throws IOException {
    Path folder = this.folder.resolve("statements");
    Command.run("batch", "results", job, "--out", folder + "/", "--server", server);
    String good = Files.readString(folder.resolve("a.lean"));
    assertThat(SharedLean.verifier().audit(good, Limits.DEFAULT, false).messages())
        .extracting(Message::severity)
        .containsExactly(Message.Severity.WARNING); // of the sorry
    assertThat(good)
        .contains(
            "\n-- formalized:\n-- Show that 2 divides n * (n + 1) for every natural number n.\n",
            "-- it says: ",
            "-- supported: ",
            "-- confidence 0.",
            "\n\ntheorem a (n : Nat)")
        .endsWith(" := by\n  sorry\n");
    assertThat(Files.readString(folder.resolve("wrong.lean")))
        .contains("-- doubtful:", "-- wrong: ")
        .endsWith(" := by\n  sorry\n");
    assertThat(Files.readString(folder.resolve("b.lean")))
        .contains("-- open:", "splendid")
        .doesNotContain("theorem");
  }

  @Test
  void batch_wordsOfAParquetFile_areFormalized() throws Exception {
    Path file =
        DataSet.write(
            folder.resolve("words.parquet"),
            "select 'p' as uuid, 'Show that 2 divides n * (n + 1) for every natural number n.'"
                + " as problem, 'x' as formal_statement");
    Command submit =
        Command.run(
            "batch",
            "submit",
            file.toString(),
            "--formalize",
            "--watch",
            "--server",
            trial.server());
    assertThat(submit.code()).as(submit.err()).isEqualTo(Exit.PROVED);
    assertThat(submit.err()).contains("done, 1 of 1: 1 formalized");
  }

  @Test
  void serve_withFormalizersAndJudges_asksThemForItsCallers() throws Exception {
    try (ScriptedModel model =
            new ScriptedModel(
                (chat, seed) ->
                    chat.get(0).startsWith("You translate")
                        ? "```lean4\ntheorem x (n : ℕ) : n ≤ n ^ 2 := by sorry\n```"
                        : chat.get(0).startsWith("Say in plain words")
                            ? "Each natural number is at most its square."
                            : "PART: n at most n^2 | SAME |\nVERDICT: FAITHFUL");
        ServerProcess server =
            new ServerProcess(
                folder, "", "--formalizer", model.address(), "--judge", model.address())) {
      Command outcome =
          Command.run(
              "formalize",
              "Every splendid number n is at most n^2.",
              "--drafts",
              "2",
              "--json",
              "--server",
              server.address());
      assertThat(outcome.code()).as(outcome.err()).isEqualTo(Exit.PROVED);
      ObjectNode json = outcome.json();
      assertThat(json.path("formal").asText()).isEqualTo("theorem problem (n : Nat) : n ≤ n ^ 2");
      assertThat(json.path("origins")).hasSize(2);
      assertThat(json.path("findings").findValuesAsText("kind")).contains("judged-faithful");
      assertThat(Command.run("doctor", "--server", server.address()).out())
          .containsPattern(
              "words +the controlled language, .*scripted \\(generic-formalizer\\); judged by .*scripted");
    }
  }

  @Test
  void doctor_withoutThem_saysWhoReadsWords() {
    assertThat(Command.run("doctor", "--server", trial.server()).out())
        .contains("the controlled language alone reads them");
  }
}
