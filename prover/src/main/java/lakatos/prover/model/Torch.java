package lakatos.prover.model;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import java.util.Map;

/** The tensor engine. */
final class Torch {

  /** The engine downloads and reports to its makers unless it is told not to. */
  private static final Map<String, String> QUIET =
      Map.of("ai.djl.offline", "true", "OPT_OUT_TRACKING", "true");

  private Torch() {}

  /** Why an operation failed: TorchScript tells where first, and the cause last. */
  static String cause(EngineException e) {
    return String.valueOf(e.getMessage()).strip().lines().reduce((a, b) -> b).orElse("no message");
  }

  /**
   * Returns PyTorch, loaded at the first call; what its user has set counts more than we do.
   *
   * @throws ModelException {@code FAILED} if there is none for this machine
   */
  static Engine engine() {
    QUIET.forEach((key, value) -> System.getProperties().putIfAbsent(key, value));
    try {
      return Engine.getEngine("PyTorch");
    } catch (EngineException | IllegalArgumentException | IllegalStateException | LinkageError e) {
      Throwable last = e;
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        last = cause;
      }
      String why = String.valueOf(last.getMessage()).strip().lines().findFirst().orElse("");
      throw new ModelException(
          ModelException.Reason.FAILED, "PyTorch cannot be loaded on this machine: " + why, e);
    }
  }
}
