package lakatos.app;

import java.util.List;
import java.util.stream.Collectors;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.Message;
import lakatos.prover.TheoremSource;
import lakatos.v1.Result;

/** What Lean said, in words for the user. */
final class Explanation {
  private Explanation() {}

  /** Returns one sentence on one line. */
  static String sentence(LeanException e) {
    return e.getMessage().strip().replaceAll("\\s*\\n\\s*", " ");
  }

  /** Lean's messages are about a part of the statement; the user wants places in what was given. */
  static Trouble of(LeanException e, TheoremSource source) {
    return new Trouble(sentence(e) + errors(source.inText(e)), e);
  }

  /** The same for a result that says why there is none. */
  static Trouble of(Result result, TheoremSource source) {
    List<Message> messages = source.inText(result.getError(), Replies.messages(result));
    return new Trouble(result.getError() + errors(messages));
  }

  private static String errors(List<Message> messages) {
    return messages.stream()
        .filter(Message::isError)
        .map(message -> "\n" + message)
        .collect(Collectors.joining());
  }
}
