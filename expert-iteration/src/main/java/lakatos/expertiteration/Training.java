package lakatos.expertiteration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import lakatos.expertiteration.IterationException.Reason;
import lakatos.prover.model.LearningRate;
import lakatos.prover.model.LearningRate.Curve;
import lakatos.prover.model.ModelException;
import lakatos.prover.model.Precision;
import lakatos.prover.model.Profile;
import lakatos.prover.model.Step;
import lakatos.prover.model.Trainer;
import lakatos.prover.model.TrainingRow;

/**
 * Supervised training on verified proofs: the prompt as the profile makes it, the proof as what is
 * to follow, and a loss on the proof only.
 *
 * <p>Left out: packing of several rows into one (rows of like length are computed together, which
 * saves as much), dropout, and any word on the moments of the optimizer between two trainings.
 */
public final class Training {
  private final Profile profile;
  private final TrainingOptions options;
  private final Consumer<ObjectNode> log;

  /** A row and how much it counts. */
  private record Weighted(TrainingRow row, double weight) {
    int length() {
      return row.ids().size();
    }
  }

  /**
   * Prepares a training.
   *
   * @param log told of every step
   */
  public Training(Profile profile, TrainingOptions options, Consumer<ObjectNode> log) {
    this.profile = profile;
    this.options = options;
    this.log = log;
  }

  /**
   * Trains a checkpoint and saves what comes of it. If the loss diverges, what is saved is the last
   * state before that which was good: the one after the last whole epoch, or the base.
   *
   * @throws IterationException {@code NOTHING_TO_LEARN} if there are no examples, or all are too
   *     long; {@code DISK} if what was learnt cannot be saved
   * @throws ModelException if the checkpoint cannot be used or trained
   */
  public TrainingReport run(Path base, Path target, List<Example> examples) {
    long start = System.nanoTime();
    try (Trainer trainer = Trainer.open(base, options.trainer())) {
      List<Weighted> rows = rows(trainer, examples);
      if (rows.isEmpty()) {
        throw new IterationException(
            Reason.NOTHING_TO_LEARN,
            examples.isEmpty()
                ? "there is no proof to learn from; give the round more statements or attempts"
                : "all proofs are longer than the context of " + base);
      }
      Course course = new Course(trainer, target, rows);
      course.run();
      return new TrainingReport(
          rows.size(),
          examples.size() - rows.size(),
          course.watch.steps(),
          course.tokens,
          course.watch.first(),
          course.watch.last(),
          (System.nanoTime() - start) / 1e9,
          course.trouble);
    }
  }

  private List<Weighted> rows(Trainer trainer, List<Example> examples) {
    List<Weighted> rows = new ArrayList<>();
    for (Example example : examples) {
      TrainingRow row = row(trainer, profile, example);
      if (row.ids().size() <= trainer.context()) {
        rows.add(new Weighted(options.prompts() ? row.learningAll() : row, example.weight()));
      }
    }
    return rows;
  }

  /** The prompt, and the proof with the token that ends it. */
  static TrainingRow row(Trainer trainer, Profile profile, Example example) {
    return trainer.row(
        profile.prompt(example.problem().statement(), example.problem().informal()),
        example.proof(),
        true);
  }

  /**
   * Saves a checkpoint; if the disk is full, that is not the training's fault.
   *
   * @throws IterationException {@code DISK} if it cannot be written
   */
  static void save(Trainer trainer, Path target) {
    try {
      trainer.save(target, Precision.FP32);
    } catch (ModelException e) {
      if (e.getCause() instanceof IOException) {
        throw new IterationException(Reason.DISK, String.valueOf(e.getMessage()), e);
      }
      throw e;
    }
  }

  /**
   * Measures the entropy of a checkpoint: minus the mean log-probability of a token that it drew.
   *
   * @param own texts of its own
   * @return NaN if there are none
   */
  double entropy(Path checkpoint, List<Example> own) {
    double sum = 0;
    long count = 0;
    try (Trainer trainer = Trainer.open(checkpoint, options.trainer())) {
      for (Example example : own) {
        TrainingRow row = row(trainer, profile, example);
        if (row.ids().size() <= trainer.context()) {
          List<Double> scores = trainer.score(List.of(row)).get(0);
          sum -= scores.stream().mapToDouble(Double::doubleValue).sum();
          count += scores.size();
        }
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  /** One training. */
  private final class Course {
    private final Trainer trainer;
    private final Path target;
    private final List<Weighted> rows;
    private final Random random = new Random(options.seed());
    private final LossWatch watch = new LossWatch();
    private final LearningRate rate;
    private final int steps;
    private long tokens;
    private long read;
    private long computed;
    private String trouble = "";

    Course(Trainer trainer, Path target, List<Weighted> rows) {
      this.trainer = trainer;
      this.target = target;
      this.rows = rows;
      long all = rows.stream().mapToLong(Weighted::length).sum();
      int wanted = (int) Math.max(1, Math.ceil(options.epochs() * all / options.stepTokens()));
      this.steps = options.maxSteps() > 0 ? Math.min(wanted, options.maxSteps()) : wanted;
      int warmup = (int) Math.min(steps, Math.ceil(options.warmup() * steps));
      this.rate = new LearningRate(options.learningRate(), warmup, steps, Curve.COSINE);
    }

    void run() {
      save(trainer, target); // the last good state, until there is a better one
      try {
        while (watch.steps() < steps && trouble.isEmpty()) {
          epoch();
          if (trouble.isEmpty()) {
            save(trainer, target);
          }
        }
      } catch (ModelException e) {
        if (e.reason() != ModelException.Reason.FAILED || watch.steps() == 0) {
          throw e;
        }
        trouble = String.valueOf(e.getMessage());
      }
    }

    private void epoch() {
      long gathered = 0;
      int most = Math.min(options.batchTokens(), options.stepTokens()); // or steps would be larger
      for (List<Weighted> batch : Batches.of(rows, Weighted::length, most, random)) {
        long length = batch.stream().mapToLong(Weighted::length).sum();
        read += length;
        computed += (long) batch.size() * batch.get(batch.size() - 1).length();
        trainer.accumulateWeighted(
            batch.stream().map(Weighted::row).toList(),
            batch.stream().map(Weighted::weight).toList());
        gathered += length;
        if (gathered + length / 2 >= options.stepTokens()) { // nearer to it than with another
          step();
          gathered = 0;
          if (watch.steps() >= steps || !trouble.isEmpty()) {
            return;
          }
        }
      }
      if (gathered > 0) {
        step();
      }
    }

    private void step() {
      double learningRate = rate.at(watch.steps());
      Step step = trainer.step(learningRate);
      tokens += step.loss().targets();
      if (watch.diverges(step.loss().mean())) {
        trouble =
            String.format(
                Locale.ROOT,
                "the loss diverged at step %d (%.3f); the last good state was kept",
                watch.steps(),
                step.loss().mean());
      }
      log.accept(
          Json.object()
              .put("step", watch.steps())
              .put("of", steps)
              .put("loss", step.loss().mean())
              .put("grad_norm", step.gradNorm())
              .put("learning_rate", learningRate)
              .put("tokens", tokens)
              .put("padding", 1 - (double) read / computed)); // share of what was computed so far
    }
  }
}
