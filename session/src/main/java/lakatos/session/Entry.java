package lakatos.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lakatos.leanbridge.Statement;

/**
 * One thing that happened in a session. Entries are never changed: what a session is follows from
 * them, in their order.
 */
public sealed interface Entry {

  /** One line for people. */
  String sentence();

  /** The state after this; any entry can follow any state. */
  SessionState after(SessionState state, Stamp stamp);

  /** The state after this has been taken back: a search stays over. */
  default SessionState undone(SessionState state) {
    return state;
  }

  /** Whether it can be taken back. Locks cannot: they are promises. */
  default boolean undoable() {
    return true;
  }

  /**
   * The session begins.
   *
   * @param source where its statement comes from, empty if it has been typed
   * @param format of the folder; another one is refused
   */
  record Created(String title, String source, int format) implements Entry {
    static final int FORMAT = 1;

    @Override
    public String sentence() {
      return "created \"" + title + "\"" + (source.isEmpty() ? "" : " from " + source);
    }

    @Override
    public SessionState after(SessionState state, Stamp stamp) {
      return state.withTitle(title, source);
    }

    @Override
    public boolean undoable() {
      return false;
    }
  }

  /**
   * A statement is what is to be proved from now on.
   *
   * @param hash of header, preamble and text
   * @param informal the same in words
   * @param toolchain under which it elaborated
   * @param replaces the hash of what had this name before, empty if nothing had
   * @param outdates nodes whose proofs were of other statements
   */
  record Locked(
      String name,
      String header,
      String preamble,
      String text,
      String hash,
      String informal,
      String toolchain,
      String replaces,
      List<String> outdates)
      implements Entry {
    public Locked {
      outdates = List.copyOf(outdates);
    }

    Statement statement() {
      return new Statement(header, preamble, text);
    }

    @Override
    public String sentence() {
      String changed =
          replaces.isEmpty() || replaces.equals(hash)
              ? ""
              : ", in place of " + Fingerprint.brief(replaces);
      String lost = outdates.isEmpty() ? "" : "; outdated: " + String.join(", ", outdates);
      return "locked " + name + " as " + Fingerprint.brief(hash) + changed + lost;
    }

    @Override
    public SessionState after(SessionState state, Stamp stamp) {
      Node known = state.nodes().get(name);
      List<String> uses = known == null ? List.of() : known.uses();
      Node node =
          new Node(name, text, informal, "", uses, stamp)
              .with(Optional.of(new Node.Lock(hash, stamp)));
      return state.withSetting(header, preamble).with(known == null ? node : node.knowing(known));
    }

    @Override
    public boolean undoable() {
      return false;
    }
  }

  /** A statement may be changed again. */
  record Unlocked(String name, String hash, String reason) implements Entry {
    @Override
    public String sentence() {
      return "unlocked " + name + (reason.isEmpty() ? "" : ": " + reason);
    }

    @Override
    public SessionState after(SessionState state, Stamp stamp) {
      return state.change(name, node -> node.with(Optional.<Node.Lock>empty()));
    }

    @Override
    public boolean undoable() {
      return false;
    }
  }

  /**
   * A lemma is stated, for the first time or anew.
   *
   * @param definitions that it brings, beyond the preamble and those of lemmas before it
   * @param uses lemmas that its proof may use
   * @param usedBy nodes whose proofs may use it
   */
  record LemmaAdded(
      String name,
      String text,
      String definitions,
      String informal,
      List<String> uses,
      List<String> usedBy)
      implements Entry {
    public LemmaAdded {
      uses = List.copyOf(uses);
      usedBy = List.copyOf(usedBy);
    }

    @Override
    public String sentence() {
      return "lemma " + name + (usedBy.isEmpty() ? "" : " for " + String.join(", ", usedBy));
    }

    @Override
    public SessionState after(SessionState state, Stamp stamp) {
      Node known = state.nodes().get(name);
      if (known != null && known.lock().isPresent()) {
        return state;
      }
      SessionState defined = state.defining(definitions);
      Node node = new Node(name, text, informal, defined.definitions(), List.of(), stamp);
      SessionState added = defined.with(known == null ? node : node.knowing(known));
      for (String used : uses) {
        added = added.using(name, used);
      }
      for (String user : usedBy) {
        added = added.using(user, name);
      }
      return added;
    }
  }

  /**
   * An argument with gaps: each is a lemma, and they together prove the node.
   *
   * @param argument as it was given
   */
  record Sketched(String argument, List<LemmaAdded> gaps, Proved proof) implements Entry {
    public Sketched {
      gaps = List.copyOf(gaps);
    }

    /** The same, made by somebody else. */
    Sketched by(Provenance maker) {
      return new Sketched(argument, gaps, proof.by(maker));
    }

    @Override
    public String sentence() {
      return "sketched "
          + proof.node()
          + "; gaps: "
          + String.join(", ", gaps.stream().map(LemmaAdded::name).toList());
    }

    @Override
    public SessionState after(SessionState state, Stamp stamp) {
      SessionState with = state;
      for (LemmaAdded gap : gaps) {
        with = gap.after(with, stamp);
      }
      return proof.after(with, stamp);
    }
  }

  /** A search has begun; its end is an entry that names this one. */
  record ProofBegun(String node, boolean refuting, String policy, long budgetMs) implements Entry {
    @Override
    public String sentence() {
      return (refuting ? "refuting " : "proving ") + node + " by " + policy;
    }

