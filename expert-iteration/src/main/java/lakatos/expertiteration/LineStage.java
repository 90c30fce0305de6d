package lakatos.expertiteration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.Function;

/**
 * Work that makes a line of each of many objects, in a file that is there once all are done.
 *
 * <p>Until then each task writes a file of its own into a folder beside it: what has a line is not
 * done again, whatever is killed.
 */
final class LineStage {
  /** What tells objects apart; a line has that of the object that it is made of. */
  static final String KEY = "key";

  private final Path file;

  LineStage(Path file) {
    this.file = file;
  }

  /**
   * Does what is not done yet.
   *
   * @param items with a {@code key} each, all different
   * @param work done on executors
   * @param progress told how many are done, now and then
   * @return the lines, in the order of the items
   */
  List<ObjectNode> run(
      Cluster cluster,
      List<ObjectNode> items,
      Function<ObjectNode, ObjectNode> work,
      Consumer<Integer> progress) {
    if (!Files.isRegularFile(file)) {
      Path parts = parts();
      Set<String> done = done(parts).keySet();
      List<String> left =
          items.stream().filter(i -> !done.contains(key(i))).map(ObjectNode::toString).toList();
      String folder = parts.toAbsolutePath().toString();
      cluster.each(
          left, lines -> work(folder, work, lines), () -> progress.accept(done(parts).size()));
      Map<String, ObjectNode> lines = done(parts);
      Jsonl.write(file, items.stream().map(item -> lines.get(key(item))).filter(Objects::nonNull));
    }
    deleteParts();
    return Jsonl.read(file, line -> line);
  }

  private static String key(ObjectNode object) {
    return Json.text(object, KEY);
  }

  private Path parts() {
    Path parts = place();
    try {
      return Files.createDirectories(parts);
    } catch (IOException e) {
      throw Jsonl.cannot("write", parts, e);
    }
  }

  private Path place() {
    return file.resolveSibling("parts-" + file.getFileName());
  }

  private static void work(
      String folder, Function<ObjectNode, ObjectNode> work, Iterator<String> lines)
      throws Exception {
    Path mine = Path.of(folder).resolve(UUID.randomUUID() + ".jsonl");
    try (OutputStream out = Files.newOutputStream(mine, StandardOpenOption.CREATE_NEW)) {
      while (lines.hasNext()) {
        ObjectNode item = Json.parse(lines.next());
        ObjectNode line = work.call(item).put(KEY, key(item));
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8)); // at once, as it is done then
      }
    } catch (IOException e) {
      throw Jsonl.cannot("write", mine, e);
    }
  }

  private static Map<String, ObjectNode> done(Path parts) {
    Map<String, ObjectNode> done = new HashMap<>();
    for (Path part : files(parts)) {
      Jsonl.readWhole(part, line -> line).forEach(line -> done.putIfAbsent(key(line), line));
    }
    return done;
  }

  private static List<Path> files(Path parts) {
    try (Stream<Path> files = Files.list(parts)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw Jsonl.cannot("read", parts, e);
    }
  }

  private void deleteParts() {
    Path parts = place();
    if (!Files.isDirectory(parts)) {
      return;
    }
    try {
      for (Path part : files(parts)) {
        Files.delete(part);
      }
      Files.delete(parts);
    } catch (IOException e) {
      throw Jsonl.cannot("delete", parts, e);
    }
  }
}
