package lakatos.session;

import static lakatos.session.SessionException.Reason.TAMPERED;
import static lakatos.session.SessionException.refused;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A session that this process has open. What happens is in the journal before anybody hears of it,
 * so that the process can end at any moment. Thread-safe.
 */
public final class Session implements AutoCloseable {
  private final Folder folder;
  private final Journal journal;
  private final Projections projections;
  private final String author;
  private final Clock clock;
  private final List<String> remarks = new ArrayList<>();
  private final List<Consumer<Line>> listeners = new CopyOnWriteArrayList<>();

  @GuardedBy("this")
  private History history;

  private Session(Folder folder, String author, Clock clock) {
    this.folder = folder;
    this.author = author;
    this.clock = clock;
    this.journal = new Journal(folder.journal());
    this.projections = new Projections(folder);
    this.history = new History(journal.found());
    if (!journal.cut().isEmpty()) {
      remarks.add(
          "the journal ended in the middle of entry "
              + (history.head() + 1)
              + ", which was dropped; everything before it is there");
    }
  }

  /**
   * Makes a session.
   *
   * @param author who entries are by
   * @throws SessionException if the folder is one already, or holds something else
   */
  public static Session create(Path root, String title, String source, String author, Clock clock) {
    Session session = make(Folder.create(root), author, clock);
    session.append(new Entry.Created(title, source, Entry.Created.FORMAT));
    return session;
  }

