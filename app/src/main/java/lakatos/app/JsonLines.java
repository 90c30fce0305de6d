package lakatos.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The lines of a JSONL file, each with its number; a line that is not an object is kept as such.
 */
final class JsonLines {
  private JsonLines() {}

  /**
   * A line.
   *
   * @param number from 1
   * @param object empty if the line is malformed
   * @param fault what is wrong with the line, or empty
   */
  record Line(int number, ObjectNode object, String fault) {
    boolean isSound() {
      return fault.isEmpty();
    }
  }

  /**
   * Reads a file of objects with ids that differ.
   *
   * @throws Trouble if there is no such file, or it cannot be read
   */
  static List<Line> read(Path file) {
    List<Line> lines = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    read(file, line -> lines.add(identified(line, ids)));
    return lines;
  }

  private static Line identified(Line line, Set<String> ids) {
    if (!line.isSound()) {
      return line;
    }
    try {
      String id = id(line.object());
      return ids.add(id)
          ? line
          : new Line(line.number(), line.object(), "the id \"" + id + "\" has occurred before");
    } catch (IllegalArgumentException e) {
      return new Line(line.number(), Json.object(), String.valueOf(e.getMessage()));
    }
  }

  /**
   * Hands over the lines of a file that are not blank, in order, and keeps none of them.
   *
   * @throws Trouble if there is no such file, or it cannot be read
   */
  static void read(Path file, Consumer<Line> each) {
    if (!Files.isRegularFile(file)) {
      throw new Trouble("there is no file " + file);
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int number = 1; nextLine(in, bytes); number++) {
        line(number, bytes.toByteArray()).ifPresent(each);
      }
    } catch (IOException e) {
      throw new Trouble("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Puts the next line into {@code bytes}; false if there is none. */
  private static boolean nextLine(InputStream in, ByteArrayOutputStream bytes) throws IOException {
    bytes.reset();
    int next = in.read();
    boolean any = next >= 0;
    for (; next >= 0 && next != '\n'; next = in.read()) {
      bytes.write(next);
    }
    return any;
  }

  private static Optional<Line> line(int number, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String line = number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
      return line.isBlank() ? Optional.empty() : Optional.of(line(number, line));
    } catch (CharacterCodingException e) {
      return Optional.of(new Line(number, Json.object(), "not UTF-8"));
    }
  }

  private static Line line(int number, String line) {
    try {
      return new Line(number, Json.parse(line), "");
    } catch (IllegalArgumentException e) {
      return new Line(number, Json.object(), String.valueOf(e.getMessage()));
    }
  }

  /** Ids are texts or numbers. */
  static String id(ObjectNode object) {
    if (!object.path("id").isValueNode() || object.path("id").isNull()) {
      throw new IllegalArgumentException("the field \"id\" is missing");
    }
    return object.path("id").asText();
  }
}
