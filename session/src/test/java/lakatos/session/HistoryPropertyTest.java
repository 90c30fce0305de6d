package lakatos.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class HistoryPropertyTest {

  @Provide
  Arbitrary<List<Line>> lines() {
    return Entries.lines();
  }

  @Provide
  Arbitrary<Entry> entries() {
    return Entries.entries();
  }

  private static History with(History history, Entry entry) {
    int number = history.head() + 1;
    return history.with(
        new Line(number, history.head(), Instant.ofEpochSecond(number), "ada", entry));
  }

  @Property
  void undo_ofWhatWasJustDone_isTheStateBefore(
      @ForAll("lines") List<Line> lines, @ForAll("entries") Entry entry) {
    Assume.that(entry.undoable() && !(entry instanceof Entry.Undone));
    History before = new History(lines);
    History done = with(before, entry);
    History undone = with(done, new Entry.Undone(done.head(), ""));
    assertThat(undone.state()).isEqualTo(before.state());
  }

  @Property
  void undo_ofAnUndoing_isTheStateThatWasUndone(
      @ForAll("lines") List<Line> lines, @ForAll("entries") Entry entry) {
    Assume.that(entry.undoable());
    History done = with(new History(lines), entry);
    History undone = with(done, new Entry.Undone(done.head(), ""));
    History redone = with(undone, new Entry.Undone(undone.head(), ""));
    assertThat(redone.state()).isEqualTo(done.state());
  }

  @Property
  void state_ofAnyEntries_hasNoCircle(@ForAll("lines") List<Line> lines) {
    SessionState state = new History(lines).state();
    for (Node node : state.nodes().values()) {
      assertThat(node.uses()).noneMatch(used -> state.reaches(used, node.name()));
    }
  }

  @Property
  void status_proved_restsOnNothingThatIsNot(@ForAll("lines") List<Line> lines) {
    SessionState state = new History(lines).state();
    for (Node node : state.nodes().values()) {
      if (state.status(node).isProved()) {
        assertThat(state.below(node)).allMatch(below -> state.status(below).isProved());
      }
    }
  }

  @Property
  void state_afterALockOfAnotherStatement_countsNoProofOfTheOld(@ForAll("lines") List<Line> lines) {
    History before = new History(lines);
    Set<String> proved =
        before.state().nodes().values().stream()
            .filter(node -> before.state().proof(node).isPresent())
            .map(Node::name)
            .collect(Collectors.toSet());
    Entry.Locked old = Entries.locked("a");
    Entry.Locked other =
        new Entry.Locked(
            "a", old.header(), "def x := 1", old.text(), "", "", "Lean", old.hash(), List.of());
    SessionState after = with(before, other).state();
    for (String name : proved) {
      assertThat(after.node(name).flatMap(after::proof)).isEmpty();
    }
  }

  @Property
  void branch_andBack_isTheStateBefore(
      @ForAll("lines") List<Line> lines, @ForAll("entries") Entry entry) {
    History before = new History(lines);
    Assume.that(before.head() > 0);
    History away = with(with(before, new Entry.Branched("away")), entry);
    List<Line> back = new ArrayList<>(away.lines());
    back.add(
        new Line(
            away.head() + 1,
            before.head(),
            Instant.EPOCH,
            "ada",
            new Entry.Switched(before.branch())));
    assertThat(new History(back).state()).isEqualTo(before.state());
    assertThat(new History(back).branch()).isEqualTo(before.branch());
  }
}
