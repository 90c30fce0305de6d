package lakatos.autoformalizer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with the brackets of a text with LaTeX in it. */
final class LatexFault {

  /** Escaped signs come first, so that they are no brackets. */
  private static final Pattern BRACKET =
      Pattern.compile(
          "\\\\(?<environment>begin|end)\\s*\\{(?<name>[^{}]*)\\}"
              + "|\\\\(?<side>left|right)(?![a-zA-Z])\\s*(?:\\\\[{}|]|[^\\s])"
              + "|\\\\(?<display>[()\\[\\]])"
              + "|\\\\."
              + "|(?<brace>[{}])"
              + "|(?<dollar>\\$\\$?)",
          Pattern.DOTALL);

  private LatexFault() {}

  /** A bracket that is not closed yet. */
  private record Open(String kind, String sign, int at) {}

  /** Returns one sentence about the first bracket that does not match, with its place. */
  static Optional<String> of(String text) {
    Deque<Open> open = new ArrayDeque<>();
    Matcher m = BRACKET.matcher(text);
    while (m.find()) {
      Optional<String> fault = next(text, m, open);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.ofNullable(open.peek())
        .map(left -> left.sign() + " " + place(text, left.at()) + " is not closed");
  }

  private static Optional<String> next(String text, Matcher m, Deque<Open> open) {
    String sign = m.group();
    if (m.group("dollar") != null) {
      return dollar(text, m, open);
    }
    if (m.group("environment") != null) {
      String kind = "environment " + m.group("name");
      return m.group("environment").equals("begin")
          ? opens(open, kind, sign, m.start())
          : closes(text, open, kind, sign, m.start());
    }
    if (m.group("side") != null) {
      return m.group("side").equals("left")
          ? opens(open, "side", "\\left", m.start())
          : closes(text, open, "side", "\\right", m.start());
    }
    if (m.group("display") != null) {
      String kind = "()".contains(m.group("display")) ? "\\(" : "\\[";
      return "([".contains(m.group("display"))
          ? opens(open, kind, sign, m.start())
          : closes(text, open, kind, sign, m.start());
    }
    if (m.group("brace") != null) {
      return sign.equals("{")
          ? opens(open, "brace", sign, m.start())
          : closes(text, open, "brace", sign, m.start());
    }
    return Optional.empty();
  }

  /** The same sign opens and closes. */
  private static Optional<String> dollar(String text, Matcher m, Deque<Open> open) {
    boolean within = open.stream().anyMatch(o -> o.kind().startsWith("$"));
    return within
        ? closes(text, open, m.group(), m.group(), m.start())
        : opens(open, m.group(), m.group(), m.start());
  }

  private static Optional<String> opens(Deque<Open> open, String kind, String sign, int at) {
    open.push(new Open(kind, sign, at));
    return Optional.empty();
  }

  private static Optional<String> closes(
      String text, Deque<Open> open, String kind, String sign, int at) {
    Open last = open.peek();
    if (last != null && last.kind().equals(kind)) {
      open.pop();
      return Optional.empty();
    }
    return Optional.of(
        last == null
            ? sign + " " + place(text, at) + " closes nothing"
            : sign + " " + place(text, at) + " comes before " + last.sign() + " is closed");
  }

  private static String place(String text, int at) {
    String above = text.substring(0, at);
    int line = (int) above.chars().filter(c -> c == '\n').count() + 1;
    int column = at - above.lastIndexOf('\n');
    return line == 1 ? "at character " + column : "in line " + line + ", character " + column;
  }
}
