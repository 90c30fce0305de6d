package lakatos.expertiteration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lakatos.expertiteration.Assignment.By;
import lakatos.expertiteration.Iteration.Material;
import lakatos.expertiteration.RunOptions.Method;

/**
 * What {@link FullDiskTest} does in a process that can write little: a run that only learns what it
 * is given, a stage's work, or the end of a stage. Ends as the command line does.
 */
final class FullDisk {
  private FullDisk() {}

  private static RunOptions options(Path base) {
    RunOptions options = TinyRun.options(base, Method.SUPERVISED, 0);
    return Json.as(Json.of(options).put("cold_samples", 0), RunOptions.class);
  }

  static List<Assignment> assignments() {
    return TinyRun.statements().stream()
        .map(problem -> new Assignment(problem, By.MODEL, 1, 0))
        .toList();
  }

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[1]);
    try {
      switch (arguments[0]) {
        case "run" -> run(folder);
        case "work" -> work(folder);
        case "gather" -> new AttemptStage(folder).gather(assignments());
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    } catch (IterationException e) {
      System.out.println(e.reason() + ": " + e.getMessage());
      System.exit(2);
    }
    System.exit(0);
  }

  private static void run(Path folder) {
    RunFolder run = new RunFolder(folder);
    try (Cluster cluster = Cluster.open("local[1]", Map.of())) {
      Iteration iteration = new Iteration(run, cluster, "test", sentence -> {});
      if (!run.exists()) {
        Material material = new Material(TinyRun.statements(), Map.of(), TinyRun.given(), 0);
        iteration.begin(options(folder.resolveSibling("base")), material);
      }
      iteration.run();
    }
  }

  private static void work(Path folder) {
    try (Cluster cluster = Cluster.open("local[1]", Map.of())) {
      new LineStage(folder.resolve("out.jsonl"))
          .run(
              cluster,
              List.of(Json.object().put("key", "large")),
              item -> Json.object().put("text", "x".repeat(1_000_000)),
              done -> {});
    }
  }
}
