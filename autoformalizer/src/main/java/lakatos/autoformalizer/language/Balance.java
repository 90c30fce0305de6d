package lakatos.autoformalizer.language;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * Checks that what LaTeX opens is closed, and that nothing is nested deeper than a reader follows.
 */
final class Balance {
  /** The deepest nesting of brackets. */
  static final int MAX_DEPTH = 40;

  private final Deque<Token> open = new ArrayDeque<>();

  /** {@code \\left} has its own {@code \\right}, which comes before the bracket it belongs to. */
  private final Deque<Token> sized = new ArrayDeque<>();

  private Balance() {}

  static void check(List<? extends Token> tokens) {
    var balance = new Balance();
    tokens.forEach(balance::read);
    balance.end(balance.open);
    balance.end(balance.sized);
  }

  private void end(Deque<Token> stack) {
    if (!stack.isEmpty()) {
      throw wrong(stack.peek(), stack.peek().getText() + " is never closed");
    }
  }

  private void read(Token token) {
    switch (token.getType()) {
      case Words.DOLLAR, Words.DOLLARS -> dollar(token);
      case Words.OPEN_MATH, Words.LPAREN, Words.LBRACE, Words.LSET, Words.LFLOOR, Words.LCEIL ->
          push(token);
      case Words.LEFT, Words.OPEN_BAR -> sized.push(token);
      case Words.RIGHT, Words.CLOSE_BAR -> closeSized(token);
      case Words.CLOSE_MATH, Words.RPAREN, Words.RBRACE, Words.RSET, Words.RFLOOR, Words.RCEIL ->
          close(token);
      default -> {
        // Nothing opens or closes here.
      }
    }
  }

  private void push(Token token) {
    open.push(token);
    if (open.size() > MAX_DEPTH) {
      throw wrong(token, "brackets are nested deeper than " + MAX_DEPTH);
    }
  }

  private void dollar(Token token) {
    if (!open.isEmpty() && open.peek().getType() == token.getType()) {
      open.pop();
      return;
    }
    if (open.stream().anyMatch(t -> t.getType() == token.getType())) {
      throw wrong(open.peek(), open.peek().getText() + " is not closed before " + token.getText());
    }
    open.push(token);
  }

  private void close(Token token) {
    if (open.isEmpty() || !pairs(open.peek(), token)) {
      throw wrong(token, token.getText() + " closes nothing");
    }
    open.pop();
  }

  private void closeSized(Token token) {
    if (sized.isEmpty()) {
      throw wrong(token, token.getText() + " closes nothing");
    }
    sized.pop();
  }

  private static boolean pairs(Token opening, Token closing) {
    return switch (opening.getType()) {
      case Words.OPEN_MATH ->
          closing.getText().equals(opening.getText().equals("\\(") ? "\\)" : "\\]");
      case Words.LPAREN -> closing.getType() == Words.RPAREN;
      case Words.LBRACE -> closing.getType() == Words.RBRACE;
      case Words.LSET -> closing.getType() == Words.RSET;
      case Words.LFLOOR -> closing.getType() == Words.RFLOOR;
      case Words.LCEIL -> closing.getType() == Words.RCEIL;
      default -> false;
    };
  }

  private static Misunderstanding wrong(Token token, String message) {
    return new Misunderstanding(token.getStartIndex(), token.getStopIndex() + 1, message);
  }
}
