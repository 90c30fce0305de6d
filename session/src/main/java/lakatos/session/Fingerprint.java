package lakatos.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import lakatos.leanbridge.Statement;

/** Hashes that people compare by eye and scripts by {@code sha256sum}. */
public final class Fingerprint {
  private static final String PREFIX = "sha256:";

  private Fingerprint() {}

  /**
   * Returns the hash of a statement: SHA-256 over header, preamble and text as UTF-8, each followed
   * by a zero byte.
   */
  public static String of(Statement statement) {
    return of(statement.header() + "\0" + statement.preamble() + "\0" + statement.text() + "\0");
  }

  /** Returns the SHA-256 of a text as UTF-8. */
  static String of(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return PREFIX + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Returns the first digits, enough to tell a few apart. */
  public static String brief(String hash) {
    return hash.substring(0, Math.min(hash.length(), PREFIX.length() + 12));
  }
}
