package lakatos.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What a measurement found, for people and for machines. Not thread-safe. */
final class Report {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final String benchmark;
  private final List<Figure> figures = new ArrayList<>();
  private final List<String> tables = new ArrayList<>();
  private final ObjectNode details = MAPPER.createObjectNode();
  private final List<String> faults = new ArrayList<>();

  Report(String benchmark) {
    this.benchmark = benchmark;
  }

  void add(Figure figure) {
    figures.add(figure);
  }

  /** Adds a table for people; machines find the same under {@code name} in {@link #details}. */
  void table(Table table) {
    tables.add(table.toString());
  }

  /** Adds an array for machines. */
  ArrayNode details(String name) {
    return details.withArray("/" + name);
  }

  /** Adds something that must not be, whatever the figures say. */
  void fault(String sentence) {
    faults.add(sentence);
  }

  /** Whether every target is met and nothing is wrong. */
  boolean met() {
    return faults.isEmpty() && figures.stream().allMatch(Figure::met);
  }

  /** Prints everything and returns the exit code: 0 if every target is met. */
  int print(boolean json) {
    System.out.println(json ? json().toString() : text());
    return met() ? 0 : 1;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (String table : tables) {
      text.append(table).append('\n');
    }
    Table table = new Table(benchmark, "value", "baseline", "ratio", "target", "");
    for (Figure f : figures) {
      table.row(
          f.name(),
          f.value(),
          cell(f.baseline()),
          cell(f.ratio()),
          f.target().map(Figure.Target::toString).orElse(""),
          f.target().isEmpty() ? "" : f.met() ? "met" : "MISSED");
    }
    text.append(table);
    for (String fault : faults) {
      text.append("WRONG: ").append(fault).append('\n');
    }
    return text.toString().stripTrailing();
  }

  private static String cell(OptionalDouble number) {
    return number.isPresent() ? Figure.number(number.getAsDouble()) : "";
  }

  private ObjectNode json() {
    ObjectNode report = MAPPER.createObjectNode().put("benchmark", benchmark).put("met", met());
    ArrayNode array = report.putArray("figures");
    for (Figure f : figures) {
      ObjectNode node = array.addObject().put("name", f.name()).put("value", f.value());
      f.baseline().ifPresent(baseline -> node.put("baseline", baseline));
      f.ratio().ifPresent(ratio -> node.put("ratio", ratio));
      f.target().ifPresent(target -> node.put("target", target.toString()).put("met", f.met()));
    }
    report.setAll(details);
    ArrayNode wrong = report.putArray("faults");
    faults.forEach(wrong::add);
    return report;
  }
}
