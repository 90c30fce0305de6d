package lakatos.expertiteration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lakatos.expertiteration.IterationException.Reason;
import lakatos.prover.Problem;

/**
 * Where a run keeps what it is and has done.
 *
 * <pre>
 * run.json             what it is; there once the run has begun
 * normal-forms.jsonl   of what is held out, to be compared with
 * statements.jsonl     what it learns from, without what the guard refused
 * contamination.jsonl  what the guard found
 * given.jsonl          proofs that it was given, if any
 * held-out/SET.jsonl   what it is measured on
 * baseline/SET/        the portfolio on that
 * round-NN/            attempts.jsonl verdicts.jsonl probes.jsonl goals.jsonl hindsight.jsonl
 *                      selected.jsonl training/ checkpoint/ evaluation/SET/ manifest.json, which
 *                      is there once the round is done
 * </pre>
 */
public final class RunFolder {
  private final Path folder;

  public RunFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize(); // executors run elsewhere
  }

  public Path path() {
    return folder;
  }

  Path runFile() {
    return folder.resolve("run.json");
  }

  /** Whether the run has begun. */
  public boolean exists() {
    return Files.isRegularFile(runFile());
  }

  /**
   * Reads what the run is.
   *
   * @throws IterationException {@code BAD_INPUT} if there is no run here
   */
  public RunOptions options() {
    if (!exists()) {
      throw new IterationException(
          Reason.BAD_INPUT, "there is no run in " + folder + ": it has no run.json");
    }
    try {
      return Json.as(Json.parse(Files.readString(runFile())), RunOptions.class);
    } catch (IOException e) {
      throw Jsonl.cannot("read", runFile(), e);
    } catch (IllegalArgumentException e) {
      throw new IterationException(
          Reason.BAD_INPUT, runFile() + " cannot be read: " + e.getMessage(), e);
    }
  }

  Path statements() {
    return folder.resolve("statements.jsonl");
  }

  Path contamination() {
    return folder.resolve("contamination.jsonl");
  }

  /** Where the normal forms of what is held out are, by the names of its statements. */
  Path normalForms() {
    return folder.resolve("normal-forms.jsonl");
  }

  Path given() {
    return folder.resolve("given.jsonl");
  }

  Path heldOutFile(String set) {
    return folder.resolve("held-out").resolve(set + ".jsonl");
  }

  /** What the run is measured on, by the names of the sets. */
  Map<String, List<Problem>> heldOut() {
    Map<String, List<Problem>> sets = new TreeMap<>();
    Path held = folder.resolve("held-out");
    if (!Files.isDirectory(held)) {
      return sets;
    }
    try (Stream<Path> files = Files.list(held)) {
      for (Path file : files.sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".jsonl") && !name.startsWith(".")) {
          sets.put(name.substring(0, name.length() - ".jsonl".length()), Corpus.read(file));
        }
      }
      return sets;
    } catch (IOException e) {
      throw Jsonl.cannot("read", held, e);
    }
  }

  Path baseline(String set) {
    return folder.resolve("baseline").resolve(set);
  }

  Path round(int number) {
    return folder.resolve(String.format(Locale.ROOT, "round-%02d", number));
  }

  /** What a round's probes said. */
  Path probes(int round) {
    return round(round).resolve("probes.jsonl");
  }

  /** Goals that a round's proofs go through, proved. */
  Path goals(int round) {
    return round(round).resolve("goals.jsonl");
  }

  /** Those of the goals that are learnt: examples. */
  Path hindsight(int round) {
    return round(round).resolve("hindsight.jsonl");
  }

  /** The checkpoint that a round made. */
  public Path checkpoint(int round) {
    return round(round).resolve("checkpoint");
  }

  Path manifest(int round) {
    return round(round).resolve("manifest.json");
  }

  /** The manifests of the rounds that are done, in order. */
  public List<ObjectNode> manifests() {
    return IntStream.iterate(0, n -> n + 1)
        .takeWhile(n -> Files.isRegularFile(manifest(n)))
        .mapToObj(this::manifestOf)
        .toList();
  }

  ObjectNode manifestOf(int round) {
    try {
      return Json.parse(Files.readString(manifest(round)));
    } catch (IOException | IllegalArgumentException e) {
      throw new IterationException(
          Reason.DISK, "cannot read " + manifest(round) + ": " + e.getMessage(), e);
    }
  }
}
