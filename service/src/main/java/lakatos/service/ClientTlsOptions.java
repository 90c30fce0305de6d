package lakatos.service;

import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a client knows a server, and shows it who it is. All files are PEM.
 *
 * @param authority whose certificate the server must have; empty for those that Java trusts
 * @param certificate the client's, if the server wants one
 * @param key the private key to it, not encrypted
 */
public record ClientTlsOptions(
    Optional<Path> authority, Optional<Path> certificate, Optional<Path> key) {

  /** Trusts those whom Java trusts, and shows nothing. */
  public static final ClientTlsOptions DEFAULT =
      new ClientTlsOptions(Optional.empty(), Optional.empty(), Optional.empty());

  public ClientTlsOptions {
    if (certificate.isPresent() != key.isPresent()) {
      throw new ServiceException(
          ServiceException.Reason.BAD_FILE,
          "a client's certificate and its key are only of use together");
    }
  }

  /**
   * Reads the files.
   *
   * @throws ServiceException if one cannot be used, or they do not belong together
   */
  public ChannelCredentials credentials() {
    WireLog.silence();
    var credentials = TlsChannelCredentials.newBuilder();
    try {
      if (authority.isPresent()) {
        Pem trusted = Pem.read(authority.get());
        trusted.certificates(); // at least one
        credentials.trustManager(trusted.stream());
      }
      if (certificate.isPresent() && key.isPresent()) {
        Identity identity = Identity.read(certificate.get(), key.get());
        credentials.keyManager(identity.chain(), identity.key());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e); // read already
    }
    return credentials.build();
  }
}
