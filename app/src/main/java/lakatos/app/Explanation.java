package lakatos.app;

import java.util.stream.Collectors;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.Message;
import lakatos.prover.TheoremSource;

/** What Lean said, in words for the user. */
final class Explanation {
  private Explanation() {}

  /** Returns one sentence on one line. */
  static String sentence(LeanException e) {
    return e.getMessage().strip().replaceAll("\\s*\\n\\s*", " ");
  }

  /** Lean's messages are about a part of the statement; the user wants places in what was given. */
  static Trouble of(LeanException e, TheoremSource source) {
    String errors =
        source.inText(e).stream()
            .filter(Message::isError)
            .map(message -> "\n" + message)
            .collect(Collectors.joining());
    return new Trouble(sentence(e) + errors, e);
  }
}
