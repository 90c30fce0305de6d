package lakatos.app;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a server is.
 *
 * @param host a name or an address, without the brackets of an IPv6 address
 * @param tls whether to talk to it over TLS
 */
record ServerAddress(String host, int port, boolean tls) {
  static final int USUAL_PORT = 50051;

  private static final String SECURE = "https://";

  /**
   * Reads {@code HOST:PORT} or {@code https://HOST:PORT}. Only this machine is talked to without
   * TLS, unless the user says so.
   *
   * @param plaintext whether the user says so
   * @throws Trouble if it names no server
   */
  static ServerAddress parse(String text, boolean plaintext) {
    boolean secure = text.startsWith(SECURE);
    if (secure && plaintext) {
      throw new Trouble("https means TLS, and --plaintext means none; leave one of them out");
    }
    URI uri = uri(text, secure ? text.substring(SECURE.length()) : text);
    String host = uri.getHost().replaceAll("[\\[\\]]", "");
    int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
    return new ServerAddress(host, port, secure || !(plaintext || isThisMachine(host)));
  }

  private static URI uri(String text, String authority) {
    try {
      URI uri = new URI("lakatos://" + authority);
      boolean bare = (uri.getRawPath() + text.replaceAll("[^?#@]", "")).isEmpty();
      if (uri.getHost() != null && bare && uri.getPort() != 0 && uri.getPort() <= 0xffff) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw new Trouble("--server " + text + " names no server; say HOST:PORT or https://HOST:PORT");
  }

  /** Without asking who a name belongs to: the answer may be a lie. */
  private static boolean isThisMachine(String host) {
    return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
  }

  /** As people write it. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
