package lakatos.expertiteration;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a training came to.
 *
 * @param rows that were learnt from
 * @param leftOut that exceed the model's context
 * @param tokens learnt, over all steps
 * @param firstLoss the mean of the first tenth of the steps
 * @param lastLoss the mean of the last tenth
 * @param trouble why it stopped early; empty if it did not
 */
public record TrainingReport(
    int rows,
    int leftOut,
    int steps,
    long tokens,
    double firstLoss,
    double lastLoss,
    double seconds,
    String trouble) {

  public ObjectNode json() {
    return Json.of(this);
  }
}
