package lakatos.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import lakatos.session.SessionException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a session's folder stands, without Lean. */
final class SessionFolderTest {
  @TempDir Path temporary;

  private Path folder() {
    return temporary.resolve("s");
  }

  private Session create() {
    return Session.create(folder(), "title", "", "ada", Clock.systemUTC());
  }

  private Session open() {
    return Session.open(folder(), "bob", Clock.systemUTC());
  }

  private SessionException failure() {
    return catchThrowableOfType(SessionException.class, () -> open().close());
  }

  @Test
  void open_noSession_saysHowToMakeOne() {
    assertThat(failure().reason()).isEqualTo(Reason.NO_SESSION);
    assertThat(failure()).hasMessageContaining("'lakatos session new' makes one");
  }

  @Test
  void open_aSecondTime_isRefused() {
    try (Session session = create()) {
      assertThat(session.root()).isDirectory();
      assertThat(failure().reason()).isEqualTo(Reason.IN_USE);
      assertThat(failure()).hasMessageContaining("(" + ProcessHandle.current().pid() + ")");
    }
  }

  @Test
  void create_folderThatHoldsSomethingElse_isRefused() throws IOException {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("thesis.tex"), "");
    SessionException refused = catchThrowableOfType(SessionException.class, () -> create().close());
    assertThat(refused).hasMessageContaining("is not empty");
  }

  @Test
  void open_journalCutInALine_dropsItAndSaysSo() throws IOException {
    try (Session session = create()) {
      session.append(Entries.lemma("a"));
      session.append(Entries.lemma("b"));
    }
    Path journal = folder().resolve("journal.jsonl");
    byte[] whole = Files.readAllBytes(journal);
    Files.write(journal, java.util.Arrays.copyOf(whole, whole.length - 7));
    try (Session session = open()) {
      assertThat(session.remarks())
          .containsExactly(
              "the journal ended in the middle of entry 3, which was dropped; everything before it"
                  + " is there");
      assertThat(session.state().nodes()).containsOnlyKeys("a");
    }
  }

  @Test
  void open_aLineThatIsNoEntry_isNamed() throws IOException {
    create().close();
    Files.writeString(
        folder().resolve("journal.jsonl"), "{\"number\":2}\n", StandardOpenOption.APPEND);
    assertThat(failure().reason()).isEqualTo(Reason.DAMAGED);
    assertThat(failure()).hasMessageContaining("line 2 is no entry");
  }

  @Test
  void open_aLockedTextChangedInTheJournal_isRefused() throws IOException {
    try (Session session = create()) {
      session.append(Entries.locked("a"));
    }
    Path journal = folder().resolve("journal.jsonl");
    Files.writeString(journal, Files.readString(journal).replace("n ≤ n + 1", "n ≤ n + 2"));
    assertThat(failure().reason()).isEqualTo(Reason.TAMPERED);
    assertThat(failure()).hasMessageContaining("line 2 locks a as sha256:");
  }

  @Test
  void open_filesThatAreMissingOrOld_areMadeAnew() throws IOException {
    try (Session session = create()) {
      session.append(Entries.locked("a"));
    }
    String yaml = Files.readString(folder().resolve("session.yaml"));
    Files.delete(folder().resolve("session.yaml"));
    Files.delete(folder().resolve("nodes").resolve("a.lean"));
    try (Session session = open()) {
      assertThat(session.remarks()).isEmpty();
      assertThat(folder().resolve("session.yaml")).hasContent(yaml);
      assertThat(folder().resolve("nodes/a.lean")).isRegularFile();
    }
  }

  @Test
  void open_editedNode_isShownAndKept() throws IOException {
    try (Session session = create()) {
      session.append(Entries.lemma("a"));
    }
    Path node = folder().resolve("nodes/a.lean");
    String edited = Files.readString(node).replace("sorry", "omega");
    Files.writeString(node, edited);
    try (Session session = open()) {
      assertThat(session.remarks())
          .containsExactly("nodes/a.lean has been edited; 'diff' shows how");
      assertThat(session.edits().get(node)).contains("-   sorry", "+   omega");
      session.note("", "something else happens");
      assertThat(node).hasContent(edited);
    }
  }

  @Test
  void undo_aLock_isRefusedForItIsAPromise() {
    try (Session session = create()) {
      session.append(Entries.locked("a"));
      SessionException refused =
          catchThrowableOfType(SessionException.class, () -> session.undo(2));
      assertThat(refused).hasMessageContaining("cannot be taken back");
    }
  }

  @Test
  void status_aRefutedLemma_invalidatesWhatRestsOnIt() {
    try (Session session = create()) {
      session.append(Entries.lemma("a"));
      session.append(Entries.lemmaFor("b", "a"));
      session.append(Entries.proved("a", "b"));
      session.append(Entries.refuted("b"));
      SessionState state = session.state();
      assertThat(state.status(session.node("a"))).hasToString("invalid on b");
      session.undo();
      assertThat(session.state().status(session.node("a"))).hasToString("conditional on b");
    }
  }
}
