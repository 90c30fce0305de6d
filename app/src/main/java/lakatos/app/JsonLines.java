package lakatos.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The lines of a JSONL file, each with its number; a line that is not an object is kept as such.
 */
final class JsonLines {
  private static final Line BLANK = new Line(0, Json.object(), "");

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
   * Reads a file.
   *
   * @throws Trouble if there is no such file, or it cannot be read
   */
  static List<Line> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new Trouble("there is no file " + file);
    }
    List<Line> lines = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    byte[] bytes = bytes(file);
    int number = 0;
    for (int start = 0; start < bytes.length; number++) {
      int end = endOfLine(bytes, start);
      Line line = read(number + 1, Arrays.copyOfRange(bytes, start, end), ids);
      if (!line.equals(BLANK)) {
        lines.add(line);
      }
      start = end + 1;
    }
    return lines;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new Trouble("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static int endOfLine(byte[] bytes, int start) {
    int end = start;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return end;
  }

  private static Line read(int number, byte[] bytes, Set<String> ids) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String line = number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
      return line.isBlank() ? BLANK : read(number, line, ids);
    } catch (CharacterCodingException e) {
      return new Line(number, Json.object(), "not UTF-8");
    }
  }

  private static Line read(int number, String line, Set<String> ids) {
    try {
      ObjectNode object = Json.parse(line);
      String id = id(object);
      if (!ids.add(id)) {
        return new Line(number, object, "the id \"" + id + "\" has occurred before");
      }
      return new Line(number, object, "");
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
