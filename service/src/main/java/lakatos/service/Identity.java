package lakatos.service;

import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A certificate with its private key: what one end of a connection shows the other. */
final class Identity {
  private static final Logger LOG = LoggerFactory.getLogger(Identity.class);

  private final Pem chain;
  private final Pem key;

  private Identity(Pem chain, Pem key) {
    this.chain = chain;
    this.key = key;
  }

  /**
   * Reads both. Logs a warning if a certificate is not valid now, for a clock may be wrong.
   *
   * @param certificate the certificate, followed by those of the authorities in between
   * @throws ServiceException if a file cannot be used, or the two do not belong together
   */
  static Identity read(Path certificate, Path key) {
    Identity identity = new Identity(Pem.read(certificate), Pem.read(key));
    List<X509Certificate> certificates = identity.chain.certificates();
    PublicKey publicKey = certificates.get(0).getPublicKey();
    if (!belong(identity.key.key(publicKey.getAlgorithm()), publicKey)) {
      throw new ServiceException(
          ServiceException.Reason.BAD_FILE,
          "the key in " + key + " is not that of the certificate in " + certificate);
    }
    certificates.forEach(each -> warnIfNotValid(each, certificate, Instant.now()));
    return identity;
  }

  /** What one signs, the other must accept. */
  private static boolean belong(PrivateKey privateKey, PublicKey publicKey) {
    byte[] text = {1, 2, 3};
    try {
      Signature signature = Signature.getInstance(algorithm(publicKey));
      signature.initSign(privateKey);
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(text);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String algorithm(PublicKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }

  private static void warnIfNotValid(X509Certificate certificate, Path file, Instant now) {
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();
    if (now.isAfter(until)) {
      LOG.warn("the certificate in {} expired at {}", file, until);
    } else if (now.isBefore(from)) {
      LOG.warn("the certificate in {} is not valid before {}", file, from);
    }
  }

  InputStream chain() {
    return chain.stream();
  }

  InputStream key() {
    return key.stream();
  }
}
