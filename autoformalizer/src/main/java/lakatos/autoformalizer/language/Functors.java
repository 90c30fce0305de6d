package lakatos.autoformalizer.language;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells letters that name functions, sequences, predicates or propositions from those that name
 * numbers, by where they stand: {@code f(x)} is a value and {@code n(n + 1)} a product.
 */
final class Functors {
  private static final Set<String> USUAL =
      Set.of("f", "g", "h", "F", "G", "H", "P", "Q", "R", "S", "T", "φ", "σ");
  private static final int[] NOUNS = {
    Words.FUNCTION,
    Words.SEQUENCE,
    Words.RELATION,
    Words.PREDICATE,
    Words.INJECTION,
    Words.SURJECTION,
    Words.BIJECTION
  };
  private static final int[] CONNECTIVES = {
    Words.ARROW, Words.IMPLIES_SIGN, Words.IFF_SIGN, Words.WEDGE, Words.VEE, Words.NEGATION
  };

  private final List<Piece> pieces;
  private final Set<String> functions = new HashSet<>();
  private final Set<String> propositions = new HashSet<>();

  private Functors(List<Piece> pieces) {
    this.pieces = pieces;
  }

  static List<Piece> mark(List<Piece> pieces) {
    var functors = new Functors(pieces);
    functors.collect();
    return pieces.stream().map(functors::marked).toList();
  }

  private Piece marked(Piece piece) {
    if (piece.letter() && functions.contains(piece.text())) {
      return piece.as(Words.FUNCTOR);
    }
    return piece.letter() && propositions.contains(piece.text()) ? piece.as(Words.ATOM) : piece;
  }

  private void collect() {
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i).is(NOUNS)) {
        named(i + 1, functions);
      }
      if (pieces.get(i).is(Words.PROPOSITION)) {
        named(i + 1, propositions);
      }
      if (pieces.get(i).letter()) {
        letter(i);
      }
    }
    propositions.removeAll(functions);
  }

  /** Collects the list of letters that begins at {@code i}, as in "functions f and g". */
  private void named(int i, Set<String> into) {
    for (int k = i; k < pieces.size(); k++) {
      Piece piece = pieces.get(k);
      if (piece.letter() && !article(k)) {
        into.add(piece.text());
      } else if (!piece.is(Words.COMMA, Words.AND, Words.PAUSE, Words.ZH_AND)) {
        return;
      }
    }
  }

  /** An "a" that a word follows is the article. */
  private boolean article(int k) {
    return pieces.get(k).type() == Words.A
        && !pieces.get(k).formula()
        && !at(k + 1).is(Words.COMMA, Words.AND, Words.ARROW, Words.STOP, Words.OR);
  }

  private void letter(int i) {
    String text = pieces.get(i).text();
    Piece next = at(i + 1);
    if (USUAL.contains(text) && next.is(Words.LPAREN) && next.joined()) {
      functions.add(text);
    }
    if (next.is(Words.COMPOSE) || at(i - 1).is(Words.COMPOSE)) {
      functions.add(text);
    }
    if (next.is(Words.COLON) && arrowFollows(i + 2)) {
      functions.add(text);
    }
    if (next.is(Words.UNDER) && indexed(i + 2)) {
      functions.add(text);
    }
    boolean beside = at(i - 1).is(CONNECTIVES) || next.is(CONNECTIVES);
    if (beside && !next.is(Words.LPAREN)) {
      propositions.add(text);
    }
  }

  /** Whether what stands at {@code i} is an index with a letter in it: a sequence has one. */
  private boolean indexed(int i) {
    if (!at(i).is(Words.LBRACE)) {
      return at(i).letter();
    }
    for (int k = i; !at(k).is(Words.RBRACE) && k < pieces.size(); k++) {
      if (at(k).letter()) {
        return true;
      }
    }
    return false;
  }

  private boolean arrowFollows(int i) {
    return at(i + 1).is(Words.ARROW);
  }

  private Piece at(int i) {
    return i >= 0 && i < pieces.size() ? pieces.get(i) : new Piece(-1, "", 0, false, false);
  }
}
