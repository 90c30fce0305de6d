package lakatos.prover;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lakatos.leanbridge.Statement;

/**
 * A statement as a person or a model wrote it, taken apart.
 *
 * @param statement what is to be proved
 * @param line where its text begins in the text it was taken from, from 1
 * @param column from 0
 */
public record TheoremSource(Statement statement, int line, int column) {

  /**
   * What a statement without a header of its own sees. Without the option an unknown name such as
   * {@code ℕ} would become a type variable in silence.
   */
  public static final String DEFAULT_HEADER = "set_option autoImplicit false\nuniverse u v w\n";

  private static final Pattern FENCE =
      Pattern.compile("(?ms)^\\s*```(\\w*)[^\\n]*\\n(.*?)^\\s*```");
  private static final Pattern MODIFIERS =
      Pattern.compile("(?:@\\[[^\\]\\n]*]\\s*|(?:private|protected|nonrec)\\s+)*");
  private static final Pattern HEADER_LINE =
      Pattern.compile(
          "\\s*(?:(?:public )?import |open |set_option |universe |universes ).*|\\s*|\\s*--.*");
  private static final Pattern IMPORT = Pattern.compile("(?m)^\\s*(?:public )?import .*$");
  private static final Pattern PROOF_TO_COME = Pattern.compile("(?s)\\s*(?:by\\b.*|sorry\\s*|)");

  /**
   * Takes a text apart: prose and fences, header, definitions, the theorem, the beginning of a
   * proof.
   *
   * @throws IllegalArgumentException with a sentence for the author if there is not exactly one
   *     theorem
   */
  public static TheoremSource parse(String text) {
    String code = code(text);
    int offset = text.indexOf(code);
    Source source = new Source(code);
    List<Integer> theorems = keywords(source);
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
    int start = declarationStart(code, theorems.get(0));
    String before = code.substring(0, start);
    String theorem = withoutProof(code.substring(start));
    int headerEnd = headerEnd(before);
    Statement statement =
        new Statement(
            header(before.substring(0, headerEnd)), before.substring(headerEnd).strip(), theorem);
    String above = text.substring(0, offset + start);
    int line = (int) above.chars().filter(c -> c == '\n').count() + 1;
    return new TheoremSource(statement, line, above.length() - (above.lastIndexOf('\n') + 1));
  }

  /** The last fenced block of Lean, or the whole text if nothing is fenced. */
  private static String code(String text) {
    String found = text;
    for (Matcher m = FENCE.matcher(text); m.find(); ) {
      if (m.group(1).isEmpty() || m.group(1).startsWith("lean")) {
        found = m.group(2);
      }
    }
    return found;
  }

  private static List<Integer> keywords(Source source) {
    List<Integer> found = new ArrayList<>();
    for (String word : List.of("theorem", "lemma")) {
      OptionalInt at = source.indexOfWord(word, 0);
      while (at.isPresent()) {
        found.add(at.getAsInt());
        at = source.indexOfWord(word, at.getAsInt() + word.length());
      }
    }
    return found;
  }

  /** Where the declaration begins: attributes, modifiers and a doc comment belong to it. */
  private static int declarationStart(String code, int keyword) {
    int start = keyword;
    int lineStart = code.lastIndexOf('\n', keyword) + 1;
    if (MODIFIERS.matcher(code.substring(lineStart, keyword).stripLeading()).matches()) {
      start = lineStart;
    }
    String before = code.substring(0, start).stripTrailing();
    if (before.endsWith("-/")) {
      int comment = before.lastIndexOf("/--");
      if (comment >= 0 && before.indexOf("-/", comment) == before.length() - 2) {
        return comment;
      }
    }
    return start;
  }

  /** Cuts a theorem before {@code :=} if what follows is a proof or the place for one. */
  public static String withoutProof(String theorem) {
    Source source = new Source(theorem);
    int cut = -1;
    OptionalInt at = source.indexOfOutside(":=", 0);
    while (at.isPresent()) {
      if (PROOF_TO_COME.matcher(theorem.substring(at.getAsInt() + 2)).matches()) {
        cut = at.getAsInt();
        break;
      }
      at = source.indexOfOutside(":=", at.getAsInt() + 2);
    }
    return (cut < 0 ? theorem : theorem.substring(0, cut)).strip();
  }

  private static int headerEnd(String before) {
    int end = 0;
    while (end < before.length()) {
      int next = before.indexOf('\n', end);
      int lineEnd = next < 0 ? before.length() : next + 1;
      if (!HEADER_LINE.matcher(before.substring(end, lineEnd).stripTrailing()).matches()) {
        break;
      }
      end = lineEnd;
    }
    return end;
  }

  /** Imports first, as Lean demands, then our options, then the author's. */
  private static String header(String written) {
    StringBuilder imports = new StringBuilder();
    for (Matcher m = IMPORT.matcher(written); m.find(); ) {
      imports.append(m.group().strip()).append('\n');
    }
    String rest = IMPORT.matcher(written).replaceAll("").strip();
    return imports + DEFAULT_HEADER + (rest.isEmpty() ? "" : rest + "\n");
  }
}
