package lakatos.corpus;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Which statements are held out for evaluation: a share of them, chosen by a hash, so that it is
 * the same in every run. Statements of one shape stay on one side.
 *
 * @param share of the shapes that is held out, between 0 and 1
 */
public record Split(double share) {

  public Split {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "the share that is held out must be between 0 and 1: " + share);
    }
  }

  /** Returns whether a statement must not be trained on. */
  public boolean holdsOut(CorpusStatement statement) {
    return position(statement.shape()) < share;
  }

  /** A number from 0 to 1 that looks random. */
  private static double position(String shape) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(shape.getBytes(StandardCharsets.UTF_8));
      return (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1p-53;
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  List<CorpusStatement> heldOut(List<CorpusStatement> all) {
    return all.stream().filter(this::holdsOut).toList();
  }

  List<CorpusStatement> kept(List<CorpusStatement> all) {
    return all.stream().filter(one -> !holdsOut(one)).toList();
  }
}
