package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.SharedLean;
import lakatos.service.AccessOptions;
import lakatos.service.ProvingServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code lakatos batch}, against a real server. */
final class JobsIT {
  private static final String PROBLEMS =
      """
      {"id":"true","formal":"theorem t (a b : Nat) : a + b = b + a := by sorry"}
      {"id":"def","formal":"theorem t : f 1 = 2","preamble":"def f (n : Nat) := n + 1"}
      {"id":"false","formal":"theorem t (n : Nat) : n ≠ 3"}
      """;
  private static final String FAULTY =
      """
      {"id":"true","formal":"theorem t : 1 = 1"}
      {"id":
      {"id":"example","formal":"example : 1 = 1"}
      {"id":"true","formal":"theorem t : 2 = 2"}
      """;
  private static final String HARD =
      "theorem t (a b c n : Nat) (h : 4 < n * a * b) (hn : 2 < n) : a ^ n + b ^ n ≠ c ^ n";

  @RegisterExtension final ServerTrial trial = new ServerTrial();
  @TempDir Path folder;

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private List<ObjectNode> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(Json::parse).toList();
  }

  private static String submitted(Command submit) {
    assertThat(submit.out()).as(submit.err()).matches("\\S+\\n");
    return submit.out().strip();
  }

  @Test
  void submit_watch_results_aJobFromBeginningToEnd() throws IOException {
    String server = trial.server();
    Command submit =
        Command.run("batch", "submit", write("in.jsonl", PROBLEMS), "--server", server);
    assertThat(submit.code()).isEqualTo(Exit.PROVED);
    assertThat(submit.err()).isEqualTo("lakatos: 3 problems submitted\n");
    String job = submitted(submit);

    Command watch = Command.run("batch", "watch", job, "--json", "--server", server);
    assertThat(watch.code()).as(watch.err()).isEqualTo(Exit.NOT_PROVED);
    assertThat(watch.jsonLines())
        .filteredOn(event -> event.has("cursor"))
        .extracting(event -> event.path("cursor").asInt())
        .containsExactly(1, 2, 3);
    assertThat(
            watch.jsonLines().get(watch.jsonLines().size() - 1).path("job").path("state").asText())
        .isEqualTo("done");

    Path results = folder.resolve("results.jsonl");
    Command fetch =
        Command.run("batch", "results", job, "--out", results.toString(), "--server", server);
    assertThat(fetch.err())
        .contains("3 results in " + results, "done, 3 of 3: 2 proved, 1 refuted");
    assertThat(lines(results))
        .extracting(line -> line.path("id").asText() + " " + line.path("verdict").asText())
        .containsExactlyInAnyOrder("true proved", "def proved", "false refuted");
    Path local = folder.resolve("local.jsonl");
    Command.run(
        "prove", "--workers", "1", "--in", write("in.jsonl", PROBLEMS), "--out", local.toString());
    assertThat(lines(results))
        .allSatisfy(
            line ->
                assertThat(names(line)).isIn(lines(local).stream().map(JobsIT::names).toList()));

    proofsAreFiles(job, server);
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private void proofsAreFiles(String job, String server) throws IOException {
    Path proofs = folder.resolve("proofs");
    Command fetch = Command.run("batch", "results", job, "--out", proofs + "/", "--server", server);
    assertThat(fetch.code()).as(fetch.err()).isEqualTo(Exit.NOT_PROVED);
    for (String name : List.of("true.lean", "def.lean")) {
      String text = Files.readString(proofs.resolve(name));
      assertThat(SharedLean.verifier().audit(text, Limits.DEFAULT, false).messages()).isEmpty();
      assertThat(text).contains("-- proved; checked by Lean 4.").doesNotContain("sorry");
    }
    assertThat(Files.readString(proofs.resolve("false.lean")))
        .contains(
            "-- refuted at 3:\n-- theorem t_is_false",
            "theorem t (n : Nat) : n ≠ 3 := by\n  sorry\n");
  }

  @Test
  void submit_again_isTheSameJobUnlessAskedOtherwise() throws IOException {
    String server = trial.server();
    String in = write("in.jsonl", PROBLEMS);
    String first = submitted(Command.run("batch", "submit", in, "--server", server));
    Command second = Command.run("batch", "submit", in, "--server", server);
    assertThat(submitted(second)).isEqualTo(first);
    assertThat(second.err())
        .isEqualTo("lakatos: this was submitted before; --again makes another job of it\n");
    assertThat(submitted(Command.run("batch", "submit", in, "--again", "--server", server)))
        .isNotEqualTo(first);
    assertThat(submitted(Command.run("batch", "submit", in, "--budget", "5s", "--server", server)))
        .isNotEqualTo(first);
  }

  @Test
  void submit_whatIsNoProblem_isToldWithItsPlace_andTheRestIsTheJob() throws IOException {
    String server = trial.server();
    String in = write("in.jsonl", FAULTY);
    Command submit = Command.run("batch", "submit", in, "--watch", "--server", server);
    assertThat(submit.code()).isEqualTo(Exit.TROUBLE);
    assertThat(submit.err())
        .contains(
            in + " line 2: not JSON",
            in + " line 3: there is no theorem in the text",
            in + " line 4: problem 0 has the same id",
            "1 problem submitted",
            "not part of the job: 3",
            "done, 1 of 1: 1 proved");
    Command json = Command.run("batch", "submit", in, "--json", "--again", "--server", server);
    assertThat(json.json().path("rejectedTotal").asInt()).isEqualTo(3);
    assertThat(json.json().path("job").path("total").asInt()).isEqualTo(1);

    String nothing = write("nothing.jsonl", "[]\n");
    Command.run("batch", "submit", nothing, "--server", server)
        .isTrouble("there is nothing to submit; " + nothing + " line 1: not a JSON object");
  }

  @Test
  void submit_candidates_areJudged() throws IOException {
    String server = trial.server();
    String in =
        write(
            "cases.jsonl",
            """
            {"id":"a","statement":"theorem t : 1 + 1 = 2","candidate":"theorem t : 1 + 1 = 2 := rfl"}
            {"id":"b","statement":"theorem t : 1 = 2","candidate":"theorem t : 1 = 2 := rfl"}
            """);
    Command submit =
        Command.run("batch", "submit", in, "--verify", "--strict", "--watch", "--server", server);
    assertThat(submit.code()).as(submit.err()).isEqualTo(Exit.NOT_PROVED);
    Command fetch = Command.run("batch", "results", submitted(submit), "--server", server);
    assertThat(fetch.jsonLines())
        .extracting(line -> line.path("id").asText() + " " + line.path("verdict").asText())
        .containsExactlyInAnyOrder("a proved", "b failed");
    assertThat(fetch.jsonLines()).allSatisfy(line -> assertThat(line.has("reasons")).isTrue());
  }

  @Test
  void watch_serverThatComesBack_goesOnWhereItWas() throws Exception {
    Path store = folder.resolve("jobs");
    ProvingServer first = trial.started(ServerTrial.options(store));
    String server = ServerTrial.address(first);
    int port = first.port();
    String many =
        String.join(
            "\n",
            IntStream.range(0, 30)
                .mapToObj(i -> "{\"id\":" + i + ",\"formal\":\"theorem t : " + i + " < 30\"}")
                .toList());
    String job =
        submitted(Command.run("batch", "submit", write("in.jsonl", many), "--server", server));
    CompletableFuture<Command> watch =
        CompletableFuture.supplyAsync(
            () -> Command.run("batch", "watch", job, "--json", "--server", server));
    while (Command.run("batch", "show", job, "--json", "--server", server)
        .json()
        .path("verdicts")
        .isEmpty()) {
      Thread.onSpinWait();
    }
    first.close();
    trial.started(ServerTrial.options(store).withPort(port));
    Command watched = watch.get(2, TimeUnit.MINUTES);
    assertThat(watched.code()).as(watched.err()).isEqualTo(Exit.PROVED);
    assertThat(watched.err()).contains("lakatos: trying again: ");
    assertThat(watched.jsonLines())
        .filteredOn(event -> event.has("cursor"))
        .extracting(event -> event.path("cursor").asInt())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 30).boxed().toList());
  }

  @Test
  void list_show_cancel_delete() throws IOException {
    String server = trial.server();
    String in = write("in.jsonl", "{\"id\":\"hard\",\"formal\":\"" + HARD + "\"}");
    String job =
        submitted(
            Command.run(
                "batch",
                "submit",
                in,
                "--budget",
                "1h",
                "--name",
                "hard ones",
                "--server",
                server));
    assertThat(Command.run("batch", "list", "--server", server).out())
        .startsWith(job + " (hard ones)  ")
        .contains(", 0 of 1");
    Command.run("batch", "delete", job, "--server", server)
        .isTrouble("job " + job + " has not ended; cancel it first");
    Command cancel = Command.run("batch", "cancel", job, "--server", server);
    assertThat(cancel.code()).isEqualTo(Exit.PROVED);
    assertThat(cancel.out())
        .startsWith("job " + job + " (hard ones) cancelled, 1 of 1: 1 cancelled; cancelled by");
    assertThat(Command.run("batch", "show", job, "--server", server).code())
        .isEqualTo(Exit.NOT_PROVED);
    assertThat(Command.run("batch", "delete", job, "--server", server).out())
        .isEqualTo("job " + job + " is forgotten\n");
    assertThat(Command.run("batch", "list", "--json", "--server", server).out())
        .isEqualTo("{\"jobs\":[]}\n");
    for (String command : List.of("show", "watch", "results", "cancel", "delete")) {
      Command.run("batch", command, job, "--server", server).isTrouble("there is no job " + job);
    }
  }

  @Test
  void doctor_saysWhatTheServerIsGoodFor() throws IOException {
    Command open = Command.run("doctor", "--server", trial.server());
    assertThat(open.code()).as(open.out()).isEqualTo(Exit.PROVED);
    assertThat(open.out())
        .contains("without TLS, serving", "none, and none is needed", "Lean 4.")
        .contains("a true theorem proved, a false one refused", "none; Lean's tactics alone prove");
  }

  @Test
  void doctor_nobodyThere_saysWhatToDo() {
    Command away = Command.run("doctor", "--server", "localhost:1");
    assertThat(away.code()).isEqualTo(Exit.TROUBLE);
    assertThat(away.out())
        .contains("localhost:1, without TLS, not reached")
        .contains("-> no server answers at localhost:1; start one with 'lakatos serve'");
  }

  @Test
  void tokens_mayWhatTheirRoleMay() throws Exception {
    Path callers = folder.resolve("callers.json");
    ProvingServer closed =
        trial.started(
            ServerTrial.options(folder.resolve("jobs"))
                .withAccess(
                    new AccessOptions(
                        "127.0.0.1",
                        Optional.empty(),
                        Optional.of(callerFile(callers)),
                        Optional.empty())));
    String server = ServerTrial.address(closed).replace("localhost", "127.0.0.1");
    String reader = token(callers, "reader", "read");
    String writer = token(callers, "writer", "submit");
    String in = write("in.jsonl", PROBLEMS);
    Command.run("batch", "submit", in, "--server", server)
        .isTrouble(
            "a token is needed, in a header authorization: Bearer TOKEN;"
                + " set LAKATOS_TOKEN or give --token-file");
    Command.run("batch", "submit", in, "--server", server, "--token-file", reader)
        .isTrouble("lakatos.v1.Jobs/Submit needs the role submit, and reader has the role read");
    assertThat(
            Command.run("batch", "submit", in, "--server", server, "--token-file", writer).code())
        .isEqualTo(Exit.PROVED);
    assertThat(Command.run("doctor", "--server", server).out())
        .contains("set LAKATOS_TOKEN or give --token-file");
    assertThat(Command.run("doctor", "--server", server, "--token-file", reader).out())
        .contains("accepted, for the role read alone");
    assertThat(Command.run("doctor", "--server", server, "--token-file", writer).out())
        .contains("accepted, for the role submit");
  }

  private Path callerFile(Path file) {
    token(file, "first", "read");
    return file;
  }

  private String token(Path callers, String name, String role) {
    Command add = Command.run("token", "add", name, "--role", role, "--file", callers.toString());
    assertThat(add.code()).as(add.err()).isEqualTo(Exit.PROVED);
    try {
      return write(name + ".token", add.out());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
