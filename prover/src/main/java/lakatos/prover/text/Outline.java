package lakatos.prover.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The large parts of a Lean text: the header at its top, and its theorems. */
public final class Outline {
  private static final Pattern HEADER_COMMAND =
      Pattern.compile("(?:public )?import\\s.*|(?:open|set_option|universe|universes)\\s.*");

  /**
   * What belongs to a declaration that it stands before, other than attributes and a doc comment.
   */
  private static final List<Pattern> LEADING =
      List.of(
          Pattern.compile("(?<![\\w.])(?:private|protected|nonrec|public|noncomputable)\\z"),
          Pattern.compile(
              "(?<![\\w.])(?:open|set_option|variable|include|omit|attribute|local)\\s[^\\n]*\\sin\\z"));

  private final String text;
  private final Source source;

  /**
   * A theorem or lemma.
   *
   * @param name as written, without universe parameters
   * @param keyword where the word {@code theorem} or {@code lemma} begins
   */
  public record Theorem(String name, int keyword) {}

  public Outline(String text) {
    this.text = text;
    this.source = new Source(text);
  }

  /** Returns what stands after each {@code theorem} or {@code lemma} of the code, in order. */
  public List<Theorem> theorems() {
    List<Theorem> found = new ArrayList<>();
    for (String word : List.of("theorem", "lemma")) {
      OptionalInt at = source.indexOfWord(word, 0);
      while (at.isPresent()) {
        int end = at.getAsInt() + word.length();
        found.add(new Theorem(source.nameAfter(end), at.getAsInt()));
        at = source.indexOfWord(word, end);
      }
    }
    found.sort(Comparator.comparing(Theorem::keyword));
    return found;
  }

  /** Returns where a declaration begins: attributes, modifiers and a doc comment belong to it. */
  public int start(int keyword) {
    List<Integer> starts = starts(keyword);
    return starts.get(starts.size() - 1);
  }

  /** Returns where a declaration can be said to begin, from its keyword outwards. */
  public List<Integer> starts(int keyword) {
    List<Integer> starts = new ArrayList<>(List.of(keyword));
    int start = keyword;
    for (int next = before(start); next < start; next = before(start)) {
      starts.add(next);
      start = next;
    }
    return starts;
  }

  private int before(int start) {
    String before = text.substring(0, start).stripTrailing();
    for (Pattern pattern : LEADING) {
      Matcher m = pattern.matcher(before);
      if (m.find()) {
        return m.start();
      }
    }
    int attributes = openingBracket(before);
    if (attributes > 0 && before.charAt(attributes - 1) == '@') {
      return attributes - 1;
    }
    int comment = before.lastIndexOf("/--");
    boolean doc = comment >= 0 && before.indexOf("-/", comment + 3) == before.length() - 2;
    return doc ? comment : start;
  }

  /** Where the bracket opens that the last character closes; negative if it closes none. */
  private static int openingBracket(String text) {
    int depth = 0;
    for (int i = text.length() - 1; i >= 0; i--) {
      depth += text.charAt(i) == ']' ? 1 : text.charAt(i) == '[' ? -1 : 0;
      if (depth == 0) {
        return text.charAt(i) == '[' ? i : -1;
      }
    }
    return -1;
  }

  /** Returns where the imports, openings and options at the top end, {@code limit} at most. */
  public int headerEnd(int limit) {
    List<Integer> ends = headerEnds(limit);
    return ends.isEmpty() ? 0 : ends.get(ends.size() - 1);
  }

  /** Returns the commands of the header, each on one line and without comments. */
  public List<String> header(int limit) {
    List<String> commands = new ArrayList<>();
    int start = 0;
    for (int end : headerEnds(limit)) {
      commands.add(new Source(text.substring(start, end)).bare());
      start = end;
    }
    return commands;
  }

  private List<Integer> headerEnds(int limit) {
    List<Integer> ends = new ArrayList<>();
    int end = 0;
    for (int i = source.indexOfCode(0); i < limit; i = source.indexOfCode(end)) {
      int lineEnd = endOfCommand(i);
      String command = text.substring(i, Math.min(lineEnd, limit)).strip();
      if (!HEADER_COMMAND.matcher(firstLine(command)).matches() || command.endsWith(" in")) {
        break;
      }
      end = lineEnd;
      ends.add(Math.min(end, limit));
    }
    return ends;
  }

  private static String firstLine(String command) {
    return command.lines().findFirst().orElse("");
  }

  /** A command goes on over lines that are indented deeper than it is. */
  int endOfCommand(int start) {
    String margin = text.substring(text.lastIndexOf('\n', start) + 1, start);
    int end = start;
    do {
      int newline = text.indexOf('\n', end);
      end = newline < 0 ? text.length() : newline + 1;
    } while (text.startsWith(margin + " ", end) || text.startsWith(margin + "\t", end));
    return end;
  }
}
