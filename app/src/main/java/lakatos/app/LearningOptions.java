package lakatos.app;

import lakatos.expertiteration.TrainingOptions;
import lakatos.prover.model.Precision;
import picocli.CommandLine.Option;

/** How a checkpoint learns. */
final class LearningOptions {
  private static final TrainingOptions USUAL = TrainingOptions.DEFAULT;

  @Option(names = "--epochs", description = "How often each proof is seen; default: 3.")
  private double epochs = USUAL.epochs();

  @Option(names = "--learning-rate", description = "At its peak; default: 1e-3.")
  private double learningRate = USUAL.learningRate();

  @Option(names = "--warmup", description = "Share of the steps in which it rises; default: 0.05.")
  private double warmup = USUAL.warmup();

  @Option(names = "--step-tokens", description = "Tokens that a step learns from; default: 4096.")
  private int stepTokens = USUAL.stepTokens();

  @Option(
      names = "--batch-tokens",
      description = "Tokens, with padding, computed at a time; default: 8192.")
  private int batchTokens = USUAL.batchTokens();

  @Option(names = "--weight-decay", description = "Default: 0.1.")
  private double weightDecay = USUAL.weightDecay();

  @Option(
      names = "--learn-prompts",
      description = "Learn statements too: for a model that knows no Lean yet.")
  private boolean prompts;

  @Option(names = "--max-steps", description = "Default: as many as the epochs need.")
  private int maxSteps;

  @Option(
      names = "--dtype",
      paramLabel = "fp32|bf16",
      description = "In which layers are computed; default: fp32.")
  private Precision precision = Precision.FP32;

  TrainingOptions options(String device, long seed) {
    try {
      return new TrainingOptions(
          epochs,
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
    } catch (IllegalArgumentException e) {
      throw new Trouble(String.valueOf(e.getMessage()), e);
    }
  }
}
