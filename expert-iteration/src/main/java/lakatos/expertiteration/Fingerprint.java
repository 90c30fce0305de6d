package lakatos.expertiteration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** SHA-256 of what is on the disk. */
final class Fingerprint {
  private Fingerprint() {}

  /** Of a file, or of a folder's files and their names in order; empty if there is none. */
  static String of(Path path) {
    try {
      if (!Files.exists(path)) {
        return "";
      }
      MessageDigest digest = sha256();
      for (Path file : files(path)) {
        digest.update(utf8(path.relativize(file).toString()));
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
          in.transferTo(OutputStream.nullOutputStream());
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw Jsonl.cannot("read", path, e);
    }
  }

  /** Of objects, as they are written. */
  static String of(Stream<ObjectNode> objects) {
    MessageDigest digest = sha256();
    objects.forEachOrdered(object -> digest.update(utf8(object + "\n")));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
