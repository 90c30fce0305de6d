package lakatos.prover;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.Message;
import lakatos.leanbridge.Statement;
import lakatos.prover.text.Outline;
import lakatos.prover.text.Source;

/** A statement as a person or a model wrote it, taken apart. */
public final class TheoremSource {

  /**
   * What a statement without a header of its own sees. Without the option an unknown name such as
   * {@code ℕ} would become a type variable in silence.
   */
  public static final String DEFAULT_HEADER = "set_option autoImplicit false\nuniverse u v w\n";

  private static final Pattern DEFAULTS =
      Pattern.compile("set_option autoImplicit false\n(?:universe(?: [uvw])+\n)?");

  /** A universe that the author declares must not be declared by us too. */
  private static final Pattern UNIVERSES =
      Pattern.compile(
          "(?m)^\\s*universes?\\s+(.*)$"
              + "|(?:theorem|lemma|def|abbrev|structure|inductive|class)\\s+\\S+?\\.\\{([^}]*)}");

  private static final Pattern FENCE =
      Pattern.compile("(?ms)^\\s*```(\\w*)[^\\n]*\\n(.*?)(?:^\\s*```|\\z)");
  private static final Pattern PROOF_TO_COME = Pattern.compile("(?s)\\s*(?:by\\b.*|sorry\\s*|)");

  private final Statement statement;

  /** For each line of the statement's header, which line of the text it was. */
  private final List<Integer> headerLines;

  private final Place preamble;
  private final Place theorem;

  /**
   * A place in a text.
   *
   * @param line from 1
   * @param column in characters, from 0
   */
  public record Place(int line, int column) {

    static Place of(String text, int index) {
      String above = text.substring(0, index);
      int lineStart = above.lastIndexOf('\n') + 1;
      int line = (int) above.chars().filter(c -> c == '\n').count() + 1;
      return new Place(line, above.codePointCount(lineStart, above.length()));
    }

    /** Returns where a message about a text that begins here belongs. */
    private Message shift(Message message) {
      int shifted = message.column() + (message.line() == 1 ? column : 0);
      return new Message(message.severity(), line + message.line() - 1, shifted, message.text());
    }
  }

  private TheoremSource(
      Statement statement, List<Integer> headerLines, Place preamble, Place theorem) {
    this.statement = statement;
    this.headerLines = List.copyOf(headerLines);
    this.preamble = preamble;
    this.theorem = theorem;
  }

  /** Returns a header without what {@link #parse} adds to every one. */
  public static String withoutDefaults(String header) {
    return DEFAULTS.matcher(header).replaceFirst("").strip();
  }

  /** What is to be proved. */
  public Statement statement() {
    return statement;
  }

  /** Where the theorem begins in the text it was taken from, its doc comment included. */
  public Place theorem() {
    return theorem;
  }

  /**
   * Takes a text apart: prose and fences, header, definitions, the theorem, the beginning of a
   * proof.
   *
   * @throws IllegalArgumentException with a sentence for the author if there is not exactly one
   *     theorem
   */
  public static TheoremSource parse(String written) {
    String text = plain(written);
    Code code = Code.of(text);
    List<Integer> theorems = code.theorems();
    if (theorems.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no theorem in the text; a statement reads `theorem NAME ... : ...`");
    }
    if (theorems.size() > 1) {
      throw new IllegalArgumentException(
          "there are "
              + theorems.size()
              + " theorems; give one, or a file whose gaps are to be filled");
    }
    int start = code.outline().start(theorems.get(0));
    int headerEnd = code.outline().headerEnd(start);
    int preamble = Math.min(start, new Source(code.text()).indexOfCode(headerEnd));
    Header header = Header.of(code, headerEnd, Place.of(text, code.offset()).line());
    Statement statement =
        new Statement(
            header.text(),
            code.text().substring(preamble, start).strip(),
            withoutProof(code.text().substring(start)));
    return new TheoremSource(
        statement,
        header.lines(),
        Place.of(text, code.offset() + preamble),
        Place.of(text, code.offset() + start));
  }

  /** Lean source has no byte order mark, and its lines end in one character. */
  private static String plain(String written) {
    String marked = written.replace("\r\n", "\n");
    return marked.startsWith("\uFEFF") ? marked.substring(1) : marked;
  }

