package lakatos.autoformalizer;

import lakatos.prover.model.LanguageModel;
import lakatos.prover.model.Sampling;

/**
 * A language model that says whether a statement means what the words say.
 *
 * @param model that follows instructions; closed by its owner
 * @param sampling of every answer
 */
public record Judge(LanguageModel model, Sampling sampling) {
  /** For judges that are not told otherwise. */
  public static final Sampling SAMPLING =
      Sampling.DEFAULT.withTemperature(0.6).withTopP(0.95).withMaxTokens(4096);
}
