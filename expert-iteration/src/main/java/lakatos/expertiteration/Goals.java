package lakatos.expertiteration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import lakatos.leanbridge.Statement;
import lakatos.prover.Problem;

/**
 * What the rounds of a run learn in hindsight: goals that newly selected proofs go through, each a
 * statement of its own, but for those that are held out.
 */
final class Goals {
  private final RunFolder run;
  private final RunOptions options;
  private final int number;

  /** The goals of a round. */
  Goals(RunFolder run, RunOptions options, int number) {
    this.run = run;
    this.options = options;
    this.number = number;
  }

  /**
   * Looks at what was not looked at before.
   *
   * @param selected proofs; those that are given are not looked at, for there may be a library
   * @param heldOut what is measured, by the names of the sets
   */
  void run(
      Cluster cluster,
      List<Example> selected,
      Map<String, List<Problem>> heldOut,
      Consumer<Integer> progress) {
    Path file = run.hindsight(number);
    if (Files.isRegularFile(file)) {
      return;
    }
    LeanSetup lean = options.attempts().lean();
    Duration check = options.attempts().check();
    List<ObjectNode> lines =
        new LineStage(run.goals(number))
            .run(cluster, items(selected), item -> Hindsight.found(lean, check, item), progress);
    Jsonl.write(file, allowed(lines, heldOut).stream().map(Example::json));
  }

  private List<ObjectNode> items(List<Example> selected) {
    List<ObjectNode> items = new ArrayList<>();
    for (Example example : selected) {
      boolean fresh = example.round() == number && !example.by().equals("given");
      if (fresh && Hindsight.hasSteps(example)) {
        String key = example.problem().id() + "\n" + example.proof();
        items.add(example.json().put(LineStage.KEY, key));
      }
    }
    return items;
  }

  /** Those that the guard lets through, each statement and proof once, with an id of its own. */
  private List<Example> allowed(List<ObjectNode> lines, Map<String, List<Problem>> heldOut) {
    ContaminationGuard guard = guard(heldOut);
    Map<String, Integer> count = new HashMap<>();
    found(number - 1)
        .forEach(e -> count.merge(e.problem().id().replaceFirst("#\\d+$", ""), 1, Integer::sum));
    Set<List<String>> seen = new HashSet<>();
    List<Example> allowed = new ArrayList<>();
    for (ObjectNode line : lines) {
      for (JsonNode found : line.path("examples")) {
        Example example = Example.of((ObjectNode) found);
        Statement statement = example.problem().statement();
        String id = example.problem().id();
        boolean refused =
            guard
                .look(id, statement, Optional.ofNullable(found.path("form").textValue()))
                .filter(ContaminationGuard.Finding::isRefused)
                .isPresent();
        if (!refused && seen.add(List.of(Selection.key(statement), example.proof()))) {
          allowed.add(example.withId(id + "#" + count.merge(id, 1, Integer::sum)));
        }
      }
    }
    return allowed;
  }

  private ContaminationGuard guard(Map<String, List<Problem>> heldOut) {
    Map<String, String> forms = new HashMap<>();
    if (Files.isRegularFile(run.normalForms())) {
      Jsonl.read(run.normalForms(), line -> line)
          .forEach(line -> forms.put(Json.text(line, "name"), Json.text(line, "form")));
    }
    return new ContaminationGuard(ContaminationGuard.named(heldOut), forms);
  }

  /** What the rounds up to this one found, earliest first. */
  List<Example> found() {
    return found(number);
  }

  /** How many this round found. */
  int fresh() {
    return found(number).size() - found(number - 1).size();
  }

  private List<Example> found(int last) {
    List<Example> found = new ArrayList<>();
    for (int round = 0; round <= last; round++) {
      if (Files.isRegularFile(run.hindsight(round))) {
        found.addAll(Example.read(run.hindsight(round)));
      }
    }
    return found;
  }
}
