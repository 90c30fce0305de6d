package lakatos.prover.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.StringJoiner;

/** The namespaces and sections of a piece of Lean text. */
public final class Scopes {
  private static final List<String> OPENING = List.of("namespace", "section", "mutual");
  private static final List<String> SETTING = List.of("open", "set_option");

  private final String text;
  private final Source source;
  private final List<Scope> open = new ArrayList<>();
  private final int end;

  /**
   * One level: {@code namespace A.B} makes two.
   *
   * @param name empty for a section without one
   * @param settings what is opened and set there for all that comes
   */
  private record Scope(boolean isNamespace, String name, List<String> settings) {}

  private record Word(String text, int start) {
    int end() {
      return start + text.length();
    }
  }

  public Scopes(String text) {
    this.text = text;
    this.source = new Source(text);
    this.end = read();
  }

  /**
   * Returns where what surrounds the text ends: at the first {@code end} of nothing that begins in
   * it. The end of the text if there is none.
   */
  public int end() {
    return end;
  }

  /**
   * Returns commands that leave the namespaces open at the end of the text, so that what comes then
   * finds everything by the same names. Empty if there are none, or if it is not sure which.
   */
  public String exit() {
    List<Scope> left = open.stream().dropWhile(scope -> !scope.isNamespace).toList();
    if (left.isEmpty() || end < text.length()) {
      return "";
    }
    StringBuilder ends = new StringBuilder();
    StringJoiner opened = new StringJoiner(" ", "open ", "\n");
    StringBuilder settings = new StringBuilder();
    StringJoiner namespace = new StringJoiner(".");
    for (Scope scope : left) {
      ends.insert(0, ("end " + scope.name).strip() + "\n");
      if (scope.isNamespace) {
        opened.add(namespace.add(scope.name).toString());
      }
      scope.settings.forEach(setting -> settings.append(setting).append('\n'));
    }
    return ends.toString() + opened + settings;
  }

  private int read() {
    for (Word word : words()) {
      if (SETTING.contains(word.text)) {
        set(word);
        continue;
      }
      List<String> names = names(word);
      if (!word.text.equals("end")) {
        boolean isNamespace = word.text.equals("namespace");
        names.forEach(name -> open.add(new Scope(isNamespace, name, new ArrayList<>())));
      } else if (closes(names)) {
        open.subList(open.size() - names.size(), open.size()).clear();
      } else {
        return word.start;
      }
    }
    return text.length();
  }

  private List<Word> words() {
    List<Word> words = new ArrayList<>();
    for (List<String> kinds : List.of(OPENING, SETTING, List.of("end"))) {
      for (String kind : kinds) {
        OptionalInt at = source.indexOfWord(kind, 0);
        while (at.isPresent()) {
          Word word = new Word(kind, at.getAsInt());
          words.add(word);
          at = source.indexOfWord(kind, word.end());
        }
      }
    }
    words.sort(Comparator.comparing(Word::start));
    return words;
  }

  /** The parts of the name that stands behind a word on its line; one, empty, if none does. */
  private List<String> names(Word word) {
    int next = source.indexOfCode(word.end());
    boolean named = text.substring(word.end(), next).indexOf('\n') < 0;
    return List.of((named ? source.nameAfter(word.end()) : "").split("\\.", -1));
  }

  private boolean closes(List<String> names) {
    int from = open.size() - names.size();
    return from >= 0
        && open.subList(from, open.size()).stream().map(Scope::name).toList().equals(names);
  }

  /** A command stands at the margin and has no {@code in}; else it is for one term or tactic. */
  private void set(Word word) {
    boolean margin = word.start == 0 || text.charAt(word.start - 1) == '\n';
    String command = text.substring(word.start, new Outline(text).endOfCommand(word.start)).strip();
    boolean alone = new Source(command).indexOfWord("in", 0).isPresent();
    if (margin && !alone && !open.isEmpty()) {
      open.get(open.size() - 1).settings.add(command);
    }
  }
}
