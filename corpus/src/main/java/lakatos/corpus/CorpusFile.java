package lakatos.corpus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Corpora in files: JSONL, a statement a line. */
public final class CorpusFile {
  private CorpusFile() {}

  /**
   * Reads a corpus.
   *
   * @throws CorpusException {@code FILE}; {@code MALFORMED} with the line that is no statement
   */
  public static List<CorpusStatement> read(Path file) {
    List<CorpusStatement> statements = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      int number = 1;
      for (String line = reader.readLine(); line != null; line = reader.readLine(), number++) {
        if (!line.isBlank()) {
          statements.add(statement(file, number, line));
        }
      }
    } catch (IOException e) {
      throw cannot("read", file, e);
    }
    return statements;
  }

  private static CorpusStatement statement(Path file, int number, String line) {
    try {
      return Json.parse(line)
          .map(CorpusStatement::of)
          .orElseThrow(() -> new IllegalArgumentException("not an object"));
    } catch (IllegalArgumentException e) {
      throw new CorpusException(
          CorpusException.Reason.MALFORMED,
          file + " line " + number + " is no statement of a corpus: " + e.getMessage(),
          e);
    }
  }

  /**
   * Writes a corpus beside its place and moves it there, so that nobody sees half of it.
   *
   * @throws CorpusException {@code FILE}
   */
  public static void write(Path file, List<CorpusStatement> statements) {
    write(file, statements, CorpusStatement::json);
  }

  static <T> void write(Path file, List<T> lines, Function<T, ObjectNode> json) {
    Path beside = beside(file);
    try {
      try (BufferedWriter writer = Files.newBufferedWriter(beside)) {
        for (T line : lines) {
          writer.write(json.apply(line) + "\n");
        }
      }
      move(beside, file);
    } catch (IOException e) {
      throw cannot("write", file, e);
    }
  }

  /** The same for one object, laid out for people. */
  static void write(Path file, ObjectNode object) {
    Path beside = beside(file);
    try {
      Files.writeString(beside, Json.pretty(object));
      move(beside, file);
    } catch (IOException e) {
      throw cannot("write", file, e);
    }
  }

  private static Path beside(Path file) {
    return file.resolveSibling(
        "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".new");
  }

  private static void move(Path beside, Path file) throws IOException {
    try {
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** A file beside a corpus, named after it: {@code core.jsonl} has {@code core.train.jsonl}. */
  static Path sibling(Path corpus, String ending) {
    String name = String.valueOf(corpus.getFileName()).replaceFirst("\\.jsonl$", "");
    return corpus.resolveSibling(name + ending);
  }

  static CorpusException cannot(String verb, Path file, IOException e) {
    String why =
        e instanceof java.nio.file.NoSuchFileException
            ? "there is no such " + (verb.equals("read") ? "file" : "folder")
            : String.valueOf(e.getMessage());
    return new CorpusException(
        CorpusException.Reason.FILE, "cannot " + verb + " " + file + " (" + why + ")", e);
  }
}
