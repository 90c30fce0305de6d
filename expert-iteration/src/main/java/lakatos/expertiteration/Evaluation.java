package lakatos.expertiteration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lakatos.expertiteration.Assignment.By;
import lakatos.expertiteration.Outcome.End;
import lakatos.prover.Attempt;
import lakatos.prover.AttemptLog;
import lakatos.prover.FailureClass;
import lakatos.prover.PassAtK;
import lakatos.prover.Problem;

/**
 * Attempts at a set of statements, so many of each, and what they come to. A statement whose texts
 * did not all come in time counts as if those had failed, so that budgets are equal.
 */
public final class Evaluation {
  private final Path folder;
  private final AttemptPlan plan;
  private final long seed;
  private final AttemptStage stage;

  /**
   * An evaluation whose attempts are, or will be, in a folder.
   *
   * @param seed of all texts
   */
  public Evaluation(Path folder, AttemptPlan plan, long seed) {
    this.folder = folder.toAbsolutePath().normalize();
    this.plan = plan;
    this.seed = seed;
    this.stage = new AttemptStage(this.folder);
  }

  /**
   * Draws what is not drawn yet.
   *
   * @param samples of each statement
   * @throws IterationException {@code BAD_INPUT} if the folder holds another evaluation
   */
  public void run(
      Cluster cluster, List<Problem> problems, int samples, Consumer<Integer> progress) {
    By by = plan.model().name().equals(ModelSetup.RANDOM) ? By.RANDOM : By.MODEL;
    run(
        cluster,
        problems.stream()
            .map(p -> new Assignment(p, by, samples, Assignment.seed(seed, -1, p.id())))
            .toList(),
        progress);
  }

  /** Has the portfolio search once for each statement, if it has not yet. */
  public void runPortfolio(Cluster cluster, List<Problem> problems, Consumer<Integer> progress) {
    run(
        cluster,
        problems.stream().map(problem -> new Assignment(problem, By.PORTFOLIO, 1, 0)).toList(),
        progress);
  }

  private void run(Cluster cluster, List<Assignment> assignments, Consumer<Integer> progress) {
    ObjectNode what = Json.object();
    what.set("plan", Json.of(plan).without("lean"));
    what.put("assignments", Fingerprint.of(assignments.stream().map(Assignment::json)));
    Path file = folder.resolve("evaluation.json");
    if (!Files.exists(file)) {
      Jsonl.writeText(file, Stream.of(what.toString()));
    } else if (!Jsonl.read(file, ObjectNode::toString).equals(List.of(what.toString()))) {
      throw new IterationException(
          IterationException.Reason.BAD_INPUT,
          folder
              + " holds another evaluation, of other statements or another model or budget; "
              + "choose another folder");
    }
    stage.run(cluster, plan, assignments, progress);
  }

  List<Outcome> outcomes() {
    return stage.outcomes();
  }

  /** Which statements were proved. */
  public List<String> solved() {
    return outcomes().stream().filter(o -> o.end() == End.PROVED).map(Outcome::id).toList();
  }

  /** What it comes to; also written to {@code figures.json}. */
  public ObjectNode figures(List<Integer> ks) {
    List<Outcome> outcomes = outcomes();
    ObjectNode figures = Json.object().put("statements", outcomes.size());
    figures.put("solved", solved().size());
    figures.put("unusable", count(outcomes, End.UNUSABLE));
    figures.put("refuted", count(outcomes, End.REFUTED));
    ArrayNode passes = figures.putArray("pass");
    List<PassAtK.Tally> tallies =
        outcomes.stream()
            .filter(o -> o.end() != End.UNUSABLE)
            .map(o -> new PassAtK.Tally(o.samples(), Math.min(o.samples(), o.proofs())))
            .toList();
    for (int k : ks) {
      PassAtK.of(k, tallies)
          .ifPresent(
              pass ->
                  passes
                      .addObject()
                      .put("k", k)
                      .put("mean", pass.mean())
                      .put("low", pass.low())
                      .put("high", pass.high())
                      .put("statements", pass.problems()));
    }
    figures.set("classes", Json.of(classes()));
    figures.put("distinct", outcomes.stream().mapToInt(Outcome::distinct).sum());
    figures.put("tokens", outcomes.stream().mapToLong(Outcome::tokens).sum());
    figures.put("lean_seconds", outcomes.stream().mapToLong(Outcome::leanMillis).sum() / 1e3);
    ArrayNode left = figures.putArray("unusable_statements");
    outcomes.stream()
        .filter(o -> o.end() == End.UNUSABLE)
        .forEach(o -> left.addObject().put("id", o.id()).put("why", o.note()));
    Jsonl.writeText(folder.resolve("figures.json"), Stream.of(Json.pretty(figures)));
    return figures;
  }

  private static long count(List<Outcome> outcomes, End end) {
    return outcomes.stream().filter(outcome -> outcome.end() == end).count();
  }

  /** How many attempts came to which kind of end. */
  private Map<String, Integer> classes() {
    Map<String, Integer> classes = new TreeMap<>();
    if (!Files.isRegularFile(stage.attempts())) {
      return classes;
    }
    try (Stream<Attempt> attempts = AttemptLog.read(stage.attempts(), fault -> {})) {
      attempts.forEach(attempt -> classes.merge(FailureClass.of(attempt), 1, Integer::sum));
    }
    return classes;
  }
}
