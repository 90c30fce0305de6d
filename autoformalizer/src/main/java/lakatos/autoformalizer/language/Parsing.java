package lakatos.autoformalizer.language;

import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** The grammar at work on one text. */
final class Parsing {
  static final String NOT_UNDERSTOOD = "this phrase is not understood";

  /**
   * The most steps that the parser looks ahead, all together. A textbook sentence takes some
   * thousands; what takes more is tangled on purpose.
   */
  private static final int MAX_STEPS = 3_000_000;

  private static final int PHRASE_TOKENS = 6;

  private Parsing() {}

  /** Returns a parser that throws a {@link Misunderstanding} where the grammar has no rule. */
  static Language parser(List<Token> tokens) {
    var parser = new Language(new Bounded(tokens));
    parser.removeErrorListeners();
    parser.addErrorListener(new Refusal(tokens));
    return parser;
  }

  static Misunderstanding wrong(ParserRuleContext phrase, String message) {
    int end = Math.max(phrase.getStart().getStopIndex(), stop(phrase));
    return new Misunderstanding(phrase.getStart().getStartIndex(), end + 1, message);
  }

  private static int stop(ParserRuleContext phrase) {
    return phrase.getStop() == null ? -1 : phrase.getStop().getStopIndex();
  }

  /** Gives up on what takes too long, wherever the time is spent. */
  private static final class Bounded extends CommonTokenStream {
    private int steps;

    Bounded(List<Token> tokens) {
      super(new ListTokenSource(tokens));
    }

    @Override
    public void consume() {
      if (++steps > MAX_STEPS) {
        throw new Misunderstanding("the problem can be read in too many ways");
      }
      super.consume();
    }
  }

  /** Says which phrase it was, and nothing about the grammar. */
  private static final class Refusal extends BaseErrorListener {
    private final List<Token> tokens;

    Refusal(List<Token> tokens) {
      this.tokens = tokens;
    }

    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        @Nullable Object symbol,
        int line,
        int column,
        String message,
        @Nullable RecognitionException error) {
      Token token = (Token) symbol;
      if (token == null || token.getType() == Token.EOF) {
        Token last = tokens.get(tokens.size() - 1);
        throw new Misunderstanding(
            last.getStartIndex(), last.getStopIndex() + 1, "the sentence ends before it says all");
      }
      int first = token.getTokenIndex();
      int last = first;
      while (last + 1 < tokens.size()
          && last - first < PHRASE_TOKENS
          && !ends(tokens.get(last + 1).getType())) {
        last++;
      }
      throw new Misunderstanding(
          token.getStartIndex(), tokens.get(last).getStopIndex() + 1, NOT_UNDERSTOOD);
    }

    private static boolean ends(int type) {
      return type == Words.COMMA
          || type == Words.STOP
          || type == Words.SEMICOLON
          || type == Words.COLON;
    }
  }
}
