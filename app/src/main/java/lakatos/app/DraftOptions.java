package lakatos.app;

import java.time.Duration;
import java.util.Optional;
import lakatos.autoformalizer.FormalizerOptions;
import lakatos.v1.Drafting;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How hard to look for statements of words. */
final class DraftOptions {
  @Option(names = "--drafts", description = "Statements that each model writes; default: 8.")
  private @Nullable Integer drafts;

  @Option(
      names = "--draft-rounds",
      description = "How often a draft goes back with Lean's errors; default: 2.")
  private @Nullable Integer rounds;

  @Option(names = "--draft-seed", description = "Of each model's first draft; default: 0.")
  private @Nullable Long seed;

  @Option(
      names = "--time",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "For the statement of each problem, such as 30s or 5m; default: 60s, with models 10m.")
  private @Nullable Duration time;

  boolean isGiven() {
    return drafts != null || rounds != null || seed != null || time != null;
  }

  Optional<Duration> time() {
    return Optional.ofNullable(time);
  }

  /**
   * Returns what was asked for, and the usual where nothing was.
   *
   * @throws Trouble if that makes no sense
   */
  FormalizerOptions options(FormalizerOptions usual) {
    try {
      FormalizerOptions options = drafts == null ? usual : usual.withSamples(drafts);
      options = rounds == null ? options : options.withRounds(rounds);
      return seed == null ? options : options.withSeed(seed);
    } catch (IllegalArgumentException e) {
      throw new Trouble(String.valueOf(e.getMessage()), e);
    }
  }

  /** The same for a server, which knows what is usual. */
  Drafting wire() {
    options(FormalizerOptions.DEFAULT);
    Drafting.Builder drafting = Drafting.newBuilder();
    time().map(Replies::wire).ifPresent(drafting::setWall);
    Optional.ofNullable(drafts).ifPresent(drafting::setSamples);
    Optional.ofNullable(rounds).ifPresent(drafting::setRounds);
    Optional.ofNullable(seed).ifPresent(drafting::setSeed);
    return drafting.build();
  }
}
