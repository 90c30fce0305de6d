package lakatos.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          lines.add(read(number, line, ids));
        }
      }
    } catch (IOException e) {
      throw new Trouble(
          "cannot read " + file + ": it is not a UTF-8 text, or " + e.getMessage(), e);
    }
    return lines;
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
