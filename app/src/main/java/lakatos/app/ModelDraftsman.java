package lakatos.app;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lakatos.prover.model.Completion;
import lakatos.prover.model.Generation;
import lakatos.prover.model.LanguageModel;
import lakatos.prover.model.Prompt;
import lakatos.prover.model.Request;
import lakatos.prover.model.Sampling;
import lakatos.session.Draftsman;
import lakatos.session.Provenance;

/** A language model that is asked in a chat of one turn. */
final class ModelDraftsman implements Draftsman {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final LanguageModel model;
  private final Sampling sampling;
  private final long seed;

  ModelDraftsman(LanguageModel model, Sampling sampling, long seed) {
    this.model = model;
    this.sampling = sampling;
    this.seed = seed;
  }

  @Override
  public Draft write(String instruction, int round) {
    Prompt prompt = new Prompt.Chat(List.of(new Prompt.Message(Prompt.Role.USER, instruction)));
    long start = System.nanoTime();
    try (Generation generation = model.generate(new Request(prompt, 1, sampling, seed + round))) {
      Optional<Completion> written = generation.next(PATIENCE);
      Completion text =
          written.orElseThrow(
              () ->
                  new Trouble(
                      "the model wrote nothing within " + PATIENCE.toMinutes() + " minutes"));
      long wallMs = Duration.ofNanos(System.nanoTime() - start).toMillis();
      return new Draft(
          text.text(),
          new Provenance("sketch", model.name(), text.seed(), 1, text.tokenCount(), wallMs, 0));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("interrupted while the model was writing", e);
    }
  }
}
