package lakatos.app;

import java.nio.file.Path;
import java.time.Duration;
import lakatos.expertiteration.AttemptPlan;
import lakatos.expertiteration.LeanSetup;
import lakatos.expertiteration.ModelSetup;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a model's texts are drawn and judged, statement after statement. */
final class WriterOptions {
  @Option(
      names = "--profile",
      paramLabel = "NAME|FILE.yaml",
      description = "How the model is asked; default: lakatos, for models made by 'iterate init'.")
  private String profile = "lakatos";

  @Option(names = "--temperature", description = "Default: the profile's.")
  private double temperature = -1;

  @Option(names = "--top-p", description = "Default: the profile's.")
  private double topP = -1;

  @Option(names = "--max-tokens", description = "Longest answer; default: the profile's.")
  private int maxTokens;

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda|cuda:N",
      description = "Where checkpoints run and learn; default: CUDA if there is any.")
  private @Nullable String device;

  @Option(names = "--batch", description = "Most texts written at a time; default: 64.")
  private int batch = 64;

  @Option(
      names = "--check",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Lean's time for one text; default: 5s.")
  private Duration check = Duration.ofSeconds(5);

  @Option(
      names = "--portfolio-budget",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "The portfolio's time for a statement; default: 6s.")
  private Duration portfolio = Duration.ofSeconds(6);

  @Option(
      names = "--library",
      paramLabel = "FILE",
      description =
          "Statements as 'corpus extract' writes them, whose names tactics at random use as lemmas;"
              + " default: none.")
  private @Nullable Path library;

  String device() {
    return device == null ? "" : device;
  }

  /** The model of that name, asked like this. */
  AttemptPlan plan(LeanSetup lean, String model) {
    ModelSetup setup =
        new ModelSetup(model, profile, temperature, topP, maxTokens, device(), batch);
    return new AttemptPlan(
        lean,
        setup,
        portfolio.toMillis(),
        2 * check.toMillis(),
        check.toMillis(),
        library == null ? "" : library.toAbsolutePath().normalize().toString());
  }

  String profile() {
    return profile;
  }
}
