package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

/**
 * The words and signs of a text, as the grammar wants them.
 *
 * <p>Dollars and spaces are gone; inside them every letter is a name of its own.
 */
final class Scanner {
  /** The most words and signs that are read. */
  static final int MAX_TOKENS = 600;

  /** Words that mean the same inside a formula. */
  private static final Set<Integer> FORMULA_WORDS =
      Set.of(Words.GCD, Words.LCM, Words.MAX, Words.MIN, Words.MOD, Words.ABS);

  private static final int LATIN_WORD_LENGTH = 3;

  private final List<Piece> pieces = new ArrayList<>();
  private boolean formula;
  private boolean joined;
  private int wordsUntil = -1;

  private Scanner() {}

  /**
   * @throws Misunderstanding if brackets or dollars do not match, the text is too long, or it has a
   *     word that means nothing
   */
  static List<Token> tokens(Text text) {
    var lexer = new Words(CharStreams.fromString(text.normal()));
    lexer.removeErrorListeners();
    List<? extends Token> all = lexer.getAllTokens();
    Balance.check(all);
    if (all.stream().filter(t -> t.getChannel() == Token.DEFAULT_CHANNEL).count() > MAX_TOKENS) {
      throw new Misunderstanding("the problem has more than " + MAX_TOKENS + " words and signs");
    }
    var scanner = new Scanner();
    all.forEach(token -> scanner.place(token, all));
    List<Piece> pieces = Functors.mark(scanner.split());
    refuseUnknown(pieces);
    return Factors.multiply(pieces).stream().map(Piece::token).toList();
  }

  private void place(Token token, List<? extends Token> all) {
    switch (token.getType()) {
      case Words.DOLLAR, Words.DOLLARS -> border(!formula);
      case Words.OPEN_MATH -> border(true);
      case Words.CLOSE_MATH -> border(false);
      case Words.SPACE -> joined &= formula;
      case Words.WIDE_SPACE -> joined = false;
      case Words.LATEX_SPACE, Words.LEFT, Words.RIGHT -> {
        // Changes nothing.
      }
      case Words.TEXT -> wordsUntil = closing(token, all);
      default -> word(token);
    }
  }

  private void border(boolean inside) {
    formula = inside;
    joined = false;
  }

  /** The words of {@code \text{…}} are words, and its braces are none. */
  private static int closing(Token text, List<? extends Token> all) {
    int depth = 0;
    for (Token token : all) {
      if (token.getStartIndex() > text.getStartIndex()) {
        depth += token.getType() == Words.LBRACE ? 1 : token.getType() == Words.RBRACE ? -1 : 0;
        if (depth == 0 && token.getType() == Words.RBRACE) {
          return token.getStartIndex();
        }
      }
    }
    throw new Misunderstanding(
        text.getStartIndex(), text.getStopIndex() + 1, text.getText() + " needs braces");
  }

  private void word(Token token) {
    boolean words = token.getStartIndex() <= wordsUntil;
    boolean brace = words && (token.getType() == Words.LBRACE || token.getType() == Words.RBRACE);
    if (brace) {
      joined = false;
      return;
    }
    pieces.add(Piece.of(token, formula && !words, joined && !words));
    joined = !words;
  }

  /** Takes words apart into letters: all in formulas, and in text those like xy beside x and y. */
  private List<Piece> split() {
    var letters = new HashSet<String>();
    pieces.stream().filter(Piece::letter).forEach(p -> letters.add(p.text()));
    var split = new ArrayList<Piece>();
    for (Piece piece : pieces) {
      boolean latin = piece.text().chars().allMatch(Scanner::latin);
      boolean inFormula =
          piece.formula()
              && latin
              && piece.text().length() > 1
              && !FORMULA_WORDS.contains(piece.type());
      if (inFormula || product(piece, letters)) {
        letters(piece, split);
      } else if (piece.type() == Words.NUMBER && afterFraction(split)) {
        digits(piece, split);
      } else {
        split.add(piece);
      }
    }
    return split;
  }

  private static boolean latin(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean product(Piece piece, Set<String> letters) {
    return piece.type() == Words.WORD
        && piece.text().length() <= LATIN_WORD_LENGTH
        && piece.text().chars().mapToObj(Character::toString).allMatch(letters::contains);
  }

  private static void letters(Piece piece, List<Piece> into) {
    for (int i = 0; i < piece.text().length(); i++) {
      boolean article = piece.text().charAt(i) == 'a' || piece.text().charAt(i) == 'A';
      into.add(piece.part(article ? Words.A : Words.LETTER, i, 1));
    }
  }

  /** {@code \frac12} is a half. */
  private static boolean afterFraction(List<Piece> before) {
    return !before.isEmpty() && before.get(before.size() - 1).is(Words.FRAC, Words.BINOM);
  }

  private static void digits(Piece piece, List<Piece> into) {
    int length = piece.text().length();
    if (length > 2) {
      throw new Misunderstanding(
          piece.start(), piece.start() + length, "this fraction needs braces");
    }
    for (int i = 0; i < length; i++) {
      into.add(piece.part(Words.NUMBER, i, 1));
    }
  }

  private static void refuseUnknown(List<Piece> pieces) {
    for (int i = 0; i < pieces.size(); i++) {
      if (unknown(pieces.get(i))) {
        int last = i;
        while (last + 1 < pieces.size() && unknown(pieces.get(last + 1))) {
          last++;
        }
        Piece end = pieces.get(last);
        throw new Misunderstanding(
            pieces.get(i).start(), end.start() + end.text().length(), Parsing.NOT_UNDERSTOOD);
      }
    }
  }

  private static boolean unknown(Piece piece) {
    return piece.is(Words.UNKNOWN, Words.WORD, Words.GROUPED);
  }
}
