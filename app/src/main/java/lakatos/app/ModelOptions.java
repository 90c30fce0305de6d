package lakatos.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import lakatos.prover.Auto;
import lakatos.prover.WholeProof;
import lakatos.prover.model.EmbeddedModel;
import lakatos.prover.model.LanguageModel;
import lakatos.prover.model.LocalModel;
import lakatos.prover.model.LocalOptions;
import lakatos.prover.model.OpenAiModel;
import lakatos.prover.model.OpenAiOptions;
import lakatos.prover.model.Precision;
import lakatos.prover.model.Profile;
import lakatos.prover.model.Sampling;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which language model, and how it draws. */
final class ModelOptions {
  private static final String LOCAL = "hf:";

  @Option(
      names = "--model",
      paramLabel = "hf:DIR|openai:URL#NAME|embedded",
      description =
          "A checkpoint folder, a model at an OpenAI-compatible server, or the small one that comes"
              + " with Lakatos.")
  private @Nullable String model;

  @Option(
      names = "--profile",
      paramLabel = "NAME|FILE.yaml",
      description =
          "How the model is asked; default: generic-chat, of the embedded model lakatos. 'lakatos"
              + " model info' lists them.")
  private @Nullable String profile;

  @Option(
      names = "--temperature",
      description = "0 for the likeliest text; default: the profile's.")
  private @Nullable Double temperature;

  @Option(names = "--top-p", description = "Default: the profile's.")
  private @Nullable Double topP;

  @Option(names = "--top-k", description = "Default: the profile's.")
  private @Nullable Integer topK;

  @Option(names = "--min-p", description = "Default: the profile's.")
  private @Nullable Double minP;

  @Option(names = "--max-tokens", description = "Longest answer; default: the profile's.")
  private @Nullable Integer maxTokens;

  @Option(
      names = "--seed",
      description = "Of the first sample; the next ones count on. Default: 0.")
  private long seed;

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda|cuda:N",
      description = "Where a checkpoint runs; default: CUDA if there is any.")
  private @Nullable String device;

  @Option(
      names = "--dtype",
      paramLabel = "fp32|fp16|bf16",
      description = "In which a checkpoint is kept; default: bf16 on CUDA, else fp32.")
  private @Nullable Precision precision;

  @Option(names = "--batch", description = "Most samples written at a time; default: 32.")
  private int batch = LocalOptions.DEFAULT.batch();

  boolean isGiven() {
    return model != null;
  }

  /** Whether no other model is named than the one that comes with Lakatos. */
  boolean isEmbedded() {
    return model == null || model.equals(EmbeddedModel.NAME);
  }

  /** The model that comes with Lakatos, wherever it is. */
  static EmbeddedModel embedded() {
    String folder = System.getProperty("lakatos.embedded");
    return folder != null
        ? new EmbeddedModel(Path.of(folder))
        : EmbeddedModel.under(Path.of(System.getProperty("lakatos.root", ".")));
  }

  /** The same name, but that of a folder for the embedded model. */
  static String outside(String named) {
    if (!named.equals(EmbeddedModel.NAME)) {
      return named;
    }
    embedded().require();
    return LOCAL + embedded().folder();
  }

  /** What was named, as a server knows it; empty if nothing was. */
  String name() {
    return model == null ? "" : model;
  }

  long seed() {
    return seed;
  }

  /** The same for a folder, such as one with which training begins. */
  static Path folder(Path named) {
    if (!named.toString().equals(EmbeddedModel.NAME)) {
      return named;
    }
    embedded().require();
    return embedded().folder();
  }

  /** How the model is asked. */
  Profile profile() {
    String named = profile;
    return profile(named != null ? named : isEmbedded() ? EmbeddedModel.PROFILE : "generic-chat");
  }

  /** What proofs of the model cost. */
  Auto.Price price() {
    return isEmbedded() ? Auto.Price.CHEAP : Auto.Price.DEAR;
  }

  /** How proofs are drawn and judged. */
  WholeProof.Options drawing() {
    Profile asked = profile();
    return WholeProof.Options.of(asked)
        .withSampling(sampling(asked.sampling()))
        .withSeed(seed)
        .withCheck(price().check());
  }

  /** A built-in profile, or one of the user's. */
  static Profile profile(String named) {
    boolean file = named.matches(".*\\.ya?ml") || Files.isRegularFile(Path.of(named));
    try {
      return file ? Profile.read(Path.of(named)) : Profile.named(named);
    } catch (IllegalArgumentException e) {
      throw new Trouble(String.valueOf(e.getMessage()), e);
    }
  }

  /** What was asked for, and the profile's where nothing was. */
  Sampling sampling(Sampling standard) {
    try {
      Sampling sampling = standard;
      sampling = temperature == null ? sampling : sampling.withTemperature(temperature);
      sampling = topP == null ? sampling : sampling.withTopP(topP);
      sampling = topK == null ? sampling : sampling.withTopK(topK);
      sampling = minP == null ? sampling : sampling.withMinP(minP);
      return maxTokens == null ? sampling : sampling.withMaxTokens(maxTokens);
    } catch (IllegalArgumentException e) {
      throw new Trouble(String.valueOf(e.getMessage()), e);
    }
  }

  /** Loads the checkpoint or prepares to ask the server. */
  LanguageModel open() {
    String named = model;
    if (named == null) {
      throw new Trouble("there is no model; name one with --model hf:DIR or openai:URL#NAME");
    }
    return open("--model", named, localOptions());
  }

  /** The same; the embedded model where none is named. */
  LanguageModel openOrEmbedded() {
    return model == null ? embedded().open(localOptions()) : open();
  }

  /**
   * Loads a checkpoint or prepares to ask a server.
   *
   * @param option that named it, for messages
   */
  static LanguageModel open(String option, String named, LocalOptions how) {
    try {
      if (named.startsWith(LOCAL)) {
        return LocalModel.open(Path.of(named.substring(LOCAL.length())), how);
      }
      if (named.equals(EmbeddedModel.NAME)) {
        return embedded().open(how);
      }
      if (named.startsWith("openai:")) {
        return new OpenAiModel(OpenAiOptions.parse(named));
      }
    } catch (IllegalArgumentException e) {
      throw new Trouble(String.valueOf(e.getMessage()), e);
    }
    throw new Trouble(
        option
            + " "
            + named
            + " names neither hf:DIR, a checkpoint folder, nor openai:URL#NAME, a server,"
            + " nor embedded");
  }

  private LocalOptions localOptions() {
    return new LocalOptions(
        Optional.ofNullable(device).map(name -> name.toLowerCase(Locale.ROOT)),
        Optional.ofNullable(precision),
        batch,
        0);
  }
}
