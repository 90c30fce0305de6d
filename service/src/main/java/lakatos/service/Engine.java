package lakatos.service;

import java.util.List;
import java.util.Optional;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.Verifier;
import lakatos.prover.Closers;

/**
 * What a server proves and formalizes with. Its owner closes the parts, after the server.
 *
 * @param models the first is used where a request names none
 */
public record Engine(
    LeanPool pool,
    Verifier verifier,
    Closers closers,
    List<ServedModel> models,
    Formalizers formalizers) {
  public Engine {
    models = List.copyOf(models);
  }

  /** One that reads the controlled language alone. */
  public Engine(LeanPool pool, Verifier verifier, Closers closers, List<ServedModel> models) {
    this(pool, verifier, closers, models, Formalizers.NONE);
  }

  public Engine withFormalizers(Formalizers value) {
    return new Engine(pool, verifier, closers, models, value);
  }

  /** How many problems are worked on at once. */
  int seats() {
    return pool.options().size();
  }

  /**
   * Returns a model.
   *
   * @param name empty for the first
   */
  Optional<ServedModel> model(String name) {
    return models.stream().filter(m -> name.isEmpty() || m.name().equals(name)).findFirst();
  }
}
