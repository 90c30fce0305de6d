package lakatos.expertiteration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lakatos.expertiteration.Assignment.By;
import lakatos.prover.Attempt;
import lakatos.prover.AttemptLog;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class AttemptStagePropertyTest {
  private static final int SAMPLES = 2;

  /** Tasks that do any of the statements, some of them twice, and are cut off anywhere. */
  @Property(tries = 60)
  void gather_anyTasksCutOffAnywhere_hasEachStatementThatIsDoneOnce(
      @ForAll @IntRange(min = 1, max = 8) int statements,
      @ForAll @IntRange(min = 1, max = 5) int tasks,
      @ForAll long seed)
      throws IOException {
    Path folder = Files.createTempDirectory("stage");
    try {
      Random random = new Random(seed);
      List<Assignment> assignments =
          IntStream.range(0, statements)
              .mapToObj(i -> new Assignment(Draft.problem("s" + i), By.MODEL, SAMPLES, 100L * i))
              .toList();
      Files.createDirectories(folder.resolve("parts"));
      boolean[] done = new boolean[statements];
      for (int task = 0; task < tasks; task++) {
        write(folder.resolve("parts"), task, assignments, random, done);
      }
      List<Outcome> outcomes = new AttemptStage(folder).gather(assignments);
      List<String> expected =
          IntStream.range(0, statements).filter(i -> done[i]).mapToObj(i -> "s" + i).toList();
      assertThat(outcomes).extracting(Outcome::id).isEqualTo(expected);
      assertThat(new AttemptStage(folder).outcomes()).isEqualTo(outcomes);
      assertThat(keys(folder)).isEqualTo(expected.stream().flatMap(id -> seeds(id)).toList());
      assertThat(folder.resolve("parts")).doesNotExist();
    } finally {
      delete(folder);
    }
  }

  private static Stream<String> seeds(String id) {
    int i = Integer.parseInt(id.substring(1));
    return IntStream.range(0, SAMPLES).mapToObj(n -> id + " " + (100L * i + n));
  }

  private static List<String> keys(Path folder) {
    try (Stream<Attempt> log = AttemptLog.read(folder.resolve("attempts.jsonl"), fault -> {})) {
      return log.map(attempt -> attempt.problem() + " " + attempt.seed()).toList();
    }
  }

  private static void write(
      Path parts, int task, List<Assignment> assignments, Random random, boolean... done)
      throws IOException {
    Path verdicts = parts.resolve("verdicts-" + task + ".jsonl");
    Files.createFile(verdicts);
    try (AttemptLog log = new AttemptLog(parts.resolve("attempts-" + task + ".jsonl"))) {
      for (int i = 0; i < assignments.size(); i++) {
        if (random.nextInt(3) == 0) {
          continue;
        }
        Assignment assignment = assignments.get(i);
        boolean cut = random.nextInt(6) == 0;
        int written = cut ? random.nextInt(SAMPLES + 1) : SAMPLES;
        for (int n = 0; n < written; n++) {
          log.add(Draft.attempt(assignment.problem(), assignment.seed() + n, "  simp", "proved"));
        }
        String line = Draft.outcome(assignment.problem().id(), SAMPLES, SAMPLES).json() + "\n";
        String whole = cut ? line.substring(0, random.nextInt(line.length() - 1)) : line;
        Files.writeString(verdicts, whole, StandardOpenOption.APPEND);
        if (cut) {
          return; // killed
        }
        done[i] = true;
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
