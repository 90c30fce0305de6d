package lakatos.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file to which a JSON object a line is appended. If the file is moved away, the next line begins
 * a new one. A line that cannot be written is lost; the first of a row of them is logged.
 * Thread-safe.
 */
final class AuditLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

  private final Path file;

  @GuardedBy("this")
  private OutputStream lines;

  /** Which file is open, for it need not be the one of that name any more. */
  @GuardedBy("this")
  private @Nullable Object key;

  @GuardedBy("this")
  private boolean broken;

  @GuardedBy("this")
  private boolean closed;

  /**
   * Opens a file for more lines.
   *
   * @throws ServiceException if it cannot be written
   */
  AuditLog(Path file) {
    this.file = file;
    try {
      this.lines = open(file);
      this.key = key(file);
    } catch (IOException e) {
      throw new ServiceException(
          ServiceException.Reason.BAD_FILE,
          "cannot write the audit log to " + file + " (" + e + ")",
          e);
    }
  }

  private static OutputStream open(Path file) throws IOException {
    if (!Files.exists(file)) {
      OwnersFile.create(file);
    }
    return Files.newOutputStream(file, StandardOpenOption.APPEND);
  }

  private static @Nullable Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  /** Adds a line, if not closed. The lock is held while it is written, lest two lines mix. */
  synchronized void add(ObjectNode entry) {
    if (closed) {
      return;
    }
    try {
      reopenIfMoved();
      // after a failure half a line may stand there
      String line = (broken ? "\n" : "") + entry + "\n";
      lines.write(line.getBytes(StandardCharsets.UTF_8));
      if (broken) {
        LOG.warn("the audit log {} can be written again; lines are missing", file);
      }
      broken = false;
    } catch (IOException e) {
      if (!broken) {
        LOG.error("cannot write the audit log {} ({}); calls go on without it", file, e.toString());
      }
      broken = true;
    }
  }

  @GuardedBy("this")
  private void reopenIfMoved() throws IOException {
    if (Files.exists(file) && Objects.equals(key, key(file))) {
      return;
    }
    OutputStream fresh = open(file);
    lines.close();
    lines = fresh;
    key = key(file);
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      lines.close();
    } catch (IOException e) {
      LOG.warn("cannot close the audit log {} ({})", file, e.toString());
    }
  }
}
