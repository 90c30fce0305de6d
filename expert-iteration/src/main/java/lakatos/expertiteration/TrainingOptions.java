package lakatos.expertiteration;

import lakatos.prover.model.AdamWOptions;
import lakatos.prover.model.Precision;
import lakatos.prover.model.TrainerOptions;

/**
 * How a checkpoint learns.
 *
 * @param epochs how often each example is seen
 * @param learningRate at its peak
 * @param warmup share of the steps in which it rises; it falls to zero along half a cosine
 * @param stepTokens tokens, prompts and all, that a step learns from, about
 * @param batchTokens tokens, with padding, that are computed at a time
 * @param weightDecay of AdamW
 * @param prompts whether statements are learnt too, as a model that knows no Lean yet needs
 * @param maxSteps 0 for as many as the epochs need
 * @param device {@code cpu}, {@code cuda}; empty for CUDA if there is any
 * @param precision in which layers are computed
 * @param seed of the order
 */
public record TrainingOptions(
    double epochs,
    double learningRate,
    double warmup,
    int stepTokens,
    int batchTokens,
    double weightDecay,
    boolean prompts,
    int maxSteps,
    String device,
    Precision precision,
    long seed) {
  public static final TrainingOptions DEFAULT =
      new TrainingOptions(3, 1e-3, 0.05, 4096, 8192, 0.1, false, 0, "", Precision.FP32, 0);

  public TrainingOptions {
    require(epochs > 0, "epochs must be positive: " + epochs);
    require(learningRate >= 0, "the learning rate must not be negative: " + learningRate);
    require(warmup >= 0 && warmup <= 1, "warm-up must be a share of the steps: " + warmup);
    require(stepTokens > 0 && batchTokens > 0, "tokens of a step must be positive");
    require(maxSteps >= 0, "steps must not be negative: " + maxSteps);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  public TrainingOptions withEpochs(double value) {
    return new TrainingOptions(
        value,
        learningRate,
        warmup,
        stepTokens,
        batchTokens,
        weightDecay,
        prompts,
        maxSteps,
        device,
        precision,
        seed);
  }

  TrainerOptions trainer() {
    TrainerOptions options =
        TrainerOptions.DEFAULT
            .withArithmetic(precision)
            .withRecompute(false) // our models are small
            .withAdamW(AdamWOptions.DEFAULT.withWeightDecay(weightDecay));
    return device.isEmpty() ? options : options.withDevice(device);
  }
}
