package lakatos.service;

import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a server shows who it is, and whom it asks for the same. All files are PEM.
 *
 * @param certificate the server's, followed by those of the authorities in between
 * @param key the private key to it, not encrypted
 * @param clientAuthority the authorities whose certificates clients must have; empty if clients
 *     need none
 */
public record TlsOptions(Path certificate, Path key, Optional<Path> clientAuthority) {

  /** Returns whether clients must have certificates. */
  boolean isMutual() {
    return clientAuthority.isPresent();
  }

  /**
   * Reads the files.
   *
   * @throws ServiceException if one cannot be used, or they do not belong together
   */
  ServerCredentials credentials() {
    Identity identity = Identity.read(certificate, key);
    try {
      var credentials =
          TlsServerCredentials.newBuilder().keyManager(identity.chain(), identity.key());
      if (clientAuthority.isPresent()) {
        Pem authority = Pem.read(clientAuthority.get());
        authority.certificates(); // at least one
        credentials
            .trustManager(authority.stream())
            .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE);
      }
      return credentials.build();
    } catch (IOException e) {
      throw new IllegalStateException(e); // read already
    }
  }
}
