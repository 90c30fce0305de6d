package lakatos.prover.model;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import lakatos.prover.model.ModelException.Reason;
import lakatos.prover.model.PolicyLoss.Aggregation;

/**
 * A Hugging Face checkpoint that learns, through the same layers that write. Not thread-safe.
 *
 * <p>Losses are accumulated, a few rows at a time, until a step moves the weights. They add up
 * before they are divided, by targets or by completions: rows that come in pieces have the loss and
 * the gradient that they have together. Between two steps there should be one kind of loss.
 *
 * <p>Methods that compute throw a {@link ModelException}: {@code TOO_LONG} if a row exceeds the
 * model's context, {@code FAILED} if the engine fails, for want of memory for example. What was
 * accumulated is lost then; the weights are as the last step left them, unless the engine failed
 * within a step.
 */
public final class Trainer implements AutoCloseable {
  private final Path folder;
  private final Checkpoint checkpoint;
  private final TrainedDecoder decoder;
  private final AdamW adamW;
  private final TrainerOptions options;
  private Loss accumulated = Loss.NONE;

  private Trainer(
      Path folder, Checkpoint checkpoint, TrainedDecoder decoder, TrainerOptions options) {
    this.folder = folder;
    this.checkpoint = checkpoint;
    this.decoder = decoder;
    this.options = options;
    this.adamW = new AdamW(decoder.module(), decoder.weights().all(), options.adamW());
  }

  /**
   * Loads a checkpoint. Weights take four bytes each; gradients, from the first loss, four more;
   * the optimizer, from the first step, eight. A trainer that only scores has weights only.
   *
   * @throws ModelException {@code BAD_CHECKPOINT} with one sentence if it cannot be used
   */
  public static Trainer open(Path folder, TrainerOptions options) {
    Device device = LocalModel.device(new LocalOptions(options.device(), Optional.empty(), 1, 0));
    Checkpoint checkpoint = Checkpoint.open(folder);
    try {
      return new Trainer(folder, checkpoint, checkpoint.trained(device, options), options);
    } catch (RuntimeException e) {
      checkpoint.close();
      throw e;
    }
  }

  /**
   * Adds the cross-entropy of rows: the mean over all targets between two steps of -log p(target |
   * tokens before it).
   *
   * @return the loss of these rows alone
   */
  public Loss accumulate(List<TrainingRow> rows) {
    return accumulateWeighted(rows, Collections.nCopies(rows.size(), 1.0));
  }

  /**
   * The same, but that a row's targets count as often as its weight says.
   *
   * @param weights one for each row, positive
   * @return the loss of these rows alone
   */
  public Loss accumulateWeighted(List<TrainingRow> rows, List<Double> weights) {
    if (weights.size() != rows.size() || weights.stream().anyMatch(weight -> !(weight > 0))) {
      throw new IllegalArgumentException(
          rows.size() + " rows need as many positive weights: " + weights);
    }
    float[] facts = new float[rows.stream().mapToInt(TrainingRow::targetCount).sum()];
    double mass = 0;
    int at = 0;
    for (int i = 0; i < rows.size(); i++) {
      int end = at + rows.get(i).targetCount();
      Arrays.fill(facts, at, end, weights.get(i).floatValue());
      mass += weights.get(i) * (end - at);
      at = end;
    }
    return add(rows, facts, mass, PolicyLoss.DEFAULT);
  }

  /**
   * Makes a row of a prompt and the text that follows it.
   *
   * @param ended whether the token that ends a text is to be learnt too
   * @throws IllegalArgumentException if there is nothing to learn
   * @throws ModelException {@code REFUSED} if the prompt is a chat and the checkpoint has no
   *     template for it
   */
  public TrainingRow row(Prompt prompt, String completion, boolean ended) {
    int[] asked = checkpoint.encode(prompt);
    int[] text = checkpoint.tokenizer().encode(completion, false);
    List<Integer> answer = new ArrayList<>(Arrays.stream(text).boxed().toList());
    if (ended) {
      checkpoint.config().endTokens().stream().min(Integer::compare).ifPresent(answer::add);
    }
    return TrainingRow.of(Arrays.stream(asked).boxed().toList(), answer);
  }

  /** How many tokens a row may have. */
  public int context() {
    return checkpoint.config().context();
  }

  /**
   * Adds the policy-gradient loss of rollouts, of one group or of several.
   *
   * @return the loss of these rollouts alone
   * @throws IllegalArgumentException if the loss needs reference log-probabilities and a rollout
   *     has none
   */
  public Loss accumulate(List<Rollout> rollouts, PolicyLoss policy) {
    List<TrainingRow> rows = rollouts.stream().map(Rollout::row).toList();
    Aggregation aggregation = policy.aggregation();
    double mass = rows.stream().mapToDouble(row -> aggregation.mass(row.targetCount())).sum();
    return add(rows, facts(rollouts, policy), mass, policy);
  }

