package lakatos.autoformalizer;

/**
 * How statements are made of words.
 *
 * @param vocabulary whose words they are written in
 * @param samples drafts of each model
 * @param rounds how often a draft goes back with Lean's errors
 * @param kept so many different statements are probed and judged, those that most drafts agree on
 * @param seed of each model's first draft
 */
public record FormalizerOptions(
    Vocabulary vocabulary, int samples, int rounds, int kept, long seed) {
  public static final FormalizerOptions DEFAULT =
      new FormalizerOptions(Vocabulary.CORE, 8, 2, 3, 0);

  public FormalizerOptions {
    require(samples > 0, "samples must be positive: " + samples);
    require(rounds >= 0, "rounds must not be negative: " + rounds);
    require(kept > 0, "statements kept must be positive: " + kept);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  public FormalizerOptions withVocabulary(Vocabulary value) {
    return new FormalizerOptions(value, samples, rounds, kept, seed);
  }

  public FormalizerOptions withSamples(int value) {
    return new FormalizerOptions(vocabulary, value, rounds, kept, seed);
  }

  public FormalizerOptions withRounds(int value) {
    return new FormalizerOptions(vocabulary, samples, value, kept, seed);
  }

  public FormalizerOptions withSeed(long value) {
    return new FormalizerOptions(vocabulary, samples, rounds, kept, value);
  }
}
