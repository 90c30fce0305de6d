package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts in the multiplication signs that formulas leave out, as in 2n or (a + b)(a - b).
 *
 * <p>Factors stand in one formula with nothing between them, so that no product arises by chance
 * where two formulas or a formula and a remark meet.
 */
final class Factors {
  private static final int[] ENDS = {
    Words.NUMBER,
    Words.LETTER,
    Words.A,
    Words.GREEK,
    Words.RPAREN,
    Words.RBRACE,
    Words.BANG,
    Words.SUPERSCRIPT,
    Words.SUBSCRIPT,
    Words.RFLOOR,
    Words.RCEIL,
    Words.CLOSE_BAR
  };
  private static final int[] STARTS = {
    Words.LETTER, Words.A, Words.GREEK, Words.FUNCTOR, Words.LPAREN, Words.FRAC, Words.SQRT,
    Words.BINOM, Words.LFLOOR, Words.LCEIL, Words.GCD, Words.LCM, Words.MAX, Words.MIN,
    Words.OPEN_BAR, Words.BIG_SUM, Words.BIG_PRODUCT
  };

  private final List<Piece> pieces;

  /** Where no factor begins: bodies of sums, what follows a bound name, second arguments. */
  private final Set<Integer> blocked = new HashSet<>();

  private Factors(List<Piece> pieces) {
    this.pieces = pieces;
  }

  static List<Piece> multiply(List<Piece> pieces) {
    var factors = new Factors(pieces);
    for (int i = 0; i < pieces.size(); i++) {
      factors.block(i);
    }
    var result = new ArrayList<Piece>();
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      if (factors.factor(i)) {
        result.add(new Piece(Words.JUXTA, "", piece.start(), piece.formula(), true));
      }
      result.add(piece);
    }
    return result;
  }

  private void block(int i) {
    Piece piece = pieces.get(i);
    if (piece.is(Words.BIG_SUM, Words.BIG_PRODUCT, Words.MAX, Words.MIN)) {
      blocked.add(bounds(i + 1));
    }
    if (piece.is(Words.FORALL, Words.EXISTS)) {
      blocked.add(i + 2);
    }
    if (piece.is(Words.FRAC, Words.BINOM, Words.PMOD)) {
      blocked.add(group(i + 1));
    }
  }

  /** Returns where the bounds that begin at {@code i} end: up to two scripts. */
  private int bounds(int i) {
    int end = i;
    while (end < pieces.size() && pieces.get(end).is(Words.UNDER, Words.CARET)) {
      end = group(end + 1);
    }
    return end;
  }

  private int group(int i) {
    if (i >= pieces.size() || !pieces.get(i).is(Words.LBRACE)) {
      return Math.min(i + 1, pieces.size());
    }
    int depth = 0;
    for (int k = i; k < pieces.size(); k++) {
      depth += pieces.get(k).is(Words.LBRACE) ? 1 : pieces.get(k).is(Words.RBRACE) ? -1 : 0;
      if (depth == 0) {
        return k + 1;
      }
    }
    return pieces.size();
  }

  private boolean factor(int i) {
    if (i == 0 || blocked.contains(i) || !pieces.get(i).joined()) {
      return false;
    }
    Piece before = pieces.get(i - 1);
    return before.is(ENDS)
        && pieces.get(i).is(STARTS)
        && before.formula() == pieces.get(i).formula();
  }
}
