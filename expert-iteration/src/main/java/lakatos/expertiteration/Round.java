package lakatos.expertiteration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lakatos.expertiteration.Assignment.By;
import lakatos.expertiteration.RunOptions.Method;
import lakatos.expertiteration.RunOptions.Restart;
import lakatos.prover.Attempt;
import lakatos.prover.Problem;
import lakatos.prover.model.Profile;

/**
 * One round, stage after stage. Each stage is done once its last file is there, and the round once
 * its manifest is.
 */
final class Round {
  /** Texts from which the entropy is measured. */
  private static final int ENTROPY_SAMPLE = 256;

  private final RunFolder run;
  private final RunOptions options;
  private final int number;
  private final Cluster cluster;
  private final String code;
  private final Consumer<String> say;
  private final Path folder;
  private final StageTimes times;
  private final Sieve sieve;
  private final Goals goals;

  Round(
      RunFolder run,
      RunOptions options,
      int number,
      Cluster cluster,
      String code,
      Consumer<String> say) {
    this.run = run;
    this.options = options;
    this.number = number;
    this.cluster = cluster;
    this.code = code;
    this.say = say;
    this.folder = run.round(number);
    this.sieve = new Sieve(run, options, number);
    this.goals = new Goals(run, options, number);
    this.times = new StageTimes(folder.resolve("times.json"));
  }

  void run(Map<String, List<Problem>> heldOut) {
    List<Problem> statements = Corpus.read(run.statements());
    Tuner tuner = tuner();
    List<List<Assignment>> waves = new ArrayList<>();
    List<Outcome> outcomes =
        times.of("attempts", () -> attempts(sieve.attemptable(statements), tuner, waves));
    times.of("probes", () -> probe(statements));
    List<Example> found = Findings.proofs(run, number);
    List<Example> worth = sieve.worthLearning(statements, found);
    times.of("hindsight", () -> hindsight(worth, tuner, heldOut));
    List<Example> selected = times.of("selection", () -> select(statements, worth, tuner));
    ObjectNode training = times.of("training", () -> train(selected));
    ObjectNode evaluation = times.of("evaluation", () -> evaluate(heldOut));
    Tuner next =
        options.tuner() && number > 0
            ? tuner.next(waves.get(0), outcomes, fresh(found), options.selection().perStatement())
            : tuner;
    ObjectNode manifest =
        new Manifest(run, options, number, versions(), times)
            .of(statements, outcomes, found, selected, training, evaluation, tuner, next);
    sifted(manifest);
    Jsonl.writeText(run.manifest(number), Stream.of(Json.pretty(manifest)));
    say.accept(Manifest.sentence(manifest));
  }

  private Manifest.Versions versions() {
    return new Manifest.Versions(code, cluster.version());
  }

  private List<Example> fresh(List<Example> found) {
    return found.stream().filter(example -> example.round() == number).toList();
  }

  /** With what the round before said that this one should draw. */
  private Tuner tuner() {
    if (number == 0) {
      double temperature = options.attempts().model().sampling().temperature();
      return new Tuner(temperature, options.samples(), options.selection().threshold());
    }
    return Json.as(run.manifestOf(number - 1).path("next"), Tuner.class);
  }

  // --- attempts ------------------------------------------------------------------------------

  private List<Outcome> attempts(
      List<Problem> statements, Tuner tuner, List<List<Assignment>> waves) {
    List<Outcome> before = Findings.outcomes(run, number);
    List<Assignment> first = number == 0 ? coldStart(statements) : drawn(statements, before, tuner);
    waves.add(first);
    List<Outcome> outcomes = new ArrayList<>(stage(0).run(cluster, plan(), first, told(first)));
    if (number > 0 && options.method() == Method.GRPO) {
      refill(statements, before, outcomes, waves);
    }
    return outcomes;
  }

  private Consumer<Integer> told(List<Assignment> assignments) {
    return done -> say.accept("attempted " + done + " of " + assignments.size());
  }

  private AttemptStage stage(int wave) {
    return new AttemptStage(wave == 0 ? folder : folder.resolve("wave-" + wave));
  }

