package lakatos.service;

import lakatos.prover.model.LanguageModel;
import lakatos.prover.model.Profile;
import lakatos.prover.model.Sampling;

/**
 * A language model that a server offers; its owner closes it.
 *
 * @param profile how it is asked for proofs
 * @param sampling of its answers where a request does not say
 */
public record ServedModel(LanguageModel model, Profile profile, Sampling sampling) {

  String name() {
    return model.name();
  }
}
