package lakatos.app;

import java.util.Optional;
import lakatos.prover.Auto;
import lakatos.prover.Closers;
import lakatos.prover.Portfolio;
import lakatos.prover.WholeProof;
import lakatos.prover.model.LanguageModel;
import lakatos.prover.model.Profile;
import lakatos.session.Engine;
import org.jspecify.annotations.Nullable;

/** Lean, and a model if one is named, for as long as a session is open. */
final class SessionEngine implements AutoCloseable {
  private final Lean lean;
  private final @Nullable LanguageModel model;
  private final Engine engine;

  private SessionEngine(Lean lean, @Nullable LanguageModel model, Engine engine) {
    this.lean = lean;
    this.model = model;
    this.engine = engine;
  }

  /** Starts what the options name. */
  static SessionEngine start(LeanOptions options, ModelOptions models) {
    Lean lean = options.prover(Integer.MAX_VALUE);
    try {
      lean.verifier().warm();
      Closers closers = Closers.standard();
      if (!models.isGiven()) {
        return new SessionEngine(
            lean, null, Engine.ofPortfolio(lean.pool(), lean.verifier(), closers));
      }
      Profile profile = models.profile();
      WholeProof.Options how = models.drawing();
      LanguageModel model = models.open();
      WholeProof plain =
          new WholeProof(model, profile, lean.pool(), lean.verifier(), how, attempt -> {});
      WholeProof writer = models.isEmbedded() ? plain : plain.repairing(closers);
      Auto policy =
          new Auto(
              new Portfolio(lean.pool(), lean.verifier(), closers),
              () -> Optional.of(writer),
              models.price());
      return new SessionEngine(
          lean,
          model,
          new Engine(
              lean.pool(),
              lean.verifier(),
              closers,
              policy,
              "auto",
              models.name(),
              models.seed(),
              Optional.of(new ModelDraftsman(model, how.sampling(), models.seed()))));
    } catch (RuntimeException e) {
      lean.close();
      throw e;
    }
  }

  Engine engine() {
    return engine;
  }

  /** How many searches can be at work at once. */
  int size() {
    return lean.size();
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
    }
    lean.close();
  }
}