  private AttemptPlan plan() {
    AttemptPlan plan = options.attempts();
    return number == 0
        ? plan
        : plan.withModel(plan.model().withName(ModelSetup.LOCAL + run.checkpoint(number - 1)));
  }

  private List<Assignment> coldStart(List<Problem> statements) {
    List<Assignment> assignments = new ArrayList<>();
    List<Problem> some = new ArrayList<>(statements);
    if (options.coldStatements() > 0 && options.coldStatements() < some.size()) {
      Collections.shuffle(some, new Random(Assignment.seed(options.seed(), 0, "cold start")));
      some = some.subList(0, options.coldStatements());
    }
    for (Problem problem : some) {
      if (options.coldPortfolio()) {
        assignments.add(new Assignment(problem, By.PORTFOLIO, 1, 0));
      }
      if (options.coldSamples() > 0) {
        long seed = Assignment.seed(options.seed(), 0, problem.id());
        assignments.add(new Assignment(problem, By.RANDOM, options.coldSamples(), seed));
      }
    }
    return assignments;
  }

  private List<Assignment> drawn(List<Problem> statements, List<Outcome> before, Tuner tuner) {
    List<Assignment> all = new ArrayList<>(asked(statements, before, tuner));
    if (options.explore() > 0 && options.method() == Method.SUPERVISED) { // groups are the model's
      for (Assignment asked : List.copyOf(all)) {
        long seed = Assignment.seed(options.seed(), number, "explore " + asked.problem().id());
        all.add(new Assignment(asked.problem(), By.RANDOM, options.explore(), seed));
      }
    }
    return all;
  }

  private List<Assignment> asked(List<Problem> statements, List<Outcome> before, Tuner tuner) {
    List<Assignment> drawn =
        options
            .curriculum()
            .draw(statements, before, number, options.perRound(), tuner.samples(), options.seed());
    return options.tuner()
        ? tuner.deal(drawn)
        : drawn.stream().map(a -> a.at(tuner.temperature())).toList();
  }

  /** Draws more, of what most likely has signal, until there are groups enough. */
  private void refill(
      List<Problem> statements,
      List<Outcome> before,
      List<Outcome> outcomes,
      List<List<Assignment>> waves) {
    for (int wave = 1; wave < options.groups().waves(); wave++) {
      long groups = outcomes.stream().filter(GroupTraining::hasSignal).count();
      if (groups >= options.groups().groups()) {
        return;
      }
      List<Outcome> known = new ArrayList<>(before);
      known.addAll(outcomes);
      List<Assignment> more =
          Refill.of(
              statements,
              known,
              outcomes,
              (int) (options.groups().groups() - groups),
              tuner().samples(),
              Assignment.seed(options.seed(), number, "wave " + wave));
      if (more.isEmpty()) {
        return;
      }
      waves.add(more);
      outcomes.addAll(stage(wave).run(cluster, plan(), more, told(more)));
    }
  }

  // --- selection -----------------------------------------------------------------------------

  private int probe(List<Problem> statements) {
    List<Outcome> outcomes = Findings.outcomes(run, number + 1);
    sieve.run(cluster, statements, outcomes, done -> say.accept("probed " + done + " statements"));
    return sieve.refusals().size();
  }

  /** Not where rounds learn from groups: what is selected is not learnt there. */
  private int hindsight(List<Example> proofs, Tuner tuner, Map<String, List<Problem>> heldOut) {
    boolean learns = number == 0 || options.method() == Method.SUPERVISED;
    if (options.hindsight() && learns) {
      goals.run(
          cluster,
          best(proofs, tuner),
          heldOut,
          done -> say.accept("looked back at " + done + " proofs"));
    }
    return goals.fresh();
  }

  private List<Example> select(List<Problem> statements, List<Example> proofs, Tuner tuner) {
    Path file = folder.resolve("selected.jsonl");
    if (!Files.isRegularFile(file)) {
      List<Example> all = new ArrayList<>(proofs);
      all.addAll(sieve.worthLearning(statements, goals.found()));
      Jsonl.write(file, best(all, tuner).stream().map(Example::json));
    }
    return Jsonl.read(file, Example::of);
  }

