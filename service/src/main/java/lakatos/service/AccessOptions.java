package lakatos.service;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where a server can be reached, and by whom.
 *
 * @param host the address to listen on, or a name for it
 * @param tls without it nothing is encrypted
 * @param callers the file of those who may call, see {@link CallersFile}
 * @param audit the file that is told of each call that matters
 */
public record AccessOptions(
    String host, Optional<TlsOptions> tls, Optional<Path> callers, Optional<Path> audit) {

  /** Only from this machine, and by everybody on it. */
  public static final AccessOptions DEFAULT =
      new AccessOptions("127.0.0.1", Optional.empty(), Optional.empty(), Optional.empty());

  /** Returns whether callers are asked who they are. */
  boolean isAuthenticated() {
    return callers.isPresent() || tls.filter(TlsOptions::isMutual).isPresent();
  }

  /**
   * Returns the address to listen on. It, and not the name, must be used: a name may mean something
   * else when it is looked up again.
   *
   * @throws ServiceException if there is no such address, or others reach it and nothing keeps them
   *     out
   */
  InetAddress address() {
    InetAddress[] addresses = lookUp();
    boolean local = Arrays.stream(addresses).allMatch(InetAddress::isLoopbackAddress);
    if (!local && tls.isEmpty() && callers.isEmpty()) {
      throw new ServiceException(
          ServiceException.Reason.BAD_ADDRESS,
          "others can reach "
              + host
              + "; give a certificate for TLS, an authority of client certificates or a file of"
              + " callers, or listen on 127.0.0.1");
    }
    return addresses[0];
  }

  private InetAddress[] lookUp() {
    try {
      if (!host.isBlank()) { // or Java takes it for this machine
        return InetAddress.getAllByName(host);
      }
    } catch (UnknownHostException e) {
      throw new ServiceException(
          ServiceException.Reason.BAD_ADDRESS, "there is no address " + host, e);
    }
    throw new ServiceException(
        ServiceException.Reason.BAD_ADDRESS, "an address to listen on is not blank");
  }
}
