package lakatos.service;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How a server serves.
 *
 * @param address to listen on; port 0 for any that is free
 * @param calls in progress at once, streams included; more are refused
 * @param queue calls that wait for a Lean process; more are refused
 * @param messageBytes of the largest request
 * @param drain how long what is being worked on may go on when the server ends
 */
public record ServerOptions(
    InetSocketAddress address, int calls, int queue, int messageBytes, Duration drain) {
  public static final ServerOptions DEFAULT =
      new ServerOptions(
          InetSocketAddress.createUnresolved("localhost", 50051),
          512,
          256,
          4 << 20,
          Duration.ofSeconds(30));

  public ServerOptions withAddress(InetSocketAddress value) {
    return new ServerOptions(value, calls, queue, messageBytes, drain);
  }
}
