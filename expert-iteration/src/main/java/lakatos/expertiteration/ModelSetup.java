package lakatos.expertiteration;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lakatos.expertiteration.IterationException.Reason;
import lakatos.prover.model.LanguageModel;
import lakatos.prover.model.LocalModel;
import lakatos.prover.model.LocalOptions;
import lakatos.prover.model.OpenAiModel;
import lakatos.prover.model.OpenAiOptions;
import lakatos.prover.model.Profile;
import lakatos.prover.model.Sampling;

/**
 * Which model an executor asks, and how.
 *
 * @param name {@code hf:DIR}, {@code openai:URL#NAME}, or {@code random} for tactics at random
 * @param profile a built-in profile or a YAML file
 * @param temperature negative for the profile's
 * @param topP negative for the profile's
 * @param maxTokens 0 for the profile's
 * @param device empty for CUDA if there is any
 * @param batch most samples that a checkpoint writes at a time
 */
public record ModelSetup(
    String name,
    String profile,
    double temperature,
    double topP,
    int maxTokens,
    String device,
    int batch)
    implements Serializable {
  static final String LOCAL = "hf:";
  static final String RANDOM = "random";

  /** A model asked as its profile says. */
  public static ModelSetup of(String name, String profile) {
    return new ModelSetup(name, profile, -1, -1, 0, "", 64);
  }

  /** Tactics at random, which need no model. */
  public static ModelSetup random() {
    return of(RANDOM, "lakatos");
  }

  public ModelSetup withName(String value) {
    return new ModelSetup(value, profile, temperature, topP, maxTokens, device, batch);
  }

  public ModelSetup withTemperature(double value) {
    return new ModelSetup(name, profile, value, topP, maxTokens, device, batch);
  }

  /** A checkpoint's folder; empty for any other model. */
  Optional<Path> folder() {
    return name.startsWith(LOCAL)
        ? Optional.of(Path.of(name.substring(LOCAL.length())))
        : Optional.empty();
  }

  Profile asked() {
    try {
      return Files.isRegularFile(Path.of(profile))
          ? Profile.read(Path.of(profile))
          : Profile.named(profile);
    } catch (IllegalArgumentException e) {
      throw new IterationException(Reason.BAD_INPUT, String.valueOf(e.getMessage()), e);
    }
  }

  Sampling sampling() {
    Sampling sampling = asked().sampling();
    sampling = temperature < 0 ? sampling : sampling.withTemperature(temperature);
    sampling = topP < 0 ? sampling : sampling.withTopP(topP);
    return maxTokens <= 0 ? sampling : sampling.withMaxTokens(maxTokens);
  }

  /** Loads the checkpoint, or prepares to ask the server. */
  LanguageModel open() {
    try {
      if (folder().isPresent()) {
        LocalOptions options = LocalOptions.DEFAULT.withBatch(batch);
        return LocalModel.open(
            folder().get(), device.isEmpty() ? options : options.withDevice(device));
      }
      if (name.startsWith("openai:")) {
        return new OpenAiModel(OpenAiOptions.parse(name));
      }
    } catch (IllegalArgumentException e) {
      throw new IterationException(Reason.BAD_INPUT, String.valueOf(e.getMessage()), e);
    }
    throw new IterationException(
        Reason.BAD_INPUT,
        "the model "
            + name
            + " is neither hf:DIR, a checkpoint folder, nor openai:URL#NAME, a server, nor random");
  }
}
