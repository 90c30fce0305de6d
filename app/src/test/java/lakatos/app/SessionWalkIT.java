package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.SharedLean;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verdict;
import lakatos.prover.TheoremSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A mathematician's way from words to a file that others can check: solutions of a Pell equation
 * give arbitrarily large numbers that are twice a square and come before a square. Each step is a
 * process of its own; two are killed while they are at work.
 */
final class SessionWalkIT {
  private static final String WORDS =
      "Show that for every natural number C there exist natural numbers n, x and y such that n > C,"
          + " n = 2y^2, n + 1 = x^2 and n is divisible by 8.";

  /** What these words are in Lean. */
  private static final String STATEMENT =
      "theorem twins : ∀ (C : Nat), ∃ n x y : Nat,"
          + " C < n ∧ n = 2 * y ^ 2 ∧ n + 1 = x ^ 2 ∧ 8 ∣ n";

  private static final String ARGUMENT =
      """
      by
        intro C
        have solves : (pell (C + 1)).1 ^ 2 = 2 * (pell (C + 1)).2 ^ 2 + 1 := by sorry
        have grows : C + 1 ≤ (pell (C + 1)).2 := by sorry
        have even : (pell (C + 1)).2 % 2 = 0 := by sorry
        exact twins_from C _ _ solves grows even
      """;

  private static final String FROM =
      """
      def pell : Nat → Nat × Nat
        | 0 => (1, 0)
        | j + 1 => (3 * (pell j).1 + 4 * (pell j).2, 2 * (pell j).1 + 3 * (pell j).2)

      theorem twins_from (C x y : Nat) (solves : x ^ 2 = 2 * y ^ 2 + 1) (grows : C + 1 ≤ y)
          (even : y % 2 = 0) :
          ∃ n x y : Nat, C < n ∧ n = 2 * y ^ 2 ∧ n + 1 = x ^ 2 ∧ 8 ∣ n
      """;

  private static final String PROOF =
      """
      by
        have big : y * 1 ≤ y * y := Nat.mul_le_mul_left y (by omega)
        obtain ⟨k, rfl⟩ : ∃ k, y = 2 * k := ⟨y / 2, by omega⟩
        have square : 2 * (2 * k) ^ 2 = 8 * (k * k) := by grind
        refine ⟨2 * (2 * k) ^ 2, x, 2 * k, ?_, rfl, solves.symm, ?_⟩
        · grind
        · omega
      """;

  @TempDir Path temporary;

  private Path session() {
    return temporary.resolve("twins");
  }

