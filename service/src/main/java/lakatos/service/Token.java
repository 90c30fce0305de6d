package lakatos.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** The secrets that callers show. Only their hashes are kept. */
final class Token {
  /** So that people, and programs that look for secrets in texts, know one when they see it. */
  static final String PREFIX = "lkt_";

  private static final int BYTES = 32;

  private Token() {}

  /** Returns a token that nobody can guess. */
  static String draw(SecureRandom random) {
    byte[] bits = new byte[BYTES];
    random.nextBytes(bits);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  /**
   * Returns a token's SHA-256, in hexadecimal digits. Without salt or stretching: they slow down
   * who guesses, and 256 random bits cannot be guessed.
   */
  static String hash(String token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** Compares two hashes in a time that does not tell where they differ. */
  static boolean same(String hash, String other) {
    return MessageDigest.isEqual(
        hash.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }
}
