package lakatos.prover;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import lakatos.leanbridge.Message;

/** What kind of end an attempt came to, to count. */
public final class FailureClass {

  /*
   * Lean names no kinds of errors, so its words have to do, those of a message's first line: what
   * follows are goals and terms, which may say anything. Wordings of older versions are kept.
   */

  private static final Map<String, Pattern> ERRORS = new LinkedHashMap<>();

  static {
    error("time-out", "\\(deterministic\\) timeout|maximum number of heartbeats");
    error("syntax error", "^unexpected |^expected (?!type)|; expected |^unterminated ");
    error("unknown identifier", "unknown (identifier|constant|namespace|free variable)");
    error("unknown identifier", "invalid field|environment does not contain");
    error("type mismatch", "type mismatch");
    error("unsolved goals", "^unsolved goals");
    error("linarith", "linarith.? failed");
    error("simp", "simp(_all|_rw|a|_arith)?['`]? (made no progress|failed)");
    error("missing instance", "failed to synthesize");
    error("tactic", "tactic|\\bfailed\\b|no progress|no goals|could not|motive is not");
  }

  private FailureClass() {}

  private static void error(String name, String words) {
    Pattern before = ERRORS.get(name);
    String all = before == null ? words : before.pattern() + "|" + words;
    ERRORS.put(name, Pattern.compile(all, Pattern.CASE_INSENSITIVE));
  }

  /** The verdict, with the kind of Lean's first error or the code of the first objection. */
  public static String of(Attempt attempt) {
    String verdict = attempt.verdict();
    if (verdict.equals("failed")) {
      return verdict + ": " + ofError(attempt);
    }
    return attempt.reasons().stream()
        .findFirst()
        .map(reason -> verdict + ": " + reason.code())
        .orElse(verdict);
  }

  private static String ofError(Attempt attempt) {
    return attempt.messages().stream()
        .filter(Message::isError)
        .findFirst()
        .flatMap(message -> message.text().lines().findFirst())
        .map(FailureClass::ofLine)
        .orElse("other");
  }

  private static String ofLine(String line) {
    return ERRORS.entrySet().stream()
        .filter(error -> error.getValue().matcher(line).find())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("other");
  }
}
