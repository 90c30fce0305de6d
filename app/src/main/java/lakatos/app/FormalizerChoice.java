package lakatos.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lakatos.autoformalizer.Autoformalizer;
import lakatos.autoformalizer.Council;
import lakatos.autoformalizer.FormalizerOptions;
import lakatos.autoformalizer.Judge;
import lakatos.autoformalizer.ModelFormalizer;
import lakatos.autoformalizer.Vocabulary;
import lakatos.prover.model.LanguageModel;
import lakatos.prover.model.LocalOptions;
import lakatos.prover.model.Profile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who turns words into statements, who judges them, and how long that may take. */
final class FormalizerChoice {
  private static final String USUAL = "generic-formalizer";
  private static final Duration WITHOUT_MODELS = Duration.ofSeconds(60);
  private static final Duration WITH_MODELS = Duration.ofMinutes(10);

  @Option(
      names = "--formalizer",
      paramLabel = "[PROFILE=]hf:DIR|openai:URL#NAME",
      description =
          "A model that writes statements beside the controlled language; may be repeated. Profiles:"
              + " goedel-formalizer-v2, kimina-autoformalizer, stepfun-formalizer,"
              + " herald-translator, generic-formalizer (the default), or a YAML file.")
  private List<String> formalizers = List.of();

  @Option(
      names = "--judge",
      paramLabel = "hf:DIR|openai:URL#NAME",
      description =
          "A model that says statements in words and compares them with the problem; several are a"
              + " council, whose members read each other's answers without names.")
  private List<String> judges = List.of();

  @Option(
      names = "--chair",
      paramLabel = "hf:DIR|openai:URL#NAME",
      description = "Who decides in a council; default: its first member.")
  private @Nullable String chair;

  @Option(names = "--drafts", description = "Statements that each model writes; default: 8.")
  private int drafts = FormalizerOptions.DEFAULT.samples();

  @Option(
      names = "--draft-rounds",
      description = "How often a draft goes back with Lean's errors; default: 2.")
  private int rounds = FormalizerOptions.DEFAULT.rounds();

  @Option(names = "--draft-seed", description = "Of each model's first draft; default: 0.")
  private long seed;

  @Option(
      names = "--mathlib",
      description = "Write in Mathlib's words; needs --project, a Lake project that has it.")
  private boolean mathlib;

  @Option(
      names = "--time",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "For the statement of each problem, such as 30s or 5m; default: 60s, with models 10m.")
  private @Nullable Duration time;

  boolean asksModels() {
    return !formalizers.isEmpty() || !judges.isEmpty();
  }

  Duration time() {
    return time != null ? time : asksModels() ? WITH_MODELS : WITHOUT_MODELS;
  }

  /**
   * Returns how statements are made.
   *
   * @throws Trouble if what was asked for makes no sense
   */
  FormalizerOptions options() {
    if (chair != null && judges.isEmpty()) {
      throw new Trouble("--chair needs members; name them with --judge");
    }
    try {
      return FormalizerOptions.DEFAULT
          .withVocabulary(mathlib ? Vocabulary.MATHLIB : Vocabulary.CORE)
          .withSamples(drafts)
          .withRounds(rounds)
          .withSeed(seed);
    } catch (IllegalArgumentException e) {
      throw new Trouble(String.valueOf(e.getMessage()), e);
    }
  }

  /** Checks all that can be checked before Lean or a model is started for nothing. */
  void check() {
    options();
    formalizers.forEach(FormalizerChoice::profile);
  }

  /** An autoformalizer and the models that it asks. */
  static final class Running implements AutoCloseable {
    private final Map<String, LanguageModel> models = new LinkedHashMap<>();
    private final Autoformalizer autoformalizer;
    private final Duration time;

    private Running(FormalizerChoice choice, Lean lean) {
      this.time = choice.time();
      try {
        List<ModelFormalizer> writers = new ArrayList<>();
        for (String named : choice.formalizers) {
          Profile profile = profile(named);
          LanguageModel model = open("--formalizer", model(named));
          writers.add(new ModelFormalizer(model, profile, profile.sampling()));
        }
        List<Judge> members = choice.judges.stream().map(named -> judge("--judge", named)).toList();
        Optional<Judge> presiding =
            Optional.ofNullable(choice.chair).map(named -> judge("--chair", named));
        this.autoformalizer =
            new Autoformalizer(
                lean.pool(),
                lean.verifier(),
                writers,
                new Council(members, presiding),
                choice.options());
      } catch (RuntimeException e) {
        close();
        throw e;
      }
    }

    Autoformalizer autoformalizer() {
      return autoformalizer;
    }

    Duration time() {
      return time;
    }

    private Judge judge(String option, String named) {
      return new Judge(open(option, named), Judge.SAMPLING);
    }

    /** One that writes and judges is loaded once. */
    private LanguageModel open(String option, String named) {
      LanguageModel known = models.get(named);
      if (known == null) {
        known = ModelOptions.open(option, named, LocalOptions.DEFAULT);
        models.put(named, known);
      }
      return known;
    }

    @Override
    public void close() {
      models.values().forEach(LanguageModel::close);
    }
  }

  /** Opens the models; closed by the caller. */
  Running open(Lean lean) {
    return new Running(this, lean);
  }

  /** What stands before the first {@code =} that comes before a model. */
  private static Profile profile(String named) {
    int equals = equals(named);
    Profile profile = ModelOptions.profile(equals < 0 ? USUAL : named.substring(0, equals));
    if (profile.kind() != Profile.Kind.STATEMENT) {
      throw new Trouble(
          "the profile "
              + profile.name()
              + " "
              + profile.kind().does()
              + "; those for statements are "
              + String.join(", ", Profile.names(Profile.Kind.STATEMENT)));
    }
    return profile;
  }

  private static String model(String named) {
    return named.substring(equals(named) + 1);
  }

  private static int equals(String named) {
    int equals = named.indexOf('=');
    boolean model = named.startsWith("hf:") || named.startsWith("openai:");
    return model ? -1 : equals;
  }
}