  /** Cuts a theorem before the {@code :=} of its proof, or of the place for one. */
  public static String withoutProof(String theorem) {
    Source source = new Source(theorem);
    OptionalInt body = source.indexOfBody(0);
    if (body.isEmpty()) {
      // a `let` by pattern matching has no := that would make up for it
      body = source.indexOfOutside(":=", 0);
      while (body.isPresent() && !isProofToCome(theorem, body.getAsInt())) {
        body = source.indexOfOutside(":=", body.getAsInt() + 2);
      }
    }
    return (body.isEmpty() ? theorem : theorem.substring(0, body.getAsInt())).strip();
  }

  private static boolean isProofToCome(String theorem, int at) {
    return PROOF_TO_COME.matcher(theorem.substring(at + 2)).matches();
  }

  /**
   * Returns Lean's messages about one part of the statement, with their places in the text that was
   * parsed.
   *
   * @param e says which part is at fault
   */
  public List<Message> inText(LeanException e) {
    return inText(e.getMessage(), e.messages());
  }

  /**
   * The same for what a server says.
   *
   * @param fault says which part is at fault
   */
  public List<Message> inText(String fault, List<Message> messages) {
    return messages.stream().map(message -> inText(fault, message)).toList();
  }

  private Message inText(String fault, Message message) {
    if (fault.startsWith("the preamble")) {
      return preamble.shift(message);
    }
    if (fault.startsWith("the header")) {
      int line = Math.min(message.line(), headerLines.size());
      return new Message(
          message.severity(), headerLines.get(line - 1), message.column(), message.text());
    }
    return theorem.shift(message);
  }

  /** The Lean in a text, and where in it it begins. */
  private record Code(String text, int offset) {

    /** The last fenced block of Lean with a theorem in it, or the whole text if there is none. */
    static Code of(String text) {
      Code found = new Code(text, 0);
      boolean fenced = false;
      for (Matcher m = FENCE.matcher(text); m.find(); ) {
        Code block = new Code(m.group(2), m.start(2));
        boolean lean = m.group(1).isEmpty() || m.group(1).startsWith("lean");
        if (lean && (!fenced || !block.theorems().isEmpty())) {
          found = block;
          fenced = true;
        }
      }
      return found;
    }

    /**
     * Where theorems are. A sentence before them may have the word too: what counts begins a line,
     * or comes after one that does.
     */
    List<Integer> theorems() {
      List<Integer> found = outline().theorems().stream().map(Outline.Theorem::keyword).toList();
      int first = found.stream().mapToInt(i -> i).filter(this::beginsLine).min().orElse(0);
      return found.stream().filter(i -> i >= first).toList();
    }

    private boolean beginsLine(int keyword) {
      int start = outline().start(keyword);
      return text.substring(text.lastIndexOf('\n', Math.max(start - 1, 0)) + 1, start).isBlank();
    }

    Outline outline() {
      return new Outline(text);
    }
  }

  /** A header in Lean's order, and for each of its lines which one of the author's it was. */
  private record Header(String text, List<Integer> lines) {

    /** Imports first, as Lean demands, then our options, then the author's. */
    static Header of(Code code, int end, int firstLine) {
      List<String> written = code.text().substring(0, end).lines().toList();
      StringBuilder text = new StringBuilder();
      List<Integer> lines = new ArrayList<>();
      for (int i = 0; i < written.size(); i++) {
        if (isImport(written.get(i))) {
          text.append(written.get(i).strip()).append('\n');
          lines.add(firstLine + i);
        }
      }
      String defaults = defaults(code.text());
      text.append(defaults);
      defaults.lines().forEach(ours -> lines.add(firstLine));
      for (int i = 0; i < written.size(); i++) {
        if (!isImport(written.get(i)) && !written.get(i).isBlank()) {
          text.append(written.get(i)).append('\n');
          lines.add(firstLine + i);
        }
      }
      return new Header(text.toString(), lines);
    }

    private static String defaults(String code) {
      Set<String> declared = new HashSet<>();
      for (Matcher m = UNIVERSES.matcher(code); m.find(); ) {
        String names = m.group(1) != null ? m.group(1) : m.group(2);
        declared.addAll(List.of(names.split("[\\s,]+")));
      }
      String left =
          Stream.of("u", "v", "w")
              .filter(name -> !declared.contains(name))
              .collect(Collectors.joining(" "));
      return DEFAULT_HEADER.replace(
          "universe u v w\n", left.isEmpty() ? "" : "universe " + left + "\n");
    }

    private static boolean isImport(String line) {
      return line.strip().startsWith("import ") || line.strip().startsWith("public import ");
    }
  }
}
