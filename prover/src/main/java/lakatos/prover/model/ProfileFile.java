package lakatos.prover.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a profile's file says; what it does not say is absent. */
@JsonNaming(KebabCaseStrategy.class)
record ProfileFile(
    @JsonProperty("extends") @Nullable String base,
    @Nullable String kind,
    @Nullable String mode,
    @Nullable String lean,
    @Nullable String header,
    @Nullable String system,
    @Nullable String prompt,
    @Nullable SamplingPart sampling,
    @Nullable String extraction,
    @Nullable CorrectionPart correction) {

  static final List<String> BUILT_IN =
      List.of(
          "deepseek-prover-v1.5",
          "deepseek-prover-v2",
          "goedel-prover-v1",
          "goedel-prover-v2",
          "kimina-prover",
          "stp",
          "internlm-step",
          "bfs-prover",
          "generic-chat",
          "lakatos",
          "goedel-formalizer-v2",
          "kimina-autoformalizer",
          "stepfun-formalizer",
          "herald-translator",
          "generic-formalizer");

  /** What stands for a header that is taken from the statement. */
  private static final String OF_STATEMENT = "statement";

  /** The keys below {@code sampling}. */
  @JsonNaming(KebabCaseStrategy.class)
  record SamplingPart(
      @Nullable Double temperature,
      @Nullable Double topP,
      @Nullable Integer topK,
      @Nullable Double minP,
      @Nullable Double repetitionPenalty,
      @Nullable Double presencePenalty,
      @Nullable Integer maxTokens,
      @Nullable List<String> stop) {

    static final SamplingPart NONE =
        new SamplingPart(null, null, null, null, null, null, null, null);

    SamplingPart over(SamplingPart base) {
      return new SamplingPart(
          either(temperature, base.temperature),
          either(topP, base.topP),
          either(topK, base.topK),
          either(minP, base.minP),
          either(repetitionPenalty, base.repetitionPenalty),
          either(presencePenalty, base.presencePenalty),
          either(maxTokens, base.maxTokens),
          either(stop, base.stop));
    }

    Sampling sampling() {
      Sampling unsaid = Sampling.DEFAULT;
      return new Sampling(
          or(temperature, unsaid.temperature()),
          or(topP, unsaid.topP()),
          or(topK, unsaid.topK()),
          or(minP, unsaid.minP()),
          or(repetitionPenalty, unsaid.repetitionPenalty()),
          or(presencePenalty, unsaid.presencePenalty()),
          or(maxTokens, unsaid.maxTokens()),
          or(stop, unsaid.stop()));
    }
  }

  /** The keys below {@code correction}. */
  @JsonNaming(KebabCaseStrategy.class)
  record CorrectionPart(@Nullable String style, @Nullable Integer errors, @Nullable String prompt) {

    CorrectionPart over(CorrectionPart base) {
      return new CorrectionPart(
          either(style, base.style), either(errors, base.errors), either(prompt, base.prompt));
    }

    Profile.Correction correction() {
      return new Profile.Correction(
          constant(Profile.Style.class, "correction.style", required("correction.style", style)),
          required("correction.errors", errors),
          required("correction.prompt", prompt));
    }
  }

  private static <T> @Nullable T either(@Nullable T said, @Nullable T otherwise) {
    return said == null ? otherwise : said;
  }

  private static <T> T or(@Nullable T said, T otherwise) {
    return said == null ? otherwise : said;
  }

  /** Returns what a file of the user says, with the profile that it extends beneath it. */
  static ProfileFile read(Path file) {
    try {
      return ProfileYaml.parse(Files.readString(file), file.toString()).complete(file.toString());
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("there is no profile " + file, e);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read profile " + file + ": " + e.getMessage(), e);
    }
  }

  static ProfileFile builtIn(String name) {
    if (!BUILT_IN.contains(name)) {
      throw new IllegalArgumentException(
          "there is no profile " + name + "; built in are " + String.join(", ", BUILT_IN));
    }
    try (InputStream in = ProfileFile.class.getResourceAsStream("profiles/" + name + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException("the built-in profile " + name + " is missing");
      }
      String yaml = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      return ProfileYaml.parse(yaml, name).complete(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProfileFile complete(String file) {
    if (base == null) {
      return this;
    }
    try {
      return over(builtIn(base));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": `extends`: " + e.getMessage(), e);
    }
  }

  private ProfileFile over(ProfileFile under) {
    SamplingPart below = or(under.sampling, SamplingPart.NONE);
    return new ProfileFile(
        null,
        either(kind, under.kind),
        either(mode, under.mode),
        either(lean, under.lean),
        either(header, under.header),
        either(system, under.system),
        either(prompt, under.prompt),
        sampling == null ? below : sampling.over(below),
        either(extraction, under.extraction),
        correction == null || under.correction == null
            ? either(correction, under.correction)
            : correction.over(under.correction));
  }

  /**
   * Makes the profile.
   *
   * @param file for messages
   */
  Profile profile(String name, String file) {
    try {
      String shown = required("header", header);
      return new Profile(
          name,
          constant(Profile.Kind.class, "kind", required("kind", kind)),
          constant(Profile.Mode.class, "mode", required("mode", mode)),
          required("lean", lean),
          shown.strip().equals(OF_STATEMENT) ? Optional.empty() : Optional.of(shown),
          Optional.ofNullable(system).filter(text -> !text.isEmpty()),
          required("prompt", prompt),
          or(sampling, SamplingPart.NONE).sampling(),
          constant(Extraction.Rule.class, "extraction", required("extraction", extraction)),
          Optional.ofNullable(correction).map(CorrectionPart::correction));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static <T> T required(String key, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("the key `" + key + "` is missing");
    }
    return value;
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String key, String value) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> written(constant).equals(value))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(type, key, value)));
  }

  private static <E extends Enum<E>> String unknown(Class<E> type, String key, String value) {
    List<String> known = Arrays.stream(type.getEnumConstants()).map(ProfileFile::written).toList();
    return "`" + key + "` is `" + value + "`, and can be " + String.join(", ", known);
  }

  /** Returns a constant as files have it. */
  static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
