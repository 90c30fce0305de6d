package lakatos.service;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of certificates or of a private key, as text. Its contents are read once, so that what was
 * looked at is what is used.
 */
final class Pem {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]*)-----END \\1PRIVATE KEY-----");

  private final Path file;
  private final byte[] text;

  private Pem(Path file, byte[] text) {
    this.file = file;
    this.text = text;
  }

  /**
   * Reads a file.
   *
   * @throws ServiceException if it cannot be read
   */
  static Pem read(Path file) {
    try {
      return new Pem(file, Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw bad("there is no file " + file, e);
    } catch (IOException e) {
      throw bad("cannot read " + file + " (" + e + ")", e);
    }
  }

  private static ServiceException bad(String sentence, Throwable cause) {
    return new ServiceException(ServiceException.Reason.BAD_FILE, sentence, cause);
  }

  private ServiceException bad(String what) {
    return new ServiceException(ServiceException.Reason.BAD_FILE, file + " " + what);
  }

  InputStream stream() {
    return new ByteArrayInputStream(text);
  }

  /**
   * Returns the certificates in the file, at least one.
   *
   * @throws ServiceException if there is none
   */
  List<X509Certificate> certificates() {
    try {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(stream()).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    } catch (CertificateException e) {
      throw bad(file + " holds no certificate in PEM", e);
    }
    throw bad("holds no certificate in PEM");
  }

  /**
   * Returns the private key in the file.
   *
   * @param algorithm of the public key that it belongs to
   * @throws ServiceException if there is no such key, or it is encrypted
   */
  PrivateKey key(String algorithm) {
    Matcher block = KEY.matcher(new String(text, StandardCharsets.ISO_8859_1));
    boolean found = block.find();
    if (new String(text, StandardCharsets.ISO_8859_1).contains("ENCRYPTED")) {
      throw bad("is encrypted; openssl pkey -in FILE -out OTHER decrypts it");
    }
    if (!found) {
      throw bad("holds no private key in PEM");
    }
    if (!block.group(1).isEmpty()) {
      throw bad(
          "is an %sPRIVATE KEY; openssl pkcs8 -topk8 -nocrypt -in FILE -out OTHER makes it a PRIVATE KEY"
              .formatted(block.group(1)));
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(block.group(2));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    } catch (InvalidKeySpecException | IllegalArgumentException e) {
      throw bad(file + " holds no private key for a certificate with an " + algorithm + " key", e);
    } catch (NoSuchAlgorithmException e) {
      throw bad(file + " is a key of a kind that is not known, " + algorithm, e);
    }
  }
}
