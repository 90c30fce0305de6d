package lakatos.prover;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A tactic proof as a tree: a tactic, and a proof for each goal that it leaves. */
record Script(String tactic, List<Script> parts) {

  Script {
    parts = List.copyOf(parts);
  }

  static Script of(String tactic) {
    return new Script(tactic, List.of());
  }

  /** Returns the lines of a tactic block, without indentation in front. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(tactic.lines().toList());
    if (parts.size() == 1) {
      lines.addAll(parts.get(0).lines());
      return lines;
    }
    for (Script part : parts) {
      List<String> inner = part.lines();
      lines.add("· " + inner.get(0));
      inner.stream().skip(1).forEach(line -> lines.add("  " + line));
    }
    return lines;
  }

  /** Returns the block with each line indented by {@code columns} spaces. */
  String text(int columns) {
    String margin = " ".repeat(columns);
    return lines().stream().map(line -> margin + line).collect(Collectors.joining("\n"));
  }

  /** What a reader has to read: lines count, and long ones more. */
  int weight() {
    return lines().stream().mapToInt(line -> 10 + line.length()).sum();
  }
}
