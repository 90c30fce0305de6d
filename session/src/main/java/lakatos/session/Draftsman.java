package lakatos.session;

/** A model that writes what it is asked for. */
public interface Draftsman {

  /** What it wrote, and what that cost. */
  record Draft(String text, Provenance by) {}

  /**
   * Asks once.
   *
   * @param instruction all that it is told
   * @param round how often it was asked before about the same
   * @throws lakatos.prover.model.ModelException if it gives no text
   */
  Draft write(String instruction, int round);
}
