package lakatos.expertiteration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lakatos.expertiteration.ContaminationGuard.Finding;
import lakatos.expertiteration.ContaminationGuard.Likeness;
import lakatos.expertiteration.IterationException.Reason;
import lakatos.leanbridge.Statement;
import lakatos.prover.Problem;

/**
 * A run: a cold start and rounds after it, each of which attempts statements, has Lean judge the
 * attempts, learns from the proofs, and is measured. Whatever ends it, {@link #run} goes on where
 * it was.
 */
public final class Iteration {
  private final RunFolder folder;
  private final Cluster cluster;
  private final String code;
  private final Consumer<String> say;

  /**
   * What a run begins with.
   *
   * @param statements to learn from
   * @param heldOut to be measured on, by the names of the sets
   * @param given proofs to learn from in the cold start, beside what it finds
   * @param split so many of the statements are held out too, as the set {@code own}
   */
  public record Material(
      List<Problem> statements,
      Map<String, List<Problem>> heldOut,
      List<Example> given,
      int split) {
    public Material {
      statements = List.copyOf(statements);
      heldOut = Map.copyOf(heldOut);
      given = List.copyOf(given);
    }
  }

  /**
   * A run in a folder.
   *
   * @param code version of Lakatos, for manifests
   * @param say told how far it is, in sentences
   */
  public Iteration(RunFolder folder, Cluster cluster, String code, Consumer<String> say) {
    this.folder = folder;
    this.cluster = cluster;
    this.code = code;
    this.say = say;
  }

  /**
   * Begins a run: takes out of the statements what it is measured on, and writes down what it is.
   *
   * @throws IterationException {@code BAD_INPUT} if there is a run in the folder already
   */
  public void begin(RunOptions options, Material material) {
    if (folder.exists()) {
      throw new IterationException(
          Reason.BAD_INPUT,
          "there is a run in " + folder.path() + " already; --resume goes on with it");
    }
    List<Problem> shuffled = new ArrayList<>(material.statements());
    Collections.shuffle(shuffled, new Random(options.seed()));
    int split = Math.min(material.split(), shuffled.size() - 1);
    Map<String, List<Problem>> heldOut = new LinkedHashMap<>(material.heldOut());
    if (split > 0) {
      heldOut.put("own", List.copyOf(shuffled.subList(0, split)));
    }
    Set<String> out =
        shuffled.subList(0, Math.max(0, split)).stream()
            .map(Problem::id)
            .collect(Collectors.toSet());
    List<Problem> left = Corpus.without(material.statements(), out);
    Set<String> refused = guard(options, left, heldOut, material.given());
    heldOut.forEach((set, problems) -> Corpus.write(folder.heldOutFile(set), problems));
    List<Problem> kept = Corpus.without(left, refused);
    if (kept.isEmpty()) {
      throw new IterationException(
          Reason.BAD_INPUT, "no statement is left to learn from; all are in the sets held out");
    }
    Corpus.write(folder.statements(), kept);
    Jsonl.write(
        folder.given(),
        material.given().stream()
            .filter(example -> !refused.contains(example.problem().id()))
            .filter(example -> !out.contains(example.problem().id()))
            .map(Example::json));
    // last: there is a run once this is there
    Jsonl.writeText(folder.runFile(), Stream.of(Json.pretty(Json.of(options))));
    say.accept(
        String.format(
            java.util.Locale.ROOT,
            "%,d statements to learn from, %,d held out, %,d refused by the guard",
            kept.size(),
            heldOut.values().stream().mapToInt(List::size).sum(),
            refused.size()));
  }

  /** Which statements, by their ids, are too much like what is held out. */
  private Set<String> guard(
      RunOptions options,
      List<Problem> statements,
      Map<String, List<Problem>> heldOut,
      List<Example> given) {
    Map<String, Problem> candidates = new LinkedHashMap<>();
    statements.forEach(problem -> candidates.put(problem.id(), problem));
    given.forEach(example -> candidates.putIfAbsent(example.problem().id(), example.problem()));
    Map<String, Statement> benchmarks = ContaminationGuard.named(heldOut);
    if (benchmarks.isEmpty()) {
      return Set.of();
    }
    say.accept("looking for statements that are held out among those to learn from");
    LeanSetup lean = options.attempts().lean();
    List<Problem> named = new ArrayList<>(candidates.values());
    benchmarks.forEach(
        (name, statement) ->
            named.add(new Problem("held out\0" + name, statement, Optional.empty())));
    Map<String, String> forms = ContaminationGuard.normalForms(cluster, lean, named);
    Map<String, String> held = new HashMap<>();
    benchmarks
        .keySet()
        .forEach(
            name ->
                Optional.ofNullable(forms.get("held out\0" + name))
                    .ifPresent(form -> held.put(name, form)));
    Jsonl.write(
        folder.normalForms(),
        held.entrySet().stream()
            .map(e -> Json.object().put("name", e.getKey()).put("form", e.getValue())));
    ContaminationGuard guard = new ContaminationGuard(benchmarks, held);
    List<Finding> findings =
        candidates.values().stream()
            .map(p -> guard.look(p.id(), p.statement(), Optional.ofNullable(forms.get(p.id()))))
            .flatMap(Optional::stream)
            .toList();
    return refused(lean, findings, candidates, benchmarks);
  }

  private Set<String> refused(
      LeanSetup lean,
      List<Finding> findings,
      Map<String, Problem> candidates,
      Map<String, Statement> benchmarks) {
    List<Finding> alike = findings.stream().filter(f -> f.likeness() == Likeness.ALIKE).toList();
    Map<String, Finding> last = new LinkedHashMap<>();
    findings.forEach(finding -> last.put(finding.id(), finding));
    ContaminationGuard.equivalent(cluster, lean, alike, candidates, benchmarks)
        .forEach(finding -> last.put(finding.id(), finding));
    Jsonl.write(folder.contamination(), last.values().stream().map(Finding::json));
    Set<String> refused = new HashSet<>();
    last.values().stream().filter(Finding::isRefused).map(Finding::id).forEach(refused::add);
    return refused;
  }

  /**
   * Does all rounds that are not done yet.
   *
   * @return the manifest of the last one
   */
  public ObjectNode run() {
    RunOptions options = folder.options();
    Map<String, List<Problem>> heldOut = folder.heldOut();
    AttemptPlan plan = options.attempts();
    heldOut.forEach(
        (set, problems) -> {
          Evaluation portfolio = new Evaluation(folder.baseline(set), plan, options.seed());
          portfolio.runPortfolio(
              cluster, problems, done -> tell("the portfolio on " + set, done, problems));
          portfolio.figures(List.of(1));
        });
    int done = folder.manifests().size();
    for (int number = done; number <= options.rounds(); number++) {
      say.accept(number == 0 ? "round 0, the cold start" : "round " + number);
      new Round(folder, options, number, cluster, code, say).run(heldOut);
    }
    return folder.manifestOf(options.rounds());
  }

  private void tell(String what, int done, List<Problem> problems) {
    say.accept(what + ": " + done + " of " + problems.size());
  }

  /** The checkpoint of the last round that is done. */
  public static Path lastCheckpoint(RunFolder folder) {
    int done = folder.manifests().size();
    if (done == 0) {
      throw new IterationException(
          Reason.BAD_INPUT, "no round of " + folder.path() + " is done yet");
    }
    return folder.checkpoint(done - 1);
  }
}
