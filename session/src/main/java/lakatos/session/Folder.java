package lakatos.session;

import static lakatos.session.SessionException.Reason.DAMAGED;
import static lakatos.session.SessionException.Reason.IN_USE;
import static lakatos.session.SessionException.Reason.NO_SESSION;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a session lives. One process has it at a time; the system gives it up when that ends. */
final class Folder implements AutoCloseable {
  private static final String YAML = "session.yaml";
  private static final String LOCK = ".lock";

  private final Path root;
  private final FileChannel channel;
  private final FileLock lock;

  private Folder(Path root, FileChannel channel, FileLock lock) {
    this.root = root;
    this.channel = channel;
    this.lock = lock;
  }

  /** Takes a folder that is a session. */
  static Folder open(Path root) {
    if (!isSession(root)) {
      throw new SessionException(
          NO_SESSION, root + " is no session; 'lakatos session new' makes one");
    }
    return take(root);
  }

  /** Takes a folder that is to become a session. */
  static Folder create(Path root) {
    if (isSession(root)) {
      throw SessionException.refused(root + " is a session already");
    }
    try {
      Files.createDirectories(root);
      try (Stream<Path> files = Files.list(root)) {
        if (files.anyMatch(file -> !String.valueOf(file.getFileName()).startsWith("."))) {
          throw SessionException.refused(root + " is not empty; name a new folder");
        }
      }
      Folder folder = take(root);
      Files.writeString(root.resolve(".gitignore"), LOCK + "\n.history\n");
      return folder;
    } catch (IOException e) {
      throw new SessionException(DAMAGED, "cannot make " + root + " (" + e.getMessage() + ")", e);
    }
  }

  /** A journal is enough: everything else can be made from it. */
  static boolean isSession(Path root) {
    return Files.isRegularFile(root.resolve("journal.jsonl"));
  }

  private static Folder take(Path root) {
    Path file = root.resolve(LOCK);
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        String holder = Files.readString(file).strip();
        channel.close();
        throw new SessionException(
            IN_USE,
            root
                + " is open in another process"
                + (holder.isEmpty() ? "" : " (" + holder + ")")
                + "; close it there first");
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      return new Folder(root, channel, lock);
    } catch (IOException e) {
      throw new SessionException(DAMAGED, "cannot write " + file + " (" + e.getMessage() + ")", e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this very process has it open
    }
  }

  Path root() {
    return root;
  }

  Path journal() {
    return root.resolve("journal.jsonl");
  }

  Path yaml() {
    return root.resolve(YAML);
  }

  /** Where the locked statements are. */
  Path statements() {
    return root.resolve("statement.lean");
  }

  /** Where a node is. */
  Path node(String name) {
    return root.resolve("nodes").resolve(name.replaceAll("[^\\p{L}\\p{N}_.']", "_") + ".lean");
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new SessionException(DAMAGED, "cannot leave " + root + " (" + e.getMessage() + ")", e);
    }
  }
}
