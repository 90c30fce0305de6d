package lakatos.expertiteration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lakatos.expertiteration.Iteration.Material;
import lakatos.expertiteration.RunOptions.Method;
import lakatos.expertiteration.RunOptions.Restart;
import lakatos.leanbridge.Statement;
import lakatos.prover.Problem;
import lakatos.prover.model.FreshModel;
import lakatos.prover.model.Precision;

/**
 * The smallest run that does everything: twenty statements and a model of fifty thousand numbers.
 */
final class TinyRun {
  private TinyRun() {}

  static LeanSetup lean() {
    Path root = Path.of(System.getProperty("lakatos.root", ".."));
    String record = root.resolve("lean-project/.toolchain").toAbsolutePath().normalize().toString();
    return new LeanSetup(record, "", 1);
  }

  static List<Problem> statements() {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      problems.add(problem("add" + i, "(n : Nat) : n + " + i + " = " + i + " + n"));
    }
    for (int i = 0; i < 8; i++) {
      problems.add(problem("le" + i, "(n : Nat) : n ≤ n + " + i));
    }
    problems.add(problem("append", "(l : List Nat) : l ++ [] = l"));
    problems.add(problem("and", "(p q : Prop) (h : p ∧ q) : q ∧ p"));
    problems.add(problem("wrong", "(n : Nat) : n < 5"));
    problems.add(problem("ill", "(n : Nat) : n + = 5"));
    return problems;
  }

  static Problem problem(String name, String rest) {
    return new Problem(name, Statement.of("theorem " + name + " " + rest), Optional.empty());
  }

  static List<Problem> heldOut() {
    return List.of(
        problem("h1", "(n : Nat) : n + 11 = 11 + n"),
        problem("h2", "(n : Nat) : n ≤ n + 12"),
        problem("h3", "(n m : Nat) : n * m = m * n"));
  }

  static Path base(Path folder) {
    Path base = folder.resolve("base");
    new FreshModel(2, 64, 128, 4, 2, 400, 256, 1)
        .write(
            base,
            Stream.concat(statements().stream(), heldOut().stream())
                .map(
                    problem -> problem.statement().text() + " := by\n  simp\n  omega\n  simp_all"));
    return base;
  }

  static AttemptPlan plan(LeanSetup lean) {
    ModelSetup model = new ModelSetup("", "lakatos", -1, -1, 24, "cpu", 16);
    return new AttemptPlan(lean, model, 4000, 4000, 3000, "");
  }

  static RunOptions options(Path base, Method method, int rounds) {
    TrainingOptions training =
        new TrainingOptions(30, 3e-3, 0.05, 128, 512, 0.01, false, 0, "cpu", Precision.FP32, 0);
    return new RunOptions(
        base.toString(),
        rounds,
        method,
        Restart.LAST,
        plan(lean()),
        0,
        4,
        2,
        0,
        4,
        false,
        List.of(1, 2),
        Selection.DEFAULT,
        Curriculum.DEFAULT,
        true,
        training.withEpochs(5),
        training,
        new GroupOptions(8, 2, 1e-4, 4, 0.8),
        2000,
        true,
        3);
  }

  static Material material() {
    return new Material(statements(), Map.of("held", heldOut()), given(), 0);
  }

  /** So that there is something to learn whatever the dice say. */
  static List<Example> given() {
    return List.of(
        new Example(problem("given", "(n : Nat) : n + 20 = 20 + n"), "  omega", "given", 0, 0, 1),
        new Example(problem("given2", "(n : Nat) : n ≤ n + 30"), "  omega", "given", 0, 0, 1));
  }

  /** A run in its own process: {@code begin} or {@code resume}, and its folder. */
  public static void main(String[] arguments) {
    RunFolder folder = new RunFolder(Path.of(arguments[1]));
    try (Cluster cluster = Cluster.open("local[2]", Map.of())) {
      Iteration iteration =
          new Iteration(folder, cluster, "test", sentence -> System.out.println(sentence));
      if (arguments[0].equals("begin")) {
        iteration.begin(
            options(base(folder.path().resolveSibling("of")), Method.SUPERVISED, 1), material());
      }
      iteration.run();
    }
    System.exit(0);
  }
}