  private List<Example> best(List<Example> proofs, Tuner tuner) {
    return options
        .selection()
        .withThreshold(tuner.threshold())
        .of(proofs, number, Assignment.seed(options.seed(), number, "replay"));
  }

  private void sifted(ObjectNode manifest) {
    List<Sieve.Refusal> refusals = sieve.refusals();
    manifest.withObject("/counts").put("filtered", refusals.size()).put("hindsight", goals.fresh());
    refusals.forEach(refusal -> manifest.withArray("/filtered").add(refusal.json()));
  }

  // --- training ------------------------------------------------------------------------------

  private ObjectNode train(List<Example> selected) {
    Path report = folder.resolve("training").resolve("report.json");
    try {
      if (!Files.isRegularFile(report)) {
        Files.createDirectories(folder.resolve("training"));
        TrainingReport trained = trained(selected);
        if (!trained.trouble().isEmpty()) {
          say.accept(trained.trouble());
        }
        ObjectNode json = trained.json();
        entropy().ifPresent(entropy -> json.put("entropy", entropy));
        Jsonl.writeText(report, Stream.of(Json.pretty(json)));
      }
      return Json.parse(Files.readString(report));
    } catch (IOException e) {
      throw Jsonl.cannot("write", report, e);
    }
  }

  private TrainingReport trained(List<Example> selected) throws IOException {
    Path steps = folder.resolve("training").resolve("steps.jsonl");
    Files.deleteIfExists(steps);
    boolean cold = number == 0;
    TrainingOptions how = cold ? options.coldTraining() : options.training();
    Profile profile = options.attempts().model().asked();
    boolean fromLast = !cold && options.restart() == Restart.LAST;
    Path base = fromLast ? run.checkpoint(number - 1) : Path.of(options.base());
    if (!cold && options.method() == Method.GRPO) {
      return new GroupTraining(profile, how, options.groups(), step -> append(steps, step))
          .run(
              run.checkpoint(number - 1),
              run.checkpoint(number),
              Findings.texts(folder, Integer.MAX_VALUE));
    }
    return new Training(profile, how, step -> append(steps, step))
        .run(base, run.checkpoint(number), selected);
  }

  /** Of the checkpoint that drew this round's texts, in nats a token. */
  private OptionalDouble entropy() {
    List<Example> own = Findings.texts(folder, ENTROPY_SAMPLE).stream().map(Round::text).toList();
    if (number == 0 || own.isEmpty()) {
      return OptionalDouble.empty();
    }
    Profile profile = options.attempts().model().asked();
    double entropy =
        new Training(profile, options.training(), step -> {})
            .entropy(run.checkpoint(number - 1), own);
    return Double.isFinite(entropy) ? OptionalDouble.of(entropy) : OptionalDouble.empty();
  }

  private static Example text(Attempt attempt) {
    Problem problem = new Problem(attempt.problem(), attempt.statement(), Optional.empty());
    return new Example(problem, attempt.output(), By.MODEL.word(), 0, 0, 1);
  }

  private static void append(Path file, ObjectNode step) {
    try {
      Files.writeString(file, step + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw Jsonl.cannot("write", file, e);
    }
  }

  // --- evaluation ----------------------------------------------------------------------------

  private ObjectNode evaluate(Map<String, List<Problem>> heldOut) {
    AttemptPlan plan = options.attempts();
    ModelSetup model = plan.model().withName(ModelSetup.LOCAL + run.checkpoint(number));
    ObjectNode figures = Json.object();
    heldOut.forEach(
        (set, problems) -> {
          Evaluation evaluation =
              new Evaluation(
                  folder.resolve("evaluation").resolve(set), plan.withModel(model), options.seed());
          evaluation.run(
              cluster,
              problems,
              options.evaluationSamples(),
              done -> say.accept(set + ": " + done + " of " + problems.size()));
          ObjectNode of = evaluation.figures(options.evaluation());
          List<String> portfolio = new Evaluation(run.baseline(set), plan, options.seed()).solved();
          List<String> only = new ArrayList<>(evaluation.solved());
          only.removeAll(portfolio);
          of.put("portfolio", portfolio.size()).put("union", portfolio.size() + only.size());
          only.forEach(of.putArray("only_model")::add);
          figures.set(set, of);
        });
    return figures;
  }
}
