package lakatos.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Problems that are JSON objects, one a line. */
final class JsonlProblems implements ProblemFiles {
  private final List<Path> files;
  private final Map<Columns.Part, String> named;
  private final Purpose purpose;

  /** The last two as in {@link Columns#choose}. */
  JsonlProblems(List<Path> files, Map<Columns.Part, String> named, Purpose purpose) {
    this.files = List.copyOf(files);
    this.named = named;
    this.purpose = purpose;
  }

  @Override
  public List<Path> files() {
    return files;
  }

  @Override
  public void read(Consumer<Entry> each) {
    for (Path file : files) {
      JsonLines.read(file, line -> each.accept(entry(file, line)));
    }
  }

  private Entry entry(Path file, JsonLines.Line line) {
    String place = file + " line " + line.number();
    if (!line.isSound()) {
      return Entry.faulty(place, line.fault());
    }
    try {
      ObjectNode object = line.object();
      List<String> fields = new ArrayList<>();
      object.fieldNames().forEachRemaining(fields::add);
      Columns columns = Columns.choose(fields, named, purpose);
      String usual = name(file) + "-" + line.number();
      return Entry.of(place, columns.problem(field -> text(object, field), usual));
    } catch (IllegalArgumentException e) {
      return Entry.faulty(place, String.valueOf(e.getMessage()));
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replaceAll("\\.jsonl$", "");
  }

  private static Optional<String> text(ObjectNode object, String field) {
    JsonNode node = object.path(field);
    if (node.isContainerNode()) {
      throw new IllegalArgumentException("the field \"" + field + "\" is not a text");
    }
    return node.isNull() ? Optional.empty() : Optional.of(node.asText());
  }
}
