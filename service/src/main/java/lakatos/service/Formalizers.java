package lakatos.service;

import java.time.Duration;
import java.util.List;
import lakatos.autoformalizer.Council;
import lakatos.autoformalizer.FormalizerOptions;
import lakatos.autoformalizer.ModelFormalizer;

/**
 * Who makes statements of words at a server, and how. The owner closes the models.
 *
 * @param writers beside the controlled language; may be none
 * @param options where a request does not say
 * @param time for each problem, where a request does not say
 */
public record Formalizers(
    List<ModelFormalizer> writers, Council council, FormalizerOptions options, Duration time) {
  /** The controlled language alone. */
  public static final Formalizers NONE =
      new Formalizers(List.of(), Council.NONE, FormalizerOptions.DEFAULT, Duration.ofSeconds(60));

  public Formalizers {
    writers = List.copyOf(writers);
  }
}
