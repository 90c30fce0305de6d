package lakatos.expertiteration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import lakatos.expertiteration.IterationException.Reason;

/** Files with a JSON object a line; written whole or not at all. */
final class Jsonl {
  private Jsonl() {}

  /**
   * Reads a file. Blank lines are skipped.
   *
   * @throws IterationException {@code BAD_INPUT} with the line at fault, {@code DISK} if the file
   *     cannot be read
   */
  static <T> List<T> read(Path file, Function<ObjectNode, T> item) {
    List<T> items = new ArrayList<>();
    int number = 0;
    for (String line : lines(file)) {
      number++;
      if (!line.isBlank()) {
        items.add(item(file, number, line, item));
      }
    }
    return items;
  }

  private static <T> T item(Path file, int number, String line, Function<ObjectNode, T> item) {
    try {
      return item.apply(Json.parse(line));
    } catch (IllegalArgumentException e) {
      throw new IterationException(
          Reason.BAD_INPUT, file + " line " + number + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a file that may have been cut off while it grew: lines that are not whole are left out.
   */
  static <T> List<T> readWhole(Path file, Function<ObjectNode, T> item) {
    List<T> items = new ArrayList<>();
    for (String line : lines(file)) {
      try {
        items.add(item.apply(Json.parse(line)));
      } catch (IllegalArgumentException e) {
        // cut off by a crash; what it was about will be done again
      }
    }
    return items;
  }

  private static List<String> lines(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IterationException(Reason.BAD_INPUT, "there is no file " + file);
    }
    try {
      // decoded leniently: a line may have been cut within a character
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw cannot("read", file, e);
    }
  }

  /** Writes a file beside its place and moves it there once it is on the disk. */
  static void write(Path file, Stream<ObjectNode> items) {
    writeText(file, items.map(ObjectNode::toString).map(line -> line + "\n"));
  }

  /** The same for any text, in pieces. */
  static void writeText(Path file, Stream<String> pieces) {
    Path beside =
        file.resolveSibling(
            "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".new");
    try {
      Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
      try (BufferedWriter writer = Files.newBufferedWriter(beside)) {
        pieces.forEachOrdered(piece -> append(writer, piece));
      }
      moveInto(file, beside);
    } catch (IOException e) {
      discard(beside);
      throw cannot("write", file, e);
    } catch (UncheckedIOException e) {
      discard(beside);
      throw cannot("write", file, e);
    }
  }

  /** Takes away what was not finished: a full disk has no room for halves. */
  static void discard(Path beside) {
    try {
      Files.deleteIfExists(beside);
    } catch (IOException e) {
      // what kept it from being written is told already
    }
  }

  private static void append(BufferedWriter writer, String piece) {
    try {
      writer.write(piece);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Moves a finished file to its place. */
  static void moveInto(Path file, Path beside) throws IOException {
    try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    try {
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  static IterationException cannot(String verb, Path file, UncheckedIOException e) {
    IOException cause = e.getCause();
    return cannot(verb, file, cause == null ? new IOException(e.getMessage(), e) : cause);
  }

  static IterationException cannot(String verb, Path file, IOException e) {
    return new IterationException(
        Reason.DISK, "cannot " + verb + " " + file + " (" + e.getMessage() + ")", e);
  }
}
