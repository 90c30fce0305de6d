package lakatos.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The lines of a journal as a tree: each follows its parent, the last one is where work goes on,
 * and a branch is at the last line that was written on it. Immutable.
 */
public final class History {
  static final String MAIN = "main";

  private final List<Line> lines;

  History(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  History with(Line line) {
    List<Line> more = new ArrayList<>(lines);
    more.add(line);
    return new History(more);
  }

  /** All lines, of every branch. */
  public List<Line> lines() {
    return lines;
  }

  /** The number of the last line, 0 if there is none. */
  int head() {
    return lines.size();
  }

  /** The branch that work goes on with. */
  public String branch() {
    return lines.isEmpty() ? MAIN : branches().get(head() - 1);
  }

  /** Where each branch is: the number of its last line. */
  public Map<String, Integer> heads() {
    Map<String, Integer> heads = new LinkedHashMap<>();
    List<String> branches = branches();
    for (int i = 0; i < branches.size(); i++) {
      heads.put(branches.get(i), i + 1);
    }
    return heads;
  }

  private List<String> branches() {
    List<String> branches = new ArrayList<>();
    String current = MAIN;
    for (Line line : lines) {
      if (line.entry() instanceof Entry.Branched begins) {
        current = begins.branch();
      } else if (line.entry() instanceof Entry.Switched to) {
        current = to.branch();
      }
      branches.add(current);
    }
    return branches;
  }

  /** The lines that led to the last one, first to last. */
  public List<Line> path() {
    return path(head());
  }

  private List<Line> path(int head) {
    List<Line> path = new ArrayList<>();
    for (int at = head; at > 0; at = lines.get(at - 1).parent()) {
      path.add(lines.get(at - 1));
    }
    Collections.reverse(path);
    return path;
  }

  /** The state that the last line left. */
  public SessionState state() {
    return state(head());
  }

  /** The state that a line left. */
  public SessionState state(int number) {
    List<Line> path = path(number);
    Set<Integer> undone = undone(path);
    SessionState state = SessionState.EMPTY;
    for (Line line : path) {
      state =
          undone.contains(line.number())
              ? line.entry().undone(state)
              : line.entry().after(state, line.stamp());
    }
    return state;
  }

  /** Numbers of the lines on the path that do not count. */
  public Set<Integer> undone() {
    return undone(path());
  }

  /** Later ones decide about earlier ones: who undoes an undoing does again what was undone. */
  private Set<Integer> undone(List<Line> path) {
    Set<Integer> undone = new HashSet<>();
    for (int i = path.size() - 1; i >= 0; i--) {
      Line line = path.get(i);
      if (line.entry() instanceof Entry.Undone undoing
          && !undone.contains(line.number())
          && undoing.target() < line.number()
          && lines.get(undoing.target() - 1).entry().undoable()) {
        undone.add(undoing.target());
      }
    }
    return undone;
  }

  /** The last line that can be taken back and has not been. */
  Optional<Line> lastUndoable() {
    List<Line> path = path();
    Set<Integer> undone = undone(path);
    for (int i = path.size() - 1; i >= 0; i--) {
      Line line = path.get(i);
      boolean undoing = line.entry() instanceof Entry.Undone;
      if (line.entry().undoable() && !undoing && !undone.contains(line.number())) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }
}
