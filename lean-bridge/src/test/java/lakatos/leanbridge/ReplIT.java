package lakatos.leanbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The REPL program, request by request: the superset of leanprover-community/repl. */
final class ReplIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private static Path folder;
  private static LeanWorker repl;

  /** Trusted text runs here, so the process may write its folder. */
  private static Toolchain unconfined(Toolchain.Protocol protocol) {
    Toolchain toolchain = SharedLean.toolchain();
    List<String> command =
        toolchain.startsFast()
            ? List.of(Path.of(toolchain.command().get(0)).resolveSibling("lean").toString())
            : toolchain.command();
    return new Toolchain(command, toolchain.environment(), folder, protocol, Confinement.NONE);
  }

  @BeforeAll
  static void start() {
    repl = new LeanWorker(unconfined(Toolchain.Protocol.LINES));
  }

  @AfterAll
  static void end() {
    repl.close();
  }

  private static JsonNode ask(ObjectNode request) {
    return repl.ask(request, LIMIT);
  }

  private static JsonNode cmd(String text) {
    return ask(Json.object().put("cmd", text));
  }

  private static JsonNode cmd(String text, JsonNode env) {
    return ask(Json.object().put("cmd", text).set("env", env));
  }

  private static JsonNode tactic(String text, JsonNode sorry) {
    return ask(Json.object().put("tactic", text).set("proofState", sorry.path("proofState")));
  }

  private static String refusal(ObjectNode request) {
    LeanException thrown = catchThrowableOfType(LeanException.class, () -> ask(request));
    assertThat(thrown.reason()).isEqualTo(LeanException.Reason.REFUSED);
    return thrown.getMessage();
  }

  @Test
  void cmd_onTheEnvironmentOfAnother_seesItsDefinitions() {
    JsonNode first = cmd("def f := 37");
    JsonNode second = cmd("theorem t : f = 37 := rfl", first.path("env"));
    assertThat(second.has("messages")).isFalse();
    assertThat(second.path("env").isInt()).isTrue();
  }

  @Test
  void cmd_withoutEnv_seesNothingOfWhatWasRunBefore() {
    cmd("def onlyThere := 1\nnotation \"ζ\" => onlyThere\nset_option maxRecDepth 7");
    assertThat(Json.messages(cmd("example : ζ = 1 := rfl"))).anyMatch(Message::isError);
    assertThat(cmd("def onlyThere := 2").has("messages")).isFalse();
  }

  @Test
  void cmd_sameEnvTwice_theBranchesDoNotMeet() {
    JsonNode base = cmd("def base := 0").path("env");
    cmd("def left := 1", base);
    assertThat(Json.messages(cmd("example := left", base))).anyMatch(Message::isError);
  }

  @Test
  void cmd_error_hasSeverityAndPlace() {
    Message error = Json.messages(cmd("\ntheorem t : 1 = 2 := by decide")).get(0);
    assertThat(error.isError()).isTrue();
    assertThat(error.line()).isEqualTo(2);
    assertThat(error.column()).isEqualTo(24);
    assertThat(error.text()).contains("decide");
  }

  @Test
  void cmd_sorries_carryTheirGoalsAndPlaces() {
    JsonNode reply =
        cmd(
            "theorem t (p q : Prop) (hp : p) : p ∨ q ∧ q := by\n  left\n  sorry\ndef n : Nat := sorry");
    JsonNode sorries = reply.path("sorries");
    assertThat(sorries).hasSize(2);
    assertThat(sorries.get(0).path("goal").asText()).isEqualTo("p q : Prop\nhp : p\n⊢ p");
    assertThat(sorries.get(0).path("pos").path("line").asInt()).isEqualTo(3);
    assertThat(sorries.get(1).path("goal").asText()).endsWith("⊢ Nat");
    assertThat(Json.messages(reply)).allMatch(m -> m.severity() == Message.Severity.WARNING);
  }

  @Test
  void tactic_thatClosesTheGoal_completesTheProof() {
    JsonNode sorry = cmd("theorem t (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry").path("sorries");
    JsonNode split = tactic("constructor", sorry.get(0));
    assertThat(split.path("goals")).hasSize(2);
    JsonNode left = tactic("exact h.2", split);
    assertThat(left.path("goals")).hasSize(1);
    JsonNode done = tactic("exact h.1", left);
    assertThat(done.path("goals")).isEmpty();
    assertThat(done.path("proofStatus").asText()).isEqualTo("Completed");
  }

  @Test
  void tactic_thatFails_saysWhyAndTheStateStays() {
    JsonNode sorry = cmd("example : 1 + 1 = 2 := by sorry").path("sorries").get(0);
    assertThat(tactic("exact foo", sorry).path("message").asText()).contains("foo");
    assertThat(tactic("rfl", sorry).path("goals")).isEmpty();
  }

  @Test
  void tactic_sorry_doesNotCompleteAnything() {
    JsonNode sorry = cmd("example : 1 = 2 := by sorry").path("sorries").get(0);
    assertThat(tactic("sorry", sorry).path("proofStatus").asText()).isNotEqualTo("Completed");
  }

  @Test
  void tactic_searchAtAHole_doesNotFindTheTheoremItself() {
    JsonNode sorry =
        cmd("theorem odd_one (a b : Nat) (h : a * a = b * b + 7919) : a * a * 2 = 3 := by sorry")
            .path("sorries")
            .get(0);
    assertThat(tactic("exact?", sorry).has("proofState")).isFalse();
  }

  @Test
  void cmd_allTactics_listsThemWithTheGoalsBeforeAndAfter() {
    JsonNode reply =
        ask(
            Json.object()
                .put(
                    "cmd",
                    "example (p : Prop) (h : p) : p ∧ p := by\n  constructor\n  all_goals exact h")
                .put("allTactics", true));
    JsonNode first = reply.path("tactics").get(0);
    assertThat(first.path("tactic").asText()).isEqualTo("constructor");
    assertThat(first.path("goalsBefore").get(0).asText()).isEqualTo("p : Prop\nh : p\n⊢ p ∧ p");
    assertThat(first.path("goalsAfter")).hasSize(2);
  }

  @Test
  void cmd_infotree_nestsTactics() {
    ObjectNode request = Json.object().put("cmd", "example : True := by trivial");
    JsonNode reply = ask(request.put("infotree", "original"));
    assertThat(reply.path("infotree").toString()).contains("\"tactic\":\"trivial\"");
  }

  @Test
  void pickle_environment_comesBackWithItsNotation() {
    JsonNode env = cmd("def two := 2\nnotation \"θ\" => two").path("env");
    String file = folder.resolve("env.json").toString();
    ask(Json.object().put("pickleTo", file).set("env", env));
    JsonNode back = ask(Json.object().put("unpickleEnvFrom", file)).path("env");
    assertThat(cmd("example : θ = 2 := rfl", back).has("messages")).isFalse();
  }

  @Test
  void pickle_proofState_comesBackAfterItsTactics() {
    JsonNode sorry =
        cmd("example (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry").path("sorries").get(0);
    JsonNode split = tactic("constructor", sorry);
    String file = folder.resolve("state.json").toString();
    ask(Json.object().put("pickleTo", file).set("proofState", split.path("proofState")));
    JsonNode back = ask(Json.object().put("unpickleProofStateFrom", file));
    assertThat(tactic("exact h.2", back).path("goals")).hasSize(1);
  }

  @Test
  void path_readsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("A.lean"), "#eval 6 * 7");
    JsonNode reply = ask(Json.object().put("path", file.toString()));
    assertThat(Json.messages(reply).get(0).text()).isEqualTo("42");
  }

  @Test
  void drop_forgetsAnEnvironment() {
    JsonNode env = cmd("def gone := 1").path("env");
    ObjectNode drop = Json.object();
    drop.putObject("drop").putArray("envs").add(env);
    ask(drop);
    assertThat(refusal(Json.object().put("cmd", "#eval gone").<ObjectNode>set("env", env)))
        .contains("unknown environment " + env);
  }

  @Test
  void request_thatMakesNoSense_isRefusedInOneSentence() {
    assertThat(refusal(Json.object().put("nonsense", 1))).startsWith("unknown request: expected");
    assertThat(refusal(Json.object().put("tactic", "rfl").put("proofState", 99_999)))
        .isEqualTo("unknown proof state 99999: never made, or dropped since");
  }

  @Test
  void goals_describeHypothesesAndHead() {
    ObjectNode request = Json.object();
    request.putObject("goals").put("statement", "theorem z (p q : Prop) (hp : p) : p ∨ q");
    JsonNode goal = ask(request).path("root").path("goal");
    assertThat(goal.path("head").asText()).isEqualTo("Or");
    assertThat(goal.path("hypotheses").get(2).path("name").asText()).isEqualTo("hp");
    assertThat(goal.path("hypotheses").get(2).path("proof").asBoolean()).isTrue();
  }

  @Test
  void constants_haveNameTypeKindAndModule() {
    ObjectNode request = Json.object();
    request.putObject("constants").put("name", "Nat.add_comm").put("types", true);
    JsonNode found = ask(request).path("constants").get(0);
    assertThat(found.path("name").asText()).isEqualTo("Nat.add_comm");
    assertThat(found.path("type").asText()).isEqualTo("∀ (n m : Nat), n + m = m + n");
    assertThat(found.path("kind").asText()).startsWith("theorem");
    assertThat(found.path("module").asText()).startsWith("Init.");
  }

  @Test
  void constants_comeInPages() {
    ObjectNode first = Json.object();
    first.putObject("constants").put("module", "Init.Core").put("limit", 5);
    JsonNode page = ask(first);
    assertThat(page.path("constants")).hasSize(5);
    ObjectNode second = Json.object();
    second.putObject("constants").put("limit", 5).set("after", page.path("next"));
    assertThat(ask(second).path("constants").get(0)).isNotEqualTo(page.path("constants").get(0));
  }

  @Test
  void limit_wall_endsTheWorkAndKeepsTheProcess() {
    String slow = "example : 2 ^ 40 - 1 = (List.range (2 ^ 40)).length := by simp_all <;> decide";
    String loop = "example (a : Nat) : a = a + 0 + 1 := by\n  repeat (rw [← Nat.add_zero a])";
    for (String text : List.of(slow, loop)) {
      JsonNode reply =
          repl.ask(
              Json.object().put("cmd", text).put("maxRecDepth", 100_000), Duration.ofMillis(500));
      assertThat(Json.messages(reply)).as(text).anyMatch(Message::isError);
    }
    assertThat(repl.alive()).isTrue();
  }

  @Test
  void limit_heartbeats_isTheOneOfTheRequest() {
    JsonNode reply =
        ask(
            Json.object()
                .put(
                    "cmd",
                    "example (f : Nat → Nat) (h : ∀ n, f n = f (n + 1)) : f 0 = 1 := by simp [h]")
                .put("maxHeartbeats", 1)
                .put("maxRecDepth", 100_000));
    assertThat(Json.messages(reply).get(0).text()).containsAnyOf("heartbeats", "recursion");
  }

  @Test
  void limit_output_cutsMessages() {
    String talk = "#eval \"" + "0123456789".repeat(1_000) + "\"";
    JsonNode reply = ask(Json.object().put("cmd", talk + "\n" + talk).put("maxOutput", 50));
    assertThat(reply.path("messages").toString()).hasSizeLessThan(700);
    assertThat(reply.path("messages").toString()).contains("left out");
  }

  @Test
  void cmd_fiveMegabytesOfUnicode_areReadWhole() {
    String comment = "-- ∀ε>0 ∃δ 你好 🎉\n".repeat(200_000);
    JsonNode reply = cmd(comment + "#eval \"naïve 你好 🎉\"");
    Message message = Json.messages(reply).get(0);
    assertThat(message.text()).isEqualTo("\"naïve 你好 🎉\"");
    assertThat(message.line()).isEqualTo(200_001);
  }

  @Test
  void blocks_areSpokenWithoutAToken() throws Exception {
    Toolchain toolchain = unconfined(Toolchain.Protocol.BLOCKS);
    try (LeanWorker plain = new LeanWorker(toolchain)) {
      ObjectNode request = Json.object().put("cmd", "theorem t : 1 + 1 = 2 := by sorry");
      JsonNode reply = plain.ask(request, LIMIT);
      assertThat(reply.path("sorries").get(0).path("goal").asText()).isEqualTo("⊢ 1 + 1 = 2");
    }
  }

  @Test
  void endOfInput_endsTheProcessCleanly() throws Exception {
    Toolchain toolchain = unconfined(Toolchain.Protocol.BLOCKS);
    ProcessBuilder builder = new ProcessBuilder(toolchain.command()).directory(folder.toFile());
    builder.environment().putAll(toolchain.environment());
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write("{\"cmd\": \"#eval 1\"}".getBytes(StandardCharsets.UTF_8));
    }
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).contains("\"data\":\"1\"");
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void processAtWork_whoeverStartedItIsKilled_endsByItself() throws Exception {
    Toolchain toolchain = SharedLean.toolchain();
    String loop = "partial def f (n : Nat) : Nat := f (n + 1)\n#eval f 0";
    ObjectNode request = Json.object().put("cmd", loop).put("timeoutMs", 3_000);
    Path input = folder.resolve("requests.jsonl");
    Files.writeString(input, "{\"token\": \"t\"}\n" + request + "\n");
    String script = "%s < %s & echo $!; wait".formatted(toolchain.command().get(0), input);
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", script);
    builder.environment().putAll(toolchain.environment());
    Process parent =
        builder.directory(toolchain.folder().toFile()).redirectErrorStream(true).start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
      ProcessHandle lean = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
      parent.destroyForcibly();
      assertThat(lean.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
    }
  }
}
