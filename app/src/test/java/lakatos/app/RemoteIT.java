package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** With a server, commands say what they say without one. */
final class RemoteIT {
  private static final String TRUE = "theorem t (a b : Nat) : a + b = b + a";
  private static final String FALSE = "theorem t (n : Nat) : n ≠ 3";
  private static final String HOPELESS =
      "theorem t (a b c n : Nat) (h : 4 < n * a * b) (hn : 2 < n) : a ^ n + b ^ n ≠ c ^ n";

  @RegisterExtension final ServerTrial trial = new ServerTrial();
  @TempDir Path folder;

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  /** Times and counts differ from run to run. */
  private static String withoutFigures(String text) {
    return text.replaceAll("in [\\d.]+ s \\(\\d+ attempts\\)", "in a while")
        .replaceAll("(?m)^lakatos: \\d+ of \\d+, .*\n", "");
  }

  private static void isSame(Command there, Command here) {
    assertThat(withoutFigures(there.err())).isEqualTo(withoutFigures(here.err()));
    assertThat(there.out()).isEqualTo(here.out());
    assertThat(there.code()).isEqualTo(here.code());
  }

  private static ObjectNode withoutFigures(ObjectNode object) {
    List.of("attempts", "millis", "leanMillis").forEach(field -> object.replace(field, null));
    return object;
  }

  private List<ObjectNode> results(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name)).stream()
        .map(Json::parse)
        .map(RemoteIT::withoutFigures)
        .sorted(Comparator.comparing(result -> result.path("id").asText()))
        .toList();
  }

  @Test
  void prove_saysWhatItSaysWithoutAServer() {
    String server = trial.server();
    for (String statement : List.of(TRUE, FALSE, "open Nat\n" + TRUE)) {
      Command here = Command.run("prove", "--workers", "1", statement);
      Command there = Command.run("prove", "--server", server, statement);
      isSame(there, here);
    }
  }

  @Test
  void prove_asJson_hasTheSameFields() {
    String server = trial.server();
    for (String statement : List.of(TRUE, FALSE)) {
      Command here = Command.run("prove", "--json", "--workers", "1", statement);
      Command there = Command.run("prove", "--json", "--server", server, statement);
      assertThat(there.err()).isEmpty();
      assertThat(withoutFigures(there.json())).isEqualTo(withoutFigures(here.json()));
    }
  }

  @Test
  void prove_openStatement_saysWhatRemained() {
    Command there = Command.run("prove", "--server", trial.server(), "--budget", "3s", HOPELESS);
    assertThat(there.code()).isEqualTo(Exit.NOT_PROVED);
    assertThat(there.err()).startsWith("not proved ").contains("what remained", "⊢");
  }

  @Test
  void prove_errors_areWhereTheUserWroteThem() {
    String text = "import Std\n\n  theorem t (a : Nat) :\n    a = missing\n";
    Command here = Command.run("prove", "--workers", "1", text);
    Command there = Command.run("prove", "--server", trial.server(), text);
    assertThat(here.err()).contains("\n4:8: error: ");
    isSame(there, here);
  }

  @Test
  void proveMany_writesTheSameResults_andResumes() throws IOException {
    String in =
        write(
            "in.jsonl",
            """
            {"id":1,"formal":"theorem t (a b : Nat) : a + b = b + a := by sorry"}
            {"id":"def","formal":"theorem t : f 1 = 2","preamble":"def f (n : Nat) := n + 1"}
            {"id":
            {"id":"bad","formal":"theorem t : missing"}
            {"id":"false","formal":"theorem t (n : Nat) : n ≠ 3","header":""}
            """);
    String server = trial.server();
    String here = folder.resolve("here.jsonl").toString();
    String there = folder.resolve("there.jsonl").toString();
    Command local = Command.run("prove", "--workers", "1", "--in", in, "--out", here);
    Command remote = Command.run("prove", "--server", server, "--in", in, "--out", there);
    isSame(remote, local);
    assertThat(remote.err())
        .contains("2 proved, 1 refuted, 0 open, 1 errors, 1 malformed lines; 0 decided before");
    assertThat(results("there.jsonl")).isEqualTo(results("here.jsonl"));

    Command again = Command.run("prove", "--server", server, "--in", in, "--out", there);
    assertThat(again.err()).contains("1 malformed lines; 3 decided before");
  }

  @Test
  void verifyMany_writesTheSameVerdicts() throws IOException {
    String in =
        write(
            "in.jsonl",
            """
            {"id":1,"header":"","preamble":"","statement":"theorem t : 1 + 1 = 2","candidate":"theorem t : 1 + 1 = 2 := rfl"}
            {"id":2,"statement":"theorem t : 1 = 2","candidate":"theorem t : 1 = 2 := rfl"}
            {"id":3,"statement":"theorem t : 1 = 2","candidate":"theorem t : 1 = 2 := sorry"}
            {"id":4,"statement":"theorem t : 1 = 2"}
            {"id":5,"statement":"theorem t : missing","candidate":"theorem t : missing := rfl"}
            """);
    String here = folder.resolve("here.jsonl").toString();
    String there = folder.resolve("there.jsonl").toString();
    Command local = Command.run("verify", "--strict", "--workers", "1", "--in", in, "--out", here);
    Command remote =
        Command.run("verify", "--strict", "--server", trial.server(), "--in", in, "--out", there);
    isSame(remote, local);
    assertThat(results("there.jsonl")).isEqualTo(results("here.jsonl"));
  }

  @Test
  void verify_fileAtAServer_isTrouble() throws IOException {
    Command.run("verify", "--server", trial.server(), write("A.lean", "theorem a : 1 = 1 := rfl"))
        .isTrouble("files are verified on this machine; leave --server out, or give --in");
  }

  @Test
  void prove_modelThatTheServerDoesNotHave_isTrouble() {
    Command.run("prove", "--server", trial.server(), "--model", "none", TRUE)
        .isTrouble("this server has no model none; ListModels tells which it has");
  }
}
