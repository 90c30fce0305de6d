package lakatos.autoformalizer;

import lakatos.prover.model.LanguageModel;
import lakatos.prover.model.Profile;
import lakatos.prover.model.Sampling;

/**
 * A language model that writes statements, and how it is asked.
 *
 * @param model closed by its owner
 * @param profile of kind {@code STATEMENT}
 * @param sampling of every answer
 */
public record ModelFormalizer(LanguageModel model, Profile profile, Sampling sampling) {

  /**
   * @throws IllegalArgumentException if the profile is one for proofs
   */
  public ModelFormalizer {
    if (profile.kind() != Profile.Kind.STATEMENT) {
      throw new IllegalArgumentException(
          "the profile "
              + profile.name()
              + " "
              + profile.kind().does()
              + "; those for statements are "
              + String.join(", ", Profile.names(Profile.Kind.STATEMENT)));
    }
  }

  /** What results call it. */
  public String name() {
    return model.name();
  }
}
