package lakatos.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the manifests of a run say, round by round. */
final class IterationFigures {
  private static final int MOST_EXAMPLES = 3;

  private final List<ObjectNode> manifests;

  IterationFigures(List<ObjectNode> manifests) {
    this.manifests = List.copyOf(manifests);
  }

  /** A line of a plot, with a band around it where there is an interval. */
  record Line(String name, List<Point> points) {
    Line {
      points = List.copyOf(points);
    }
  }

  /** A round's value. */
  record Point(int round, double value, double low, double high) {}

  // --- lines ---------------------------------------------------------------------------------

  /** A figure of every round that has it, at a path of names. */
  Line line(String name, double factor, String... path) {
    List<Point> points = new ArrayList<>();
    for (ObjectNode manifest : manifests) {
      JsonNode value = at(manifest, path);
      if (value.isNumber() && Double.isFinite(value.asDouble())) {
        double scaled = factor * value.asDouble();
        points.add(new Point(manifest.path("round").asInt(), scaled, scaled, scaled));
      }
    }
    return new Line(name, points);
  }

  private static JsonNode at(JsonNode from, String... path) {
    JsonNode node = from;
    for (String name : path) {
      node = node.path(name);
    }
    return node;
  }

  /** pass@k on each set, in percent. */
  List<Line> passes() {
    Map<String, List<Point>> lines = new TreeMap<>();
    for (ObjectNode manifest : manifests) {
      for (Map.Entry<String, JsonNode> set : manifest.path("evaluation").properties()) {
        for (JsonNode pass : set.getValue().path("pass")) {
          lines
              .computeIfAbsent(
                  set.getKey() + ", pass@" + pass.path("k").asInt(), name -> new ArrayList<>())
              .add(
                  new Point(
                      manifest.path("round").asInt(),
                      100 * pass.path("mean").asDouble(),
                      100 * pass.path("low").asDouble(),
                      100 * pass.path("high").asDouble()));
        }
      }
    }
    return lines.entrySet().stream().map(e -> new Line(e.getKey(), e.getValue())).toList();
  }

  /** Time for each stage, in minutes. */
  List<Line> seconds() {
    Set<String> stages = new TreeSet<>();
    manifests.forEach(
        manifest -> manifest.path("seconds").fieldNames().forEachRemaining(stages::add));
    return stages.stream().map(stage -> line(stage, 1 / 60.0, "seconds", stage)).toList();
  }

  // --- tables --------------------------------------------------------------------------------

  List<Section> sections() {
    return List.of(rounds(), heldOut(), exploration());
  }

  private Section rounds() {
    List<List<String>> rows = new ArrayList<>();
    for (ObjectNode manifest : manifests) {
      JsonNode counts = manifest.path("counts");
      rows.add(
          List.of(
              manifest.path("round").asText(),
              Section.count(counts.path("attempted").asLong()),
              Section.count(counts.path("attempts").asLong()),
              Section.count(counts.path("solved").asLong()),
              Section.count(counts.path("solved_anew").asLong()),
              Section.count(counts.path("solved_ever").asLong()),
              Section.count(counts.path("selected").asLong()),
              number(manifest.path("training").path("last_loss")),
              Section.count(Math.round(total(manifest.path("seconds"))))));
    }
    return new Section(
        "Rounds",
        "",
        0,
        List.of(
            "round",
            "statements",
            "attempts",
            "solved",
            "anew",
            "ever",
            "learnt",
            "loss",
            "seconds"),
        rows);
  }

  private static double total(JsonNode seconds) {
    double total = 0;
    for (JsonNode stage : seconds) {
      total += stage.asDouble();
    }
    return total;
  }

  private Section heldOut() {
    List<List<String>> rows = new ArrayList<>();
    for (ObjectNode manifest : manifests) {
      for (Map.Entry<String, JsonNode> set : manifest.path("evaluation").properties()) {
        JsonNode of = set.getValue();
        rows.add(
            List.of(
                manifest.path("round").asText(),
                set.getKey(),
                passes(of),
                of.path("solved").asText() + " of " + of.path("statements").asText(),
                of.path("portfolio").asText(),
                of.path("union").asText(),
                String.valueOf(of.path("only_model").size())));
      }
    }
    return new Section(
        "Held-out statements",
        "Intervals are of 95%, over statements.",
        3,
        List.of("round", "set", "pass@k", "solved", "portfolio", "together", "only the model"),
        rows);
  }

  private static String passes(JsonNode of) {
    List<String> passes = new ArrayList<>();
    for (JsonNode pass : of.path("pass")) {
      passes.add(
          "@%s %s (%s to %s)"
              .formatted(
                  pass.path("k").asText(),
                  Section.percent(pass.path("mean").asDouble()),
                  Section.percent(pass.path("low").asDouble()),
                  Section.percent(pass.path("high").asDouble())));
    }
    return String.join(", ", passes);
  }

  private Section exploration() {
    List<List<String>> rows = new ArrayList<>();
    for (ObjectNode manifest : manifests) {
      JsonNode metrics = manifest.path("metrics");
      JsonNode drawn = manifest.path("drawn_with");
      rows.add(
          List.of(
              manifest.path("round").asText(),
              number(drawn.path("temperature")),
              drawn.path("samples").asText(),
              Section.percent(metrics.path("exploration").asDouble()),
              Section.percent(metrics.path("exploitation").asDouble()),
              Section.percent(metrics.path("diversity").asDouble()),
              Section.percent(metrics.path("selection_rate").asDouble()),
              number(metrics.path("response_tokens")),
              number(metrics.path("entropy"))));
    }
    return new Section(
        "Exploration and exploitation",
        "Exploration: proofs that differ, of those wanted. Exploitation: proofs, of all texts."
            + " Entropy in nats a token.",
        0,
        List.of(
            "round",
            "temperature",
            "texts",
            "exploration",
            "exploitation",
            "diversity",
            "selected",
            "tokens",
            "entropy"),
        rows);
  }

  private static String number(JsonNode node) {
    return node.isNumber() && Double.isFinite(node.asDouble())
        ? "%.3f".formatted(node.asDouble())
        : "-";
  }

  Section examples() {
    List<List<String>> rows = new ArrayList<>();
    for (ObjectNode manifest : manifests) {
      int shown = 0;
      for (JsonNode example : manifest.path("examples")) {
        if (shown++ < MOST_EXAMPLES) {
          String proof = example.path("proof").asText().strip().replaceAll("\\n\\s*", " ⏎ ");
          rows.add(
              List.of(
                  manifest.path("round").asText(),
                  example.path("by").asText(),
                  example.path("formal").asText().replaceAll("\\s+", " "),
                  proof));
        }
      }
    }
    return new Section(
        "New proofs, the longest of each round",
        "",
        4,
        List.of("round", "by", "statement", "proof"),
        rows);
  }
}
