package lakatos.app;

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
import java.util.Map;
import lakatos.v1.JobSpec;

/** What makes a submission that is repeated the same job: the same files, asked the same of. */
final class ClientKey {
  private ClientKey() {}

  /**
   * Returns a key of what is submitted.
   *
   * @param spec without a key
   */
  static String of(JobSpec spec, Map<Columns.Part, String> columns, ProblemFiles problems) {
    MessageDigest digest = sha256();
    digest.update(spec.toByteArray());
    digest.update(columns.toString().getBytes(StandardCharsets.UTF_8));
    for (Path file : problems.files()) {
      digest.update(String.valueOf(file.getFileName()).getBytes(StandardCharsets.UTF_8));
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        throw new Trouble("cannot read " + file + ": " + e.getMessage(), e);
      }
    }
    return "sha256-" + HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
