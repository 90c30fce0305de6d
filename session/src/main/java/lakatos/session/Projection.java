package lakatos.session;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A text file that follows from the journal. Its first line holds the hash of the rest, so that a
 * file that is merely old can be told from one that somebody has edited.
 *
 * @param mark what begins a comment in it
 */
record Projection(Path file, String mark, String content) {
  private static final String SEAL = " lakatos ";

  private String sealed() {
    return mark
        + SEAL
        + Fingerprint.of(content)
        + " of what follows; edits are noticed\n"
        + content;
  }

  /** Whether there is a file whose content is not what was written there. */
  static boolean isEdited(Path file) {
    if (!Files.exists(file)) {
      return false;
    }
    String text = read(file);
    int end = text.indexOf('\n') + 1;
    return !text.substring(0, end).contains(SEAL + Fingerprint.of(text.substring(end)));
  }

  /** The file's content without its seal; all of it if there is none. */
  static String content(Path file) {
    String text = read(file);
    int end = text.indexOf('\n') + 1;
    return text.substring(0, end).contains(SEAL) ? text.substring(end) : text;
  }

  /** A text without what such files say about themselves. */
  static String unmarked(String text) {
    return text.replaceAll("(?m)^--(?: lakatos)? (?:sha256:|node )[^\\n]*\\n", "");
  }

  /** Brings the file up to date, unless somebody has edited it. */
  void write() {
    if (isEdited(file) || (Files.exists(file) && read(file).equals(sealed()))) {
      return;
    }
    replace(file, sealed());
  }

  /** Writes a file beside its place and moves it there, so that nobody sees half of it. */
  static void replace(Path file, String text) {
    Path beside =
        file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      // streams, for a cancelled search writes too, and an interrupt ends what goes by channels
      try (FileOutputStream out = new FileOutputStream(beside.toFile())) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      try {
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw new SessionException(
          SessionException.Reason.DAMAGED, "cannot write " + file + " (" + e.getMessage() + ")", e);
    }
  }

  private static String read(Path file) {
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new SessionException(
          SessionException.Reason.DAMAGED, "cannot read " + file + " (" + e.getMessage() + ")", e);
    }
  }
}
