package lakatos.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import lakatos.service.KnownCaller.Credential;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The callers in a file, as it is at each moment. Thread-safe. */
final class Callers {
  private static final Logger LOG = LoggerFactory.getLogger(Callers.class);

  /** The stamp of a file that is not there. */
  private static final Stamp NONE = new Stamp(FileTime.fromMillis(0), -1, null);

  /*
   * A look at the file's stamp costs a microsecond, so that every question begins with one: a
   * revoked token is refused from the next question on, and no thread has to watch. The stamp is
   * taken before the file is read; if it changes in between, the next question reads again.
   */
  private final CallersFile file;

  private volatile Known known;

  /** What changes when a file does. */
  private record Stamp(FileTime modified, long size, @Nullable Object key) {}

  private record Known(Stamp stamp, List<KnownCaller> callers) {}

  /**
   * Reads a file.
   *
   * @throws ServiceException if it cannot be used
   */
  Callers(CallersFile file) {
    this.file = file;
    this.known = new Known(stamp(file.file()), file.read());
  }

  /** Returns the caller with this token, expired or not. */
  Optional<KnownCaller> withToken(String token) {
    String hash = Token.hash(token);
    KnownCaller found = null;
    for (KnownCaller caller : current()) { // all of them: how long it takes tells nothing
      if (caller.credential() instanceof Credential.Token other
          && Token.same(hash, other.sha256())) {
        found = caller;
      }
    }
    return Optional.ofNullable(found);
  }

  /** Returns the caller with a certificate of this common name, expired or not. */
  Optional<KnownCaller> withCertificate(String commonName) {
    return current().stream().filter(caller -> shows(caller, commonName)).findFirst();
  }

  private static boolean shows(KnownCaller caller, String commonName) {
    return caller.credential() instanceof Credential.Certificate certificate
        && certificate.commonName().equals(commonName);
  }

  /** What cannot be read changes nothing: who was let in stays so until the file says otherwise. */
  private List<KnownCaller> current() {
    Known before = known;
    Stamp stamp = stamp(file.file());
    if (stamp.equals(before.stamp())) {
      return before.callers();
    }
    List<KnownCaller> callers = before.callers();
    try {
      callers = file.read();
      LOG.info("read {} callers from {}", callers.size(), file.file());
    } catch (ServiceException e) {
      LOG.warn("{}; the callers known so far stay so", e.getMessage());
    }
    known = new Known(stamp, callers);
    return callers;
  }

  private static Stamp stamp(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    } catch (IOException e) {
      return NONE;
    }
  }
}
