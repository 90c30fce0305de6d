package lakatos.service;

/**
 * How much a server takes on at once.
 *
 * @param most calls in progress, streams included; more are refused
 * @param queue calls that wait for a Lean process; more are refused
 * @param messageBytes of the largest request
 */
public record CallOptions(int most, int queue, int messageBytes) {
  public static final CallOptions DEFAULT = new CallOptions(512, 256, 4 << 20);

  public CallOptions {
    if (most <= 0 || queue < 0 || messageBytes <= 0) {
      throw new IllegalArgumentException(
          "calls and message size must be positive: %d, %d, %d"
              .formatted(most, queue, messageBytes));
    }
  }
}
