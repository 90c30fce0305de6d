package lakatos.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A statement in a session: a goal, or a lemma on the way to one.
 *
 * @param text the theorem up to {@code :=}
 * @param informal the same in words, may be empty
 * @param definitions those of lemmas that its text stands on, beyond the preamble
 * @param uses lemmas that its proof may use
 * @param goals what the last search left open
 * @param stated who stated it as it is now
 */
public record Node(
    String name,
    String text,
    String informal,
    String definitions,
    List<String> uses,
    Optional<Lock> lock,
    Optional<Proof> proof,
    Optional<Refutation> refutation,
    List<String> goals,
    Spent spent,
    Stamp stated) {

  public Node {
    uses = List.copyOf(uses);
    goals = List.copyOf(goals);
  }

  Node(
      String name,
      String text,
      String informal,
      String definitions,
      List<String> uses,
      Stamp stated) {
    this(
        name,
        text,
        informal,
        definitions,
        uses,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Spent.NOTHING,
        stated);
  }

  /** A promise that the statement stays as it is. */
  public record Lock(String hash, Stamp stamp) {}

  /** The last proof that was found; whether it still counts is the state's to say. */
  public record Proof(Entry.Proved entry, Stamp stamp) {}

  /** The last refutation. */
  public record Refutation(Entry.Refuted entry, Stamp stamp) {}

  /** What was spent on a node so far. */
  public record Spent(long wallMs, long leanMs, long tokens, int attempts) {
    static final Spent NOTHING = new Spent(0, 0, 0, 0);

    Spent and(Provenance by) {
      return new Spent(
          wallMs + by.wallMs(),
          leanMs + by.leanMs(),
          tokens + by.tokens(),
          attempts + by.attempts());
    }
  }

  /** The statement is this one's, the history the other's: its proof is there to be outdated. */
  Node knowing(Node before) {
    return new Node(
        name,
        text,
        informal.isEmpty() ? before.informal : informal,
        definitions,
        uses.isEmpty() ? before.uses : uses,
        lock,
        before.proof,
        before.refutation,
        List.of(),
        before.spent,
        stated);
  }

  Node with(Optional<Lock> newLock) {
    return new Node(
        name, text, informal, definitions, uses, newLock, proof, refutation, goals, spent, stated);
  }

  Node with(Proof newProof) {
    return new Node(
        name,
        text,
        informal,
        definitions,
        uses,
        lock,
        Optional.of(newProof),
        refutation,
        List.of(),
        spent,
        stated);
  }

  Node with(Refutation newRefutation) {
    return new Node(
        name,
        text,
        informal,
        definitions,
        uses,
        lock,
        proof,
        Optional.of(newRefutation),
        List.of(),
        spent,
        stated);
  }

  Node using(String lemma) {
    if (uses.contains(lemma)) {
      return this;
    }
    List<String> more = new ArrayList<>(uses);
    more.add(lemma);
    return new Node(
        name, text, informal, definitions, more, lock, proof, refutation, goals, spent, stated);
  }

  Node spending(Provenance by) {
    return new Node(
        name,
        text,
        informal,
        definitions,
        uses,
        lock,
        proof,
        refutation,
        goals,
        spent.and(by),
        stated);
  }

  Node leaving(List<String> left) {
    return new Node(
        name, text, informal, definitions, uses, lock, proof, refutation, left, spent, stated);
  }
}