    @Override
    public SessionState after(SessionState state, Stamp stamp) {
      return state.begin(stamp.number(), node);
    }

    @Override
    public boolean undoable() {
      return false;
    }
  }

  /**
   * A search has ended without a decision.
   *
   * @param begun number of the entry that it began with
   * @param outcome in a word: open, cancelled, or what went wrong
   * @param goals what was left where it came furthest
   */
  record ProofEnded(int begun, String node, String outcome, List<String> goals, Provenance by)
      implements Entry {
    public ProofEnded {
      goals = List.copyOf(goals);
    }

    @Override
    public String sentence() {
      return node + ": " + outcome;
    }

    @Override
    public SessionState after(SessionState state, Stamp stamp) {
      return state.end(begun).change(node, n -> n.spending(by).leaving(goals));
    }

    @Override
    public boolean undoable() {
      return false;
    }
  }

  /**
   * A node is proved from the lemmas that it uses.
   *
   * @param begun number of the search's entry, 0 without one
   * @param hash of the statement that was proved
   * @param uses each lemma that it rests on, in the order of the hypotheses in {@code source}, and
   *     the hash of its statement
   * @param source what the verifier accepted; if lemmas are used, they are hypotheses in it
   * @param natural whether its proof also stands where lemmas are theorems instead
   */
  record Proved(
      int begun,
      String node,
      String hash,
      Map<String, String> uses,
      String source,
      boolean natural,
      boolean sketch,
      List<String> axioms,
      String toolchain,
      Provenance by)
      implements Entry {
    public Proved {
      uses = Collections.unmodifiableMap(new LinkedHashMap<>(uses));
      axioms = List.copyOf(axioms);
    }

    Proved by(Provenance maker) {
      return new Proved(begun, node, hash, uses, source, natural, sketch, axioms, toolchain, maker);
    }

    @Override
    public String sentence() {
      String from = uses.isEmpty() ? "" : " from " + String.join(", ", uses.keySet());
      return "proved " + node + from + " by " + by.author();
    }

    @Override
    public SessionState after(SessionState state, Stamp stamp) {
      SessionState linked = state.end(begun);
      for (String used : uses.keySet()) {
        linked = linked.using(node, used);
      }
      return linked.change(node, n -> n.with(new Node.Proof(this, stamp)).spending(by));
    }

    @Override
    public SessionState undone(SessionState state) {
      return state.end(begun);
    }
  }

  /** A node's statement is false. */
  record Refuted(
      int begun,
      String node,
      String hash,
      String negation,
      String proof,
      String witness,
      List<String> axioms,
      String toolchain,
      Provenance by)
      implements Entry {
    public Refuted {
      axioms = List.copyOf(axioms);
    }

    @Override
    public String sentence() {
      return "refuted " + node + (witness.isEmpty() ? "" : " at " + witness);
    }

    @Override
    public SessionState after(SessionState state, Stamp stamp) {
      return state
          .end(begun)
          .change(node, n -> n.with(new Node.Refutation(this, stamp)).spending(by));
    }

    @Override
    public SessionState undone(SessionState state) {
      return state.end(begun);
    }
  }

  /**
   * A whole proof was checked, strictly.
   *
   * @param hypotheses what it rests on that is not proved
   */
  record Checked(
      String node,
      String hash,
      String verdict,
      List<String> hypotheses,
      List<String> axioms,
      String toolchain)
      implements Entry {
    public Checked {
      hypotheses = List.copyOf(hypotheses);
      axioms = List.copyOf(axioms);
    }

    @Override
    public String sentence() {
      return "checked " + node + ": " + verdict;
    }

    @Override
    public SessionState after(SessionState state, Stamp stamp) {
      return state;
    }

    @Override
    public boolean undoable() {
      return false;
    }
  }

  /** Somebody's words, about a node or, with an empty name, the whole. */
  record Noted(String node, String text) implements Entry {
    @Override
    public String sentence() {
      return "note" + (node.isEmpty() ? "" : " on " + node) + ": " + text;
    }

    @Override
    public SessionState after(SessionState state, Stamp stamp) {
      List<Note> notes = new ArrayList<>(state.notes());
      notes.add(new Note(node, text, stamp));
      return state.withNotes(notes);
    }
  }

  /** An entry counts no longer; undoing this makes it count again. */
  record Undone(int target, String what) implements Entry {
    public Undone {
      if (target < 1) {
        throw new IllegalArgumentException("no entry has the number " + target);
      }
    }

    @Override
    public String sentence() {
      return "undid " + target + ", " + what;
    }

    @Override
    public SessionState after(SessionState state, Stamp stamp) {
      return state; // the history leaves its target out
    }
  }

  /** A branch begins at the entry that this one follows. */
  record Branched(String branch) implements Entry {
    @Override
    public String sentence() {
      return "branch " + branch + " begins";
    }

    @Override
    public SessionState after(SessionState state, Stamp stamp) {
      return state;
    }

    @Override
    public boolean undoable() {
      return false;
    }
  }

  /** Work goes on with a branch, at the entry that this one follows. */
  record Switched(String branch) implements Entry {
    @Override
    public String sentence() {
      return "on branch " + branch;
    }

    @Override
    public SessionState after(SessionState state, Stamp stamp) {
      return state;
    }

    @Override
    public boolean undoable() {
      return false;
    }
  }
}
