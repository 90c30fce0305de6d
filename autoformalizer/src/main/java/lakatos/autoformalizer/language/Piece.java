package lakatos.autoformalizer.language;

import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * A token and where it stands.
 *
 * @param formula inside dollars
 * @param joined nothing stands between it and the one before, so that the two may be factors
 */
record Piece(int type, String text, int start, boolean formula, boolean joined) {

  static Piece of(Token token, boolean formula, boolean joined) {
    return new Piece(token.getType(), token.getText(), token.getStartIndex(), formula, joined);
  }

  Piece as(int type) {
    return new Piece(type, text, start, formula, joined);
  }

  /** Returns {@code length} characters of this from {@code from}, as a token of their own. */
  Piece part(int type, int from, int length) {
    return new Piece(
        type, text.substring(from, from + length), start + from, formula, from > 0 || joined);
  }

  boolean is(int... types) {
    for (int t : types) {
      if (t == type) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether this is one letter that may name something. */
  boolean letter() {
    return is(Words.LETTER, Words.A, Words.GREEK);
  }

  Token token() {
    var token = new CommonToken(type, text);
    token.setStartIndex(start);
    token.setStopIndex(start + text.length() - 1);
    return token;
  }
}
