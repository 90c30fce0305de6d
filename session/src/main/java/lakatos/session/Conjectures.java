package lakatos.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads files in the form of formal-conjectures: theorems with a category and subjects, among
 * definitions, variants and tests.
 */
public final class Conjectures {
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?:@\\[|/--|(?:theorem|lemma|example|def|noncomputable|abbrev|structure|inductive|class"
              + "|instance|namespace|end|section|open|variable|universe|local|scoped|notation"
              + "|set_option|attribute|private|protected|import|public|macro|syntax|opaque)\\b)");
  private static final Pattern LEADING =
      Pattern.compile("(?s)\\s*(?:/--.*?-/\\s*|@\\[[^]]*]\\s*)*");
  private static final Pattern THEOREM =
      Pattern.compile(
          "(?:(?:private|protected)\\s+)?(?:theorem|lemma)\\s+(\\S+?)(?=[\\s:({\\[]|$)");
  private static final Pattern DOC = Pattern.compile("(?s)/--(.*?)-/");
  private static final Pattern ATTRIBUTES = Pattern.compile("@\\[([^]]*)]\\s*");
  private static final Pattern CATEGORY = Pattern.compile("\\bcategory\\s+([\\w ]+)");
  private static final Pattern SUBJECTS = Pattern.compile("\\bAMS((?:\\s+\\d+)+)");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern FOREIGN =
      Pattern.compile("(?m)^(?:public )?import\\s+FormalConjectures\\S*\\s*$\\n?");

  private Conjectures() {}

  /** A conjecture, and the file that it is in. */
  public record Found(Path file, Conjecture conjecture) {}

  /**
   * Finds conjectures in a folder and those below it, in the order of their files.
   *
   * @throws IOException if a file cannot be read
   */
  public static List<Found> list(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files =
          walk.filter(file -> file.toString().endsWith(".lean") && Files.isRegularFile(file))
              .filter(file -> !file.toString().contains("/."))
              .sorted()
              .toList();
    }
    List<Found> found = new ArrayList<>();
    for (Path file : files) {
      of(Files.readString(file)).forEach(conjecture -> found.add(new Found(file, conjecture)));
    }
    return found;
  }

  /** Reads the theorems of a file. Its own imports are left out: Lakatos knows no such library. */
  public static List<Conjecture> of(String file) {
    List<Conjecture> conjectures = new ArrayList<>();
    StringBuilder before = new StringBuilder();
    for (String block : blocks(FOREIGN.matcher(file.replace("\r\n", "\n")).replaceAll(""))) {
      Matcher leading = LEADING.matcher(block);
      int start = leading.lookingAt() ? leading.end() : 0;
      Matcher theorem = THEOREM.matcher(block).region(start, block.length());
      if (theorem.lookingAt()) {
        conjectures.add(conjecture(theorem.group(1), block, start, before.toString()));
      } else if (!block.startsWith("example", start)) {
        before.append(block.strip()).append("\n\n");
      }
    }
    return conjectures;
  }

  private static Conjecture conjecture(String name, String block, int start, String before) {
    String leading = block.substring(0, start);
    Matcher doc = DOC.matcher(leading);
    String informal = doc.find() ? doc.group(1).strip().replaceAll("\\s*\\n\\s*", " ") : "";
    String attributes =
        ATTRIBUTES
            .matcher(leading)
            .results()
            .map(m -> m.group(1))
            .collect(Collectors.joining(", "));
    Matcher category = CATEGORY.matcher(attributes);
    String text = block.substring(start).strip();
    return new Conjecture(
        name,
        category.find() ? category.group(1).strip() : "",
        subjects(attributes),
        informal,
        Conjecture.asks(text),
        before + text);
  }

  private static Set<Integer> subjects(String attributes) {
    Set<Integer> subjects = new TreeSet<>();
    Matcher matcher = SUBJECTS.matcher(attributes);
    if (matcher.find()) {
      NUMBER
          .matcher(matcher.group(1))
          .results()
          .forEach(number -> subjects.add(Integer.valueOf(number.group())));
    }
    return subjects;
  }

  /** Cuts a file where commands begin at a line's start; doc and attributes stay with theirs. */
  private static List<String> blocks(String file) {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    boolean headed = false; // the block so far is doc and attributes
    int depth = 0;
    for (String line : withoutComments(file).lines().toList()) {
      if (depth == 0 && COMMAND.matcher(line).lookingAt()) {
        if (!headed && block.length() > 0) {
          blocks.add(block.toString());
          block.setLength(0);
        }
        headed = line.startsWith("/--") || (line.startsWith("@[") && isOnlyAttributes(line));
      }
      depth += count(line, "/-") - count(line, "-/");
      block.append(line).append('\n');
    }
    blocks.add(block.toString());
    return blocks.stream().filter(text -> !text.isBlank()).toList();
  }

  private static boolean isOnlyAttributes(String line) {
    return ATTRIBUTES.matcher(line).replaceAll("").isBlank() || !line.contains("]");
  }

  /** Licences and module docs say nothing to Lean. */
  private static String withoutComments(String file) {
    return file.replaceAll("(?s)/-(?!-).*?-/[ \\t]*\\n?", "");
  }

  private static int count(String text, String mark) {
    int count = 0;
    for (int i = text.indexOf(mark); i >= 0; i = text.indexOf(mark, i + mark.length())) {
      count++;
    }
    return count;
  }
}
