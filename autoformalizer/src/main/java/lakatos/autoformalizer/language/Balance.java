package lakatos.autoformalizer.language;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * Checks that brackets of formulas are closed, and that nothing is nested deeper than a reader
 * follows. What LaTeX itself opens is closed in every {@link
 * lakatos.autoformalizer.InformalProblem}.
 */
final class Balance {
  /** The deepest nesting of brackets. */
  static final int MAX_DEPTH = 40;

  private final Deque<Token> open = new ArrayDeque<>();

  /** A bar may stand across other brackets. */
  private final Deque<Token> bars = new ArrayDeque<>();

  private Balance() {}

  static void check(List<? extends Token> tokens) {
    var balance = new Balance();
    tokens.forEach(balance::read);
    balance.end(balance.open);
    balance.end(balance.bars);
  }

  private void end(Deque<Token> stack) {
    if (!stack.isEmpty()) {
      throw wrong(stack.peek(), stack.peek().getText() + " is never closed");
    }
  }

  private void read(Token token) {
    switch (token.getType()) {
      case Words.LPAREN, Words.LBRACE, Words.LSET, Words.LFLOOR, Words.LCEIL -> push(token);
      case Words.OPEN_BAR -> bars.push(token);
      case Words.CLOSE_BAR -> closeBar(token);
      case Words.RPAREN, Words.RBRACE, Words.RSET, Words.RFLOOR, Words.RCEIL -> close(token);
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

  private void close(Token token) {
    if (open.isEmpty() || !pairs(open.peek(), token)) {
      throw wrong(token, token.getText() + " closes nothing");
    }
    open.pop();
  }

  private void closeBar(Token token) {
    if (bars.isEmpty()) {
      throw wrong(token, token.getText() + " closes nothing");
    }
    bars.pop();
  }

  private static boolean pairs(Token opening, Token closing) {
    return switch (opening.getType()) {
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