  @Test
  void walk_fromWordsToACheckedFile_isKeptThroughTwoKills() throws Exception {
    assertThat(run("new", session().toString(), "--title", "Twins")).isEqualTo(Exit.PROVED);
    assertThat(printed("lock", "--words", "twins", WORDS))
        .contains(STATEMENT, "it says: For all natural numbers C");
    // then lemmas that are really about every index; one of them is wrong
    script(
        "lemma '" + FROM + "'",
        "note the family comes from x² - 2y² = 1",
        "sketch twins '" + ARGUMENT + "'",
        "prove twins_from --by '" + PROOF + "'",
        "lemma 'pell_solves (j : Nat) : (pell j).1 ^ 2 = 2 * (pell j).2 ^ 2 + 1' --for twins_solves",
        "lemma 'pell_even (j : Nat) : (pell j).2 % 2 = 0' --for twins_even",
        "lemma 'pell_small (j : Nat) : (pell j).2 ≤ 3 * j' --for twins_grows",
        "lemma 'pell_grows (j : Nat) : j ≤ (pell j).2 ∧ 1 ≤ (pell j).1' --for twins_grows");

    killedWhen("\"kind\":\"begun\"", 1, "prove", "pell_solves", "pell_even");
    assertThat(printed("status")).contains("interrupted").contains("twins_from");

    verb("refute", "pell_small");
    assertThat(printed("status", "pell_small")).contains("refuted pell_small at ");

    killedWhen("\"kind\":\"proved\"", 2, "prove", "pell_solves", "pell_even", "pell_grows");
    String log = printed("log");
    assertThat(log).contains("locked twins", "refuted pell_small", "proved ");

    // what was proved before the second kill is proved, and the rest goes on from there
    for (int i = 0; i < 3 && !printed("status", "twins").contains("status: proved"); i++) {
      verb("prove", "--budget", "90s");
    }
    assertThat(printed("status")).doesNotContain("sketched");
    assertThat(verb("check")).isEqualTo(Exit.PROVED);
    assertThat(verb("export")).isEqualTo(Exit.PROVED);
    Path challenge = session().resolve("exports/twins-challenge");
    Statement locked = TheoremSource.parse(STATEMENT).statement();
    assertThat(challenge.resolve("Challenge.lean")).content().contains(locked.text());
    String solution = Files.readString(challenge.resolve("Solution.lean"));
    Verdict verdict = SharedLean.verifier().verify(locked, solution, Limits.DEFAULT, true);
    assertThat(verdict).isInstanceOf(Verdict.Proved.class);
    assertThat(session().resolve("exports/report.md")).content().contains("Hypotheses: none");

    Path file = session().resolve("statement.lean");
    Files.writeString(file, Files.readString(file).replace("C < n", "0 < n"));
    assertThat(verb("check")).isEqualTo(Exit.TROUBLE);
    assertThat(errors()).contains("is not what was locked", "+ theorem twins");
    assertThat(verb("export")).isEqualTo(Exit.TROUBLE);
  }

  // --- processes -----------------------------------------------------------------------------

  private int verb(String... words) throws Exception {
    return run(inSession(words));
  }

  /** Several verbs of one process. */
  private void script(String... lines) throws Exception {
    Path file = Files.write(temporary.resolve("steps.txt"), List.of(lines));
    assertThat(verb("run", file.toString())).as(errors()).isEqualTo(Exit.PROVED);
  }

  private String[] inSession(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add(1, "--session");
    all.add(2, session().toString());
    return all.toArray(String[]::new);
  }

  private String printed(String... words) throws Exception {
    assertThat(verb(words)).as(errors()).isEqualTo(Exit.PROVED);
    return Files.readString(temporary.resolve("stdout.txt"));
  }

  private int run(String... words) throws Exception {
    Process process = start(words);
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  /** Kills a command when the journal has got so many more lines of a kind. */
  private void killedWhen(String mark, int more, String... words) throws Exception {
    Path journal = session().resolve("journal.jsonl");
    long wanted = count(journal, mark) + more;
    try (WatchService watcher = temporary.getFileSystem().newWatchService()) {
      session().register(watcher, StandardWatchEventKinds.ENTRY_MODIFY);
      Process process = start(inSession(words));
      while (count(journal, mark) < wanted && process.isAlive()) {
        WatchKey key = watcher.poll(2, TimeUnit.SECONDS);
        if (key != null) {
          key.pollEvents();
          key.reset();
        }
      }
      List<ProcessHandle> children = process.descendants().toList();
      process.destroyForcibly();
      process.waitFor();
      for (ProcessHandle child : children) {
        child.onExit().get(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS);
      }
    }
  }

  private static long count(Path file, String mark) throws IOException {
    return Files.readAllLines(file).stream().filter(line -> line.contains(mark)).count();
  }

  private Process start(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.add("-Dlakatos.root=" + System.getProperty("lakatos.root"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "lakatos.app.Main"));
    command.addAll(List.of("session", "--author", "ada"));
    command.addAll(List.of(words));
    return new ProcessBuilder(command)
        .redirectOutput(temporary.resolve("stdout.txt").toFile())
        .redirectError(temporary.resolve("stderr.txt").toFile())
        .start();
  }

  private String errors() throws IOException {
    return Files.readString(temporary.resolve("stderr.txt"), StandardCharsets.UTF_8);
  }
}