  /**
   * Opens a session; {@link #remarks} says what was noticed.
   *
   * @throws SessionException {@code NO_SESSION}, {@code IN_USE}, {@code DAMAGED} or {@code
   *     TAMPERED}
   */
  public static Session open(Path root, String author, Clock clock) {
    Session session = make(Folder.open(root), author, clock);
    try {
      session.inspect();
      return session;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private static Session make(Folder folder, String author, Clock clock) {
    try {
      return new Session(folder, author, clock);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** Whether a folder is a session. */
  public static boolean isSession(Path folder) {
    return Folder.isSession(folder);
  }

  private synchronized void inspect() {
    for (Line line : history.lines()) {
      if (line.entry() instanceof Entry.Created created
          && created.format() != Entry.Created.FORMAT) {
        throw refused(
            folder.root()
                + " is a session of format "
                + created.format()
                + ", and this program writes "
                + Entry.Created.FORMAT);
      }
      if (line.entry() instanceof Entry.Locked locked
          && !Fingerprint.of(locked.statement()).equals(locked.hash())) {
        throw new SessionException(
            TAMPERED,
            folder.journal()
                + " line "
                + line.number()
                + " locks "
                + locked.name()
                + " as "
                + Fingerprint.brief(locked.hash())
                + ", which is not the hash of what it says; restore the file");
      }
    }
    for (Projections.Edit edit : projections.edits(history)) {
      remarks.add(folder.root().relativize(edit.file()) + " has been edited; 'diff' shows how");
    }
    projections.write(history);
  }

  /** What was noticed when the session was opened, a sentence each. */
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  public Path root() {
    return folder.root();
  }

  /** Who entries of this process are by. */
  public String author() {
    return author;
  }

  public synchronized History history() {
    return history;
  }

  public synchronized SessionState state() {
    return history.state();
  }

  /** Tells of every entry from now on, on the thread that makes it. */
  public void listen(Consumer<Line> listener) {
    listeners.add(listener);
  }

  Projections projections() {
    return projections;
  }

  Folder folder() {
    return folder;
  }

  /** Returns a node. */
  public Node node(String name) {
    SessionState state = state();
    return state
        .node(name)
        .orElseThrow(
            () ->
                refused(
                    "there is no node "
                        + name
                        + (state.nodes().isEmpty()
                            ? "; lock a statement first"
                            : "; there are " + String.join(", ", state.nodes().keySet()))));
  }

  /** Writes an entry down, and then tells of it. */
  Line append(Entry entry) {
    return append(entry, history().head());
  }

  private Line append(Entry entry, int parent) {
    Line line;
    synchronized (this) {
      int at = parent < history.head() && !moves(entry) ? history.head() : parent;
      line = new Line(history.head() + 1, at, clock.instant(), author, entry);
      journal.append(line);
      history = history.with(line);
      projections.write(history);
    }
    listeners.forEach(listener -> listener.accept(line));
    return line;
  }

  private static boolean moves(Entry entry) {
    return entry instanceof Entry.Branched || entry instanceof Entry.Switched;
  }

  /**
   * Says whether the locked statements' files are what was locked.
   *
   * @throws SessionException {@code TAMPERED} with the difference if they are not
   */
  public void requireLocks() {
    projections
        .tampering(history())
        .ifPresent(
            edit -> {
              throw new SessionException(
                  TAMPERED,
                  edit.file()
                      + " is not what was locked; 'unlock' and 'lock' to change the statement, or"
                      + " delete the file to have it back\n"
                      + String.join("\n", edit.diff()));
            });
  }

  /** What people have edited, with the difference for each file. */
  public Map<Path, List<String>> edits() {
    Map<Path, List<String>> edits = new LinkedHashMap<>();
    projections.edits(history()).forEach(edit -> edits.put(edit.file(), edit.diff()));
    return edits;
  }

  /**
   * What has become of statements and where they stand since then.
   *
   * @param when an entry's number, or a branch for its end
   */
  public List<String> since(String when) {
    History known = history();
    Integer number = known.heads().get(when);
    if (number == null) {
      if (!when.matches("\\d{1,9}") || Integer.parseInt(when) > known.head()) {
        throw refused("there is no entry or branch " + when);
      }
      number = Integer.parseInt(when);
    }
    return LineDiff.of(overview(known.state(number)), overview(known.state()));
  }

  private static String overview(SessionState state) {
    StringBuilder text = new StringBuilder();
    text.append(SessionState.paragraphs(state.header(), state.preamble(), state.definitions()));
    for (Node node : state.nodes().values()) {
      text.append('\n').append(node.text()).append("\n  -- ").append(state.status(node));
    }
    return text.toString();
  }

  // --- verbs that need no Lean ---------------------------------------------------------------

  /** Keeps somebody's words; an empty name is for the whole. */
  public Line note(String name, String text) {
    if (text.isBlank()) {
      throw refused("the note is empty");
    }
    return append(new Entry.Noted(name.isEmpty() ? "" : node(name).name(), text));
  }

  /** Takes the last step back that can be. */
  public Line undo() {
    return undo(
        history()
            .lastUndoable()
            .orElseThrow(() -> refused("there is nothing to undo; locks are changed by 'unlock'"))
            .number());
  }

  /** Takes one entry back; of an undoing, that does again what was undone. */
  public Line undo(int number) {
    History known = history();
    Line line =
        known.path().stream()
            .filter(candidate -> candidate.number() == number)
            .findFirst()
            .orElseThrow(() -> refused("there is no entry " + number + " on this branch"));
    if (!line.entry().undoable()) {
      throw refused("entry " + number + " cannot be taken back (" + line.entry().sentence() + ")");
    }
    if (known.undone().contains(number)) {
      throw refused("entry " + number + " does not count already");
    }
    return append(new Entry.Undone(number, line.entry().sentence()));
  }

  /** Begins a branch where work is now. */
  public Line branch(String name) {
    if (!name.matches("[\\p{L}\\p{N}_./-]+")) {
      throw refused("a branch is named by letters, digits and _./-: " + name);
    }
    History known = history();
    if (known.heads().containsKey(name) || name.equals(History.MAIN)) {
      throw refused("there is a branch " + name + " already; 'branch " + name + "' goes there");
    }
    return append(new Entry.Branched(name), known.head());
  }

  /** Goes on with a branch. */
  public Line switchTo(String name) {
    Integer head = history().heads().get(name);
    if (head == null) {
      throw refused("there is no branch " + name);
    }
    return append(new Entry.Switched(name), head);
  }

  /** Lets a locked statement be changed. */
  public Line unlock(String name, String reason) {
    Node node = node(name);
    Node.Lock lock = node.lock().orElseThrow(() -> refused(name + " is not locked"));
    return append(new Entry.Unlocked(name, lock.hash(), reason));
  }

  @Override
  public void close() {
    journal.close();
    folder.close();
  }
}
