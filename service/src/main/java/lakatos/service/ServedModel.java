package lakatos.service;

import lakatos.prover.Auto;
import lakatos.prover.model.LanguageModel;
import lakatos.prover.model.Profile;
import lakatos.prover.model.Sampling;

/**
 * A language model that a server offers; its owner closes it.
 *
 * @param profile how it is asked for proofs
 * @param sampling of its answers where a request does not say
 * @param price of its proofs; those of a cheap one are not repaired
 */
public record ServedModel(
    LanguageModel model, Profile profile, Sampling sampling, Auto.Price price) {

  /** One that is dear. */
  public ServedModel(LanguageModel model, Profile profile, Sampling sampling) {
    this(model, profile, sampling, Auto.Price.DEAR);
  }

  String name() {
    return model.name();
  }
}
