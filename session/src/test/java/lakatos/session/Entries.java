package lakatos.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lakatos.leanbridge.Statement;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Entries as they may come, in any order: a session must make something of all of them. */
final class Entries {
  static final Provenance BY = new Provenance("portfolio", "", 0, 3, 5, 20, 10);
  private static final List<String> NAMES = List.of("a", "b", "c", "größe");

  private Entries() {}

  static Arbitrary<List<Line>> lines() {
    return entries().list().ofMaxSize(25).map(Entries::linear);
  }

  /** Each after the one before. */
  static List<Line> linear(List<Entry> entries) {
    List<Line> lines = new ArrayList<>();
    for (Entry entry : entries) {
      int number = lines.size() + 1;
      lines.add(new Line(number, number - 1, Instant.ofEpochSecond(number), "ada", entry));
    }
    return lines;
  }

  static Arbitrary<Entry> entries() {
    Arbitrary<String> name = Arbitraries.of(NAMES);
    Arbitrary<Integer> number = Arbitraries.integers().between(1, 30);
    Arbitrary<String> words = Arbitraries.of("", "one", "two\nlines", "\"quoted\" \\ ∀ 𝔸");
    return Arbitraries.oneOf(
        name.map(Entries::lemma),
        name.map(Entries::locked),
        Combinators.combine(name, words).as((n, w) -> new Entry.Unlocked(n, hash(n), w)),
        Combinators.combine(name, name).as(Entries::lemmaFor),
        Combinators.combine(name, name).as(Entries::proved),
        name.map(Entries::refuted),
        name.map(n -> new Entry.ProofBegun(n, false, "portfolio", 1000)),
        Combinators.combine(number, name)
            .as((begun, n) -> new Entry.ProofEnded(begun, n, "open", List.of("⊢ False"), BY)),
        Combinators.combine(name, words).as(Entry.Noted::new),
        number.map(target -> new Entry.Undone(target, "something")),
        name.map(Entry.Branched::new),
        Combinators.combine(name, name)
            .as((n, gap) -> new Entry.Sketched("words", List.of(lemma(gap)), proved(n, gap))),
        name.map(n -> new Entry.Checked(n, hash(n), "proved", List.of(), List.of(), "Lean")));
  }

  static String text(String name) {
    return "theorem " + name + " (n : Nat) : n ≤ n + 1";
  }

  private static Statement statement(String name) {
    return new Statement(SessionState.EMPTY.header(), "", text(name));
  }

  static String hash(String name) {
    return Fingerprint.of(statement(name));
  }

  static Entry.LemmaAdded lemma(String name) {
    return new Entry.LemmaAdded(name, text(name), "", "", List.of(), List.of());
  }

  static Entry.LemmaAdded lemmaFor(String name, String user) {
    return new Entry.LemmaAdded(name, text(name), "", "in words", List.of(), List.of(user));
  }

  static Entry.Locked locked(String name) {
    Statement statement = statement(name);
    return new Entry.Locked(
        name, statement.header(), "", statement.text(), hash(name), "", "Lean", "", List.of());
  }

  static Entry.Proved proved(String name, String used) {
    return new Entry.Proved(
        0,
        name,
        hash(name),
        name.equals(used) ? Map.of() : Map.of(used, hash(used)),
        text(name) + " := by omega",
        true,
        false,
        List.of("propext"),
        "Lean",
        BY);
  }

  static Entry.Refuted refuted(String name) {
    return new Entry.Refuted(
        0, name, hash(name), "theorem no : ¬ True", "by simp", "0", List.of(), "Lean", BY);
  }
}
