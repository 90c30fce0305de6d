package lakatos.expertiteration;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lakatos.prover.Attempt;
import lakatos.prover.AttemptLog;
import org.apache.spark.TaskContext;

/**
 * Attempts at many statements, in a folder: {@code attempts.jsonl} and {@code verdicts.jsonl}, of
 * which the second is there once both are whole.
 *
 * <p>Until then each task writes files of its own into {@code parts}: a statement's attempts, and
 * after them its outcome. What has an outcome is done, whoever did it; of what was done twice one
 * counts. So whatever is killed, only statements that were being worked on are worked on again.
 */
final class AttemptStage {
  private static final String ATTEMPTS = "attempts";
  private static final String VERDICTS = "verdicts";

  private final Path folder;

  AttemptStage(Path folder) {
    this.folder = folder;
  }

  Path attempts() {
    return folder.resolve(ATTEMPTS + ".jsonl");
  }

  Path verdicts() {
    return folder.resolve(VERDICTS + ".jsonl");
  }

  private Path parts() {
    return folder.resolve("parts");
  }

  boolean isDone() {
    return Files.isRegularFile(verdicts());
  }

  /** The outcomes of a stage that is done. */
  List<Outcome> outcomes() {
    return Jsonl.read(verdicts(), Outcome::of);
  }

  /**
   * Does what is not done yet.
   *
   * @param progress told how many statements are done, now and then
   * @return the outcome of each assignment, in order
   */
  List<Outcome> run(
      Cluster cluster, AttemptPlan plan, List<Assignment> assignments, Consumer<Integer> progress) {
    if (isDone()) {
      return outcomes();
    }
    createParts();
    Set<Assignment.Key> done = done(parts());
    List<String> left =
        assignments.stream()
            .filter(assignment -> !done.contains(assignment.key()))
            // searches take a process for long, and a process that has a header's libraries is
            // best asked about the same header again
            .sorted(
                Comparator.comparing(Assignment::by)
                    .thenComparing(a -> a.problem().statement().header()))
            .map(assignment -> assignment.json().toString())
            .toList();
    String parts = parts().toAbsolutePath().toString();
    progress.accept(done.size());
    cluster.each(
        left, lines -> work(parts, plan, lines), () -> progress.accept(done(parts()).size()));
    return gather(assignments);
  }

  private void createParts() {
    try {
      Files.createDirectories(parts());
    } catch (IOException e) {
      throw Jsonl.cannot("write", parts(), e);
    }
  }

  // --- on executors --------------------------------------------------------------------------

  private static void work(String parts, AttemptPlan plan, Iterator<String> lines) {
    Path folder = Path.of(parts);
    TaskContext task = TaskContext.get();
    Set<Assignment.Key> done = task != null && task.attemptNumber() > 0 ? done(folder) : Set.of();
    Attempting attempting = new Attempting(Workplace.of(plan.lean()), plan);
    String mine = UUID.randomUUID() + ".jsonl";
    Path verdicts = folder.resolve(VERDICTS + "-" + mine);
    try (AttemptLog log = new AttemptLog(folder.resolve(ATTEMPTS + "-" + mine));
        OutputStream outcomes = Files.newOutputStream(verdicts, StandardOpenOption.CREATE_NEW)) {
      while (lines.hasNext()) {
        Assignment assignment = Assignment.of(Json.parse(lines.next()));
        if (!done.contains(assignment.key())) {
          Attempting.Done result = attempting.on(assignment);
          result.attempts().forEach(log::add);
          // last and at once: what is cut off within it is not done
          String line = result.outcome().json() + "\n";
          outcomes.write(line.getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      throw Jsonl.cannot("write", verdicts, e);
    } catch (UncheckedIOException e) { // the log's
      throw Jsonl.cannot("write", folder, e);
    }
  }

  // --- in the driver -------------------------------------------------------------------------

  private static Set<Assignment.Key> done(Path parts) {
    Set<Assignment.Key> done = new HashSet<>();
    for (Path file : files(parts, VERDICTS)) {
      Jsonl.readWhole(file, Outcome::of).forEach(outcome -> done.add(outcome.key()));
    }
    return done;
  }

  private static List<Path> files(Path parts, String kind) {
    try (Stream<Path> files = Files.list(parts)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith(kind + "-"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw Jsonl.cannot("read", parts, e);
    }
  }

  /** Makes one file of each kind, with each statement once, in the order of the assignments. */
  List<Outcome> gather(List<Assignment> assignments) {
    Map<Assignment.Key, Outcome> outcomes = new HashMap<>();
    Map<Assignment.Key, List<Attempt>> attempts = new HashMap<>();
    for (Path file : files(parts(), VERDICTS)) {
      Set<Assignment.Key> own = new HashSet<>();
      for (Outcome outcome : Jsonl.readWhole(file, Outcome::of)) {
        if (outcomes.putIfAbsent(outcome.key(), outcome) == null) {
          own.add(outcome.key());
        }
      }
      read(file, own, attempts);
    }
    List<Outcome> ordered = new ArrayList<>();
    Path beside = folder.resolve("." + ATTEMPTS + ".new");
    try {
      Files.deleteIfExists(beside);
      try (AttemptLog log = new AttemptLog(beside)) {
        for (Assignment assignment : assignments) {
          Outcome outcome = outcomes.get(assignment.key());
          if (outcome != null) {
            ordered.add(outcome);
            attempts.getOrDefault(assignment.key(), List.of()).forEach(log::add);
          }
        }
      }
      Jsonl.moveInto(attempts(), beside);
      Jsonl.write(verdicts(), ordered.stream().map(Outcome::json));
      deleteParts();
    } catch (IOException e) {
      Jsonl.discard(beside);
      throw Jsonl.cannot("write", attempts(), e);
    } catch (UncheckedIOException e) { // the log's
      Jsonl.discard(beside);
      throw Jsonl.cannot("write", attempts(), e);
    }
    return List.copyOf(ordered);
  }

  private static void read(
      Path verdicts, Set<Assignment.Key> own, Map<Assignment.Key, List<Attempt>> attempts) {
    String name = String.valueOf(verdicts.getFileName()).replaceFirst(VERDICTS, ATTEMPTS);
    Map<Assignment.Key, Map<Long, Attempt>> bySeed = new LinkedHashMap<>();
    try (Stream<Attempt> log = AttemptLog.read(verdicts.resolveSibling(name), fault -> {})) {
      log.forEach(
          attempt -> {
            Assignment.Key key = new Assignment.Key(by(attempt), attempt.problem());
            if (own.contains(key)) {
              bySeed
                  .computeIfAbsent(key, k -> new LinkedHashMap<>())
                  .putIfAbsent(attempt.seed(), attempt);
            }
          });
    }
    bySeed.forEach((key, found) -> attempts.put(key, List.copyOf(found.values())));
  }

  /** Who made an attempt. */
  static Assignment.By by(Attempt attempt) {
    if (attempt.policy().equals(lakatos.prover.Portfolio.NAME)) {
      return Assignment.By.PORTFOLIO;
    }
    return attempt.model().equals(ModelSetup.RANDOM) ? Assignment.By.RANDOM : Assignment.By.MODEL;
  }

  private void deleteParts() throws IOException {
    for (String kind : List.of(VERDICTS, ATTEMPTS)) {
      for (Path file : files(parts(), kind)) {
        Files.delete(file);
      }
    }
    Files.deleteIfExists(parts());
  }
}
