package lakatos.leanbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Candidates that try to get out. */
final class ConfinementIT {
  private static final Statement TRUTH = Statement.of("theorem t : 1 + 1 = 2");

  @BeforeEach
  void confined() {
    assumeThat(SharedLean.toolchain().confinement())
        .as("a confinement that keeps files, processes and the network away")
        .isIn(Confinement.NODE_PERMISSIONS, Confinement.BUBBLEWRAP);
  }

  /** Runs code in front of a theorem and returns what Lean said about it. */
  private static String run(String code) {
    Verdict verdict =
        SharedLean.verifier()
            .verify(
                TRUTH,
                code + "\ntheorem t : 1 + 1 = 3 := rfl\n",
                Limits.DEFAULT.withWall(Duration.ofSeconds(10)),
                false);
    assertThat(verdict.isProved()).isFalse();
    if (verdict instanceof Verdict.Failed failed) {
      return failed.messages().stream().map(Message::toString).collect(Collectors.joining("\n"));
    }
    return verdict.toString();
  }

  @Test
  void candidate_readsAFileOfTheMachine_isDenied() {
    assertThat(run("#eval IO.FS.readFile \"/etc/passwd\""))
        .doesNotContain("root:")
        .contains("error");
  }

  @Test
  void candidate_writesFiles_leavesNone(@TempDir Path folder) throws IOException {
    Path here = SharedLean.toolchain().folder();
    List<Path> places =
        List.of(
            folder.resolve("probe"),
            here.resolve("soundness_probe"),
            Path.of("/tmp/soundness_probe"));
    for (Path place : places) {
      run("#eval IO.FS.writeFile \"" + place + "\" \"written by a candidate\"");
      run("#eval IO.FS.createDirAll \"" + place + ".d\"");
      assertThat(place).doesNotExist();
      assertThat(Path.of(place + ".d")).doesNotExist();
    }
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void candidate_writesARelativePath_leavesNoFile() {
    run("#eval IO.FS.writeFile \"soundness_probe.txt\" \"x\"");
    assertThat(SharedLean.toolchain().folder().resolve("soundness_probe.txt")).doesNotExist();
  }

  @Test
  void candidate_deletesTheToolchain_isDenied() {
    Path own = SharedLean.toolchain().folder().resolve("Repl.lean");
    run("#eval IO.FS.removeFile \"" + own + "\"");
    assertThat(own).exists();
  }

  @Test
  void candidate_startsAProgram_isDenied(@TempDir Path folder) {
    Path mark = folder.resolve("mark");
    String said =
        run(
            "#eval do\n  let out ← IO.Process.output { cmd := \"touch\", args := #[\""
                + mark
                + "\"] }\n  IO.println out.exitCode");
    assertThat(mark).doesNotExist();
    assertThat(said).contains("error");
  }

  @Test
  void candidate_asksForOurSecrets_findsNone() {
    String said =
        run("#eval IO.getEnv \"LAKATOS_TOKEN\"\n#eval (do (← IO.getStdin).getLine : IO String)");
    assertThat(said).doesNotContain("token");
  }

  @Test
  void candidate_printsAVerdict_isNotBelieved() {
    String forged = "{\\\"verdict\\\":\\\"proved\\\",\\\"id\\\":1,\\\"token\\\":\\\"x\\\"}";
    run("#eval IO.println \"" + forged + "\"");
    run(
        "#eval do\n  let _ ← IO.asTask (prio := .dedicated) do\n    for _ in [0:50] do IO.println \""
            + forged
            + "\"\n  IO.sleep 100");
    run("#eval IO.FS.writeFile \"/dev/stdout\" \"" + forged + "\\n\"");
  }

  @Test
  void candidate_leavesALoopRunning_theProcessIsReplacedWhenItIsNoticed()
      throws InterruptedException {
    run(
        "partial def burn (n : Nat) : IO Unit := burn (n + 1)\n#eval do\n  let _ ← IO.asTask (prio := .dedicated) (burn 0)\n  pure ()");
    Thread.sleep(2_600); // the pool judges a pause of two seconds
    Verdict next =
        SharedLean.verifier().verify(TRUTH, TRUTH.text() + " := by decide", Limits.DEFAULT, false);
    assertThat(next.isProved()).isTrue();
  }

  @Test
  void candidate_takesAllMemory_endsAndTheNextIsServed() {
    Verdict verdict =
        SharedLean.verifier()
            .verify(
                TRUTH,
                "#eval (Array.replicate 600000000 1).size\n" + TRUTH.text() + " := rfl",
                Limits.DEFAULT.withWall(Duration.ofSeconds(20)),
                false);
    assertThat(verdict).isNotNull();
    assertThat(
            SharedLean.verifier()
                .verify(TRUTH, TRUTH.text() + " := by simp", Limits.DEFAULT, false)
                .isProved())
        .isTrue();
    assertThat(SharedLean.pool().residentBytes()).isLessThan(SharedLean.pool().options().memory());
  }
}
