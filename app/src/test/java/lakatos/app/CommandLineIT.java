package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as a user sees them, in this process. */
final class CommandLineIT {
  private static final String TRUE = "theorem t (a b : Nat) : a + b = b + a";
  private static final String FALSE = "theorem t (n : Nat) : n ≠ 3";
  private static final String HOPELESS =
      "theorem t (a b c n : Nat) (h : 4 < n * a * b) (hn : 2 < n) : a ^ n + b ^ n ≠ c ^ n";

  private static final String DRAFT =
      """
      theorem a (x y : Nat) (h : x < y) : x + 1 ≤ y := by
        sorry

      theorem b : 1 + 1 = 2 := sorry
      """;

  @TempDir Path folder;

  /** What a command left: its exit code, and what it wrote. */
  private record Outcome(int code, String out, String err) {
    void isTrouble(String sentence) {
      assertThat(err.strip()).isEqualTo("lakatos: " + sentence);
      assertThat(code).isEqualTo(Exit.TROUBLE);
      assertThat(out).isEmpty();
    }

    ObjectNode json() {
      return Json.parse(out);
    }
  }

  private static Outcome run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    assertThat(err.toString()).doesNotContain("\tat ", "Exception");
    return new Outcome(code, out.toString(), err.toString());
  }

  private static Outcome runWithInput(String text, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    try {
      return run(arguments);
    } finally {
      System.setIn(before);
    }
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private String text(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  // --- prove and refute ----------------------------------------------------------------------

  @Test
  void prove_statement_printsLeanAndWhatItRestsOn() {
    Outcome outcome = run("prove", TRUE);
    assertThat(outcome.out()).startsWith(TRUE + " := by\n  ");
    assertThat(outcome.err()).contains("proved by portfolio", "checked strictly by Lean", "axioms");
    assertThat(outcome.code()).isEqualTo(Exit.PROVED);
  }

  @Test
  void prove_fromStandardInput_withDefinitions_printsAWholeFile() {
    String text = "open Nat\ndef twice (n : Nat) := 2 * n\n\ntheorem t (n : Nat) : twice n = n + n";
    Outcome outcome = runWithInput(text, "prove");
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(Exit.PROVED);
    assertThat(outcome.out())
        .startsWith("open Nat\n\ndef twice (n : Nat) := 2 * n\n\ntheorem t (n : Nat)");
  }

  @Test
  void prove_falseStatement_isRefutedWithItsWitness() {
    Outcome outcome = run("prove", "--json", FALSE);
    assertThat(outcome.json().path("verdict").asText()).isEqualTo("refuted");
    assertThat(outcome.json().path("witness").asText()).isEqualTo("3");
    assertThat(outcome.code()).isEqualTo(Exit.NOT_PROVED);
  }

  @Test
  void prove_nothingWorks_saysWhatRemained() {
    Outcome outcome = run("prove", "--no-model", "--budget", "4s", HOPELESS);
    assertThat(outcome.code()).isEqualTo(Exit.NOT_PROVED);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("not proved ").contains("what remained", "⊢");
  }

  @Test
  void refute_falseStatement_printsTheNegationAndItsWitness() {
    Outcome outcome = runWithInput("theorem t (n : Nat) : n ^ 2 < 2 ^ n\n", "refute", "-");
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(Exit.PROVED);
    assertThat(outcome.out())
        .startsWith("theorem t_is_false : ¬ (∀ (n : Nat), n ^ 2 < 2 ^ n) := by");
    assertThat(outcome.err()).startsWith("refuted at 2 ");
  }

  @Test
  void prove_statementThatDoesNotElaborate_showsWhereInTheUsersText() {
    Outcome outcome =
        runWithInput("import Std\n\n  theorem t (a : Nat) :\n    a = missing\n", "prove", "-");
    assertThat(outcome.code()).isEqualTo(Exit.TROUBLE);
    assertThat(outcome.err())
        .startsWith("lakatos: the statement does not elaborate\n4:8: error: ")
        .contains("missing");
  }

  @Test
  void prove_unknownImport_saysWhichThereAre() {
    Outcome outcome = run("prove", "import Nowhere.Near\n" + TRUE);
    assertThat(outcome.code()).isEqualTo(Exit.TROUBLE);
    assertThat(outcome.err()).contains("Nowhere", "Init", "Std");
    assertThat(outcome.err().strip()).startsWith("lakatos: ").doesNotContain("\n");
  }

  // --- a file --------------------------------------------------------------------------------

  @Test
  void prove_file_writesTheFilledFileBesideIt() throws IOException {
    Outcome outcome = run("prove", write("Draft.lean", DRAFT));
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(Exit.PROVED);
    assertThat(text("Draft.lean")).isEqualTo(DRAFT);
    assertThat(text("Draft.proved.lean"))
        .contains("theorem a", "theorem b")
        .doesNotContain("sorry");
    assertThat(outcome.err()).contains("2 of 2 gaps filled");
  }

  @Test
  void prove_fileInPlace_replacesIt() throws IOException {
    Outcome outcome =
        run("prove", "--in-place", write("Draft.lean", "theorem t : 1 + 1 = 2 := sorry\n"));
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(Exit.PROVED);
    assertThat(text("Draft.lean")).doesNotContain("sorry");
  }

  @Test
  void prove_fileToOut_asJson() throws IOException {
    String draft = write("Draft.lean", DRAFT + "theorem c (n m : Nat) : n = m := sorry\n");
    Outcome outcome = run("prove", "--json", "--budget", "4s", "--out", path("out.lean"), draft);
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(Exit.NOT_PROVED);
    assertThat(outcome.json().path("verdict").asText()).isEqualTo("open");
    assertThat(outcome.json().path("gaps")).hasSize(3);
    assertThat(text("out.lean")).contains("n = m := sorry").doesNotContain("2 := sorry");
  }

  @Test
  void prove_fileWithErrors_showsThem() throws IOException {
    Outcome outcome = run("prove", write("Draft.lean", "theorem t : 1 = Nat.missing := sorry\n"));
    assertThat(outcome.code()).isEqualTo(Exit.TROUBLE);
    assertThat(outcome.err())
        .startsWith(
            "lakatos: " + path("Draft.lean") + ": the file has errors beside its gaps:\n1:16:");
    assertThat(folder.resolve("Draft.proved.lean")).doesNotExist();
  }

  // --- many ----------------------------------------------------------------------------------

  @Test
  void proveMany_goesOnAfterFaults_andResumes() throws IOException {
    String in =
        write(
            "in.jsonl",
            """
            {"id":"true","formal":"theorem t (a b : Nat) : a + b = b + a := by sorry"}
            {"id":"def","formal":"theorem t : f 1 = 2","preamble":"def f (n : Nat) := n + 1"}
            {"id":
            {"id":"bad","formal":"theorem t : missing"}
            {"id":"false","formal":"theorem t (n : Nat) : n ≠ 3","header":""}
            """);
    String out = path("out.jsonl");
    Outcome first = run("prove", "--workers", "1", "--in", in, "--out", out);
    assertThat(first.code()).isEqualTo(Exit.TROUBLE);
    assertThat(first.err())
        .contains(in + " line 3: not JSON", in + " line 4: the statement does not elaborate: 1:12:")
        .contains("2 proved, 1 refuted, 0 open, 1 errors, 1 malformed lines; 0 decided before");
    assertThat(Files.readAllLines(Path.of(out))).hasSize(4);

    write("in.jsonl", Files.readString(Path.of(in)).replaceAll("(?m)^.*(\"bad\".*|\"id\":)\n", ""));
    Outcome second = run("prove", "--json", "--in", in, "--out", out);
    assertThat(second.json().toString())
        .isEqualTo("{\"proved\":2,\"refuted\":1,\"total\":3,\"malformed\":0,\"decidedBefore\":3}");
    assertThat(second.code()).isEqualTo(Exit.NOT_PROVED);
  }

  @Test
  void verifyMany_judgesEachCase() throws IOException {
    String in =
        write(
            "in.jsonl",
            """
            {"id":1,"header":"","preamble":"","statement":"theorem t : 1 + 1 = 2","candidate":"theorem t : 1 + 1 = 2 := rfl"}
            {"id":2,"statement":"theorem t : 1 = 2","candidate":"theorem t : 1 = 2 := rfl"}
            {"id":3,"statement":"theorem t : 1 = 2","candidate":"theorem t : 1 = 2 := sorry"}
            {"id":4,"statement":"theorem t : 1 = 2"}
            """);
    Outcome outcome =
        run("verify", "--strict", "--workers", "1", "--in", in, "--out", path("out.jsonl"));
    assertThat(outcome.code()).isEqualTo(Exit.TROUBLE);
    assertThat(outcome.err())
        .contains(in + " line 4: the field \"candidate\" is missing or not a text")
        .contains("1 failed, 1 proved, 1 rejected, 1 malformed lines");
    List<ObjectNode> verdicts =
        Files.readAllLines(folder.resolve("out.jsonl")).stream().map(Json::parse).toList();
    assertThat(verdicts)
        .extracting(verdict -> verdict.path("id").asInt() + " " + verdict.path("verdict").asText())
        .containsExactlyInAnyOrder("1 proved", "2 failed", "3 rejected");
    assertThat(verdicts)
        .allMatch(
            verdict ->
                List.of("reasons", "messages", "axioms", "millis", "toolchain").stream()
                    .allMatch(verdict::has));
  }

  // --- verify a file, doctor -----------------------------------------------------------------

  @Test
  void verify_file_judgesEachTheorem() throws IOException {
    Outcome proved = run("verify", "--strict", write("A.lean", "theorem a : 1 = 1 := rfl\n"));
    assertThat(proved.out()).isEqualTo("a: proved\n");
    assertThat(proved.code()).isEqualTo(Exit.PROVED);

    String b = write("B.lean", "theorem a : 1 = 1 := rfl\ntheorem b : 1 = 2 := rfl\n");
    Outcome failed = run("verify", b);
    assertThat(failed.out()).contains(b + ":2:21: error: ", "a: proved\n", "b: rejected: ");
    assertThat(failed.code()).isEqualTo(Exit.NOT_PROVED);
  }

  @Test
  void verify_fileWithoutTheorems_isTrouble() throws IOException {
    String file = write("A.lean", "def f := 1\n");
    run("verify", file).isTrouble("there is no theorem in " + file);
  }

  @Test
  void doctor_saysWhatIsThere() {
    Outcome outcome = run("doctor");
    assertThat(outcome.code()).isEqualTo(Exit.PROVED);
    assertThat(outcome.out())
        .contains("Java", "Lean 4.", "official", "Mathlib", "confinement", "MB per process")
        .contains("processes: ", " cores, ", " MB free");
  }

  @Test
  void doctor_withoutLean_saysWhatToDo() {
    Outcome outcome = run("doctor", "--json", "--lean", "/nowhere/lean");
    assertThat(outcome.code()).isEqualTo(Exit.TROUBLE);
    assertThat(outcome.json().path("well").asBoolean(true)).isFalse();
    assertThat(outcome.json().path("findings").toString())
        .contains(
            "/nowhere/lean is not a program; --lean and LAKATOS_LEAN name the lean executable");
  }

  // --- bad input -----------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(strings = {"prove", "refute"})
  void statement_thatIsNone_isTrouble(String command) {
    run(command, "example : 1 = 1")
        .isTrouble("there is no theorem in the text; a statement reads `theorem NAME ... : ...`");
    run(command, "theorem a : 1 = 1\ntheorem b : 2 = 2")
        .isTrouble("there are 2 theorems; give one, or a file whose gaps are to be filled");
    runWithInput(" \n", command)
        .isTrouble(
            "there is nothing to "
                + command
                + "; give a statement, such as 'theorem t : 1 + 1 = 2'");
  }

  @Test
  void file_thatIsNotThere_isTrouble() {
    run("prove", "nowhere/Draft.lean").isTrouble("there is no file nowhere/Draft.lean");
    run("verify", "nowhere/Draft.lean").isTrouble("there is no file nowhere/Draft.lean");
    run("verify", "--in", "nowhere.jsonl", "--out", path("out.jsonl"))
        .isTrouble("there is no file nowhere.jsonl");
  }

  @Test
  void output_thatCannotBeWritten_isTroubleBeforeAnyWork() throws IOException {
    String folderItself = folder.toString();
    String problems = write("in.jsonl", "{\"id\":1,\"formal\":\"theorem t : 1 = 1\"}\n");
    run("prove", "--in", problems, "--out", folderItself)
        .isTrouble("cannot write " + folderItself + ", which is a folder; choose another --out");
    run("prove", "--out", path("nowhere/out.lean"), write("Draft.lean", DRAFT))
        .isTrouble(
            "cannot write "
                + path("nowhere/out.lean")
                + ", for there is no such folder; choose another --out");
    run("prove", "--in", problems, "--out", problems)
        .isTrouble("--in and --out name the same file; choose another --out");
  }

  @Test
  void options_thatContradictEachOther_areTrouble() throws IOException {
    String file = write("Draft.lean", DRAFT);
    run("prove", "--in", file).isTrouble("--in needs --out, the file for the results");
    run("prove", "--in", file, "--out", path("o"), TRUE)
        .isTrouble("there are two things to prove; give --in, or a statement or file");
    run("prove", "--in-place", TRUE)
        .isTrouble("--in-place is for a file whose gaps are to be filled");
    run("prove", "--out", path("o"), TRUE)
        .isTrouble("--out is for the results of --in, or for a file whose gaps are filled");
    run("prove", "--workers", "0", TRUE).isTrouble("--workers must be at least 1: 0");
    run("verify").isTrouble("there is nothing to verify; give a file, or --in and --out");
    run("verify", "--in", file).isTrouble("--in needs --out, the file for the verdicts");
  }

  @Test
  void option_thatIsNotUnderstood_isTroubleWithAHint() {
    Outcome outcome = run("prove", "--budget", "soon", TRUE);
    assertThat(outcome.code()).isEqualTo(Exit.TROUBLE);
    assertThat(outcome.err()).contains("not a duration: soon (say 90s, 10m or 500ms)");
    assertThat(run("prove", "--budgte", "5s", TRUE).err()).contains("--budget", "--help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"prove", "refute"})
  void replCommand_cannotProve(String command) {
    run(command, "--repl-command", "true", TRUE)
        .isTrouble(
            "--repl-command cannot prove or refute, for that protocol has no way to replay a proof; "
                + "leave it out, or name a Lean with --lean");
  }

  @Test
  void project_withoutANativeLean_isTrouble() throws IOException {
    Path record = Path.of(System.getProperty("lakatos.root"), "lean-project/.toolchain");
    assumeTrue(Files.readString(record).contains("worker="), "this Lean is native");
    run("prove", "--project", folder.toString(), TRUE)
        .isTrouble(
            "there is no lakefile.toml or lakefile.lean in "
                + folder
                + "; --project names a Lake project");
    write("lakefile.toml", "name = \"x\"\n");
    run("prove", "--project", folder.toString(), TRUE)
        .isTrouble(
            "--project needs a native Lean, and this one is WebAssembly; name one with --lean");
  }

  // --- help ----------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "prove",
        "refute",
        "verify",
        "doctor",
        "batch",
        "batch submit",
        "batch watch",
        "batch results",
        "batch list",
        "batch show",
        "batch cancel",
        "batch delete"
      })
  void help_hasExamplesAndExitCodes(String command) {
    Outcome outcome = run((command + " --help").strip().split(" ", -1));
    assertThat(outcome.code()).isEqualTo(Exit.PROVED);
    assertThat(outcome.out()).contains("Examples:", "  lakatos " + command, "Exit codes: 0 ");
  }
}