  /** Weight, advantage, old and reference log-probability of each target; (4, N) row by row. */
  private static float[] facts(List<Rollout> rollouts, PolicyLoss policy) {
    int n = rollouts.stream().mapToInt(rollout -> rollout.row().targetCount()).sum();
    float[] facts = new float[4 * n];
    int at = 0;
    for (Rollout rollout : rollouts) {
      int targets = rollout.row().targetCount();
      boolean alone = rollout.referenceLogProbs().isEmpty();
      if (alone && policy.beta() > 0) {
        throw new IllegalArgumentException(
            "with beta " + policy.beta() + " each rollout needs reference log-probabilities");
      }
      for (int i = 0; i < targets; i++, at++) {
        facts[at] = (float) policy.aggregation().tokenWeight(targets);
        facts[n + at] = (float) rollout.advantage();
        facts[2 * n + at] = rollout.oldLogProbs().get(i).floatValue();
        facts[3 * n + at] = alone ? 0 : rollout.referenceLogProbs().get(i).floatValue();
      }
    }
    return facts;
  }

  private Loss add(List<TrainingRow> rows, float[] facts, double mass, PolicyLoss policy) {
    if (rows.isEmpty()) {
      return Loss.NONE;
    }
    rows.forEach(this::check);
    int targets = rows.stream().mapToInt(TrainingRow::targetCount).sum();
    double[] report =
        computed(
            () -> {
              try (NDManager scope = decoder.manager().newSubManager()) {
                NDArray table = scope.create(facts, new Shape(facts.length / targets, targets));
                return decoder.backward(PaddedRows.of(scope, rows), table, policy);
              }
            });
    Loss loss = new Loss(report[0], mass, targets, (long) report[1], (long) report[2]);
    accumulated = accumulated.plus(loss);
    return loss;
  }

  /**
   * Moves the weights by the mean loss of what was accumulated, and begins anew.
   *
   * @throws IllegalStateException if nothing was accumulated
   * @throws ModelException {@code FAILED} if the gradient is not finite; the weights stay
   */
  public Step step(double learningRate) {
    Loss loss = accumulated;
    if (loss.targets() == 0) {
      throw new IllegalStateException("nothing was accumulated");
    }
    accumulated = Loss.NONE;
    return computed(
        () -> {
          List<NDArray> gradients = decoder.gradients().all();
          double norm = decoder.norm(gradients) / loss.mass();
          if (!Double.isFinite(norm)) {
            throw new EngineException("the gradient is not finite");
          }
          double most = options.maxGradNorm().orElse(Double.POSITIVE_INFINITY);
          double scale = Math.min(1, most / (norm + 1e-6)) / loss.mass();
          adamW.step(gradients, scale, learningRate);
          return new Step(adamW.steps(), loss, norm);
        });
  }

  /** The log-probability of each target of each row, given all tokens before it. */
  public List<List<Double>> score(List<TrainingRow> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    rows.forEach(this::check);
    try (NDManager scope = decoder.manager().newSubManager()) {
      return split(rows, decoder.score(PaddedRows.of(scope, rows)));
    } catch (EngineException e) {
      throw failed(e);
    }
  }

  private static List<List<Double>> split(List<TrainingRow> rows, float[] scores) {
    List<List<Double>> split = new ArrayList<>();
    int at = 0;
    for (TrainingRow row : rows) {
      List<Double> own = new ArrayList<>();
      for (int end = at + row.targetCount(); at < end; at++) {
        own.add((double) scores[at]);
      }
      split.add(List.copyOf(own));
    }
    return split;
  }

  private void check(TrainingRow row) {
    ModelConfig config = checkpoint.config();
    if (row.ids().size() > config.context()) {
      throw new ModelException(
          Reason.TOO_LONG,
          "a row has " + row.ids().size() + " tokens and the context " + config.context());
    }
    for (int id : row.ids()) {
      if (id < 0 || id >= config.vocabulary()) {
        throw new IllegalArgumentException(
            "there is no token " + id + " among " + config.vocabulary());
      }
    }
  }

  private <T> T computed(Supplier<T> work) {
    try {
      return work.get();
    } catch (EngineException e) {
      accumulated = Loss.NONE;
      decoder.dropGradients();
      throw failed(e);
    }
  }

  private ModelException failed(EngineException e) {
    return new ModelException(
        Reason.FAILED, "training " + folder + " failed: " + Torch.cause(e), e);
  }

  /** Saves in files of at most 5 GB; see {@link #save(Path, Precision, long)}. */
  public void save(Path target, Precision precision) {
    save(target, precision, 5_000_000_000L);
  }

  /**
   * Saves the weights as a Hugging Face checkpoint, with the configuration and the tokenizer of the
   * one that was opened. It is written beside the target and renamed once it is whole.
   *
   * @param target a folder; one that is there is replaced if it holds nothing but a checkpoint
   * @param precision in which weights are written; those that were read in more are rounded
   * @param fileBytes weights in one file at most, in bytes; a tensor that alone is larger has a
   *     file of its own
   * @throws ModelException {@code FAILED} if it cannot be written; what was there is still there
   */
  public void save(Path target, Precision precision, long fileBytes) {
    try {
      new CheckpointWriter(folder, checkpoint.config(), decoder.weights(), decoder.module())
          .write(target, precision, fileBytes);
    } catch (IOException e) {
      throw new ModelException(
          Reason.FAILED, "cannot write the checkpoint " + target + ": " + e.getMessage(), e);
    } catch (EngineException e) {
      throw failed(e);
    }
  }

  /** What computes; for tests to look inside. */
  TrainedDecoder decoder() {
    return decoder;
  }

  @Override
  public void close() {
    decoder.close();
    checkpoint.close();
  }
}
