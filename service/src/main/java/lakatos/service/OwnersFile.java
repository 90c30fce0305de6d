package lakatos.service;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their owner may read and write. */
final class OwnersFile {
  private static final FileAttribute<?>[] OWNERS =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
          }
          : new FileAttribute<?>[0];

  private OwnersFile() {}

  /**
   * Makes an empty file.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one
   */
  static void create(Path file) throws IOException {
    Files.createFile(file, OWNERS);
  }

  /** Writes a text that is on the disk when this returns. */
  static void write(Path file, String text) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** Moves a file to its place, so that nobody sees half of it. */
  static void move(Path file, Path place) throws IOException {
    try {
      Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(file, place, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
