package lakatos.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lakatos.leanbridge.Statement;
import lakatos.prover.TheoremSource;

/**
 * What a session is at one moment. What can be derived is a method: a proof of another statement
 * than the present one is never taken for one of it.
 *
 * @param header of every node
 * @param preamble of every node
 * @param definitions that lemmas brought, beyond the preamble
 * @param nodes by name, in the order in which they came
 * @param begun searches without an end, by the number of their entry: the node's name
 */
public record SessionState(
    String title,
    String source,
    String header,
    String preamble,
    String definitions,
    Map<String, Node> nodes,
    List<Note> notes,
    Map<Integer, String> begun) {
  static final SessionState EMPTY =
      new SessionState("", "", TheoremSource.DEFAULT_HEADER, "", "", Map.of(), List.of(), Map.of());

  public SessionState {
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    notes = List.copyOf(notes);
    begun = Map.copyOf(begun);
  }

  // --- what follows from it ------------------------------------------------------------------

  /** Returns the node of this name. */
  public Optional<Node> node(String name) {
    return Optional.ofNullable(nodes.get(name));
  }

  /** Nodes whose statements are locked: what the session is for. */
  public List<Node> goals() {
    return nodes.values().stream().filter(node -> node.lock().isPresent()).toList();
  }

  /** The statement of a node, as it is locked or stands now. */
  public Statement statement(Node node) {
    return new Statement(header, paragraphs(preamble, node.definitions()), node.text());
  }

  /** The statement of a node, with all that lemmas may speak of. */
  Statement searched(Node node, String text) {
    return new Statement(header, paragraphs(preamble, definitions), text);
  }

  /** The hash of a node's statement. */
  public String hash(Node node) {
    return Fingerprint.of(statement(node));
  }

  /** Texts that are not blank, with an empty line between them. */
  static String paragraphs(String... texts) {
    return Stream.of(texts).filter(text -> !text.isBlank()).collect(Collectors.joining("\n\n"));
  }

  /** A node's proof, if it is one of the present statements. */
  public Optional<Entry.Proved> proof(Node node) {
    return node.proof()
        .map(Node.Proof::entry)
        .filter(proof -> proof.hash().equals(hash(node)))
        .filter(proof -> proof.uses().entrySet().stream().allMatch(this::stands));
  }

  private boolean stands(Map.Entry<String, String> used) {
    return node(used.getKey()).filter(lemma -> hash(lemma).equals(used.getValue())).isPresent();
  }

  /** A node's refutation, if it is one of the present statement. */
  public Optional<Entry.Refuted> refutation(Node node) {
    return node.refutation()
        .map(Node.Refutation::entry)
        .filter(refuted -> refuted.hash().equals(hash(node)));
  }

  /** Lemmas that a node's proof rests on; those that it may use if there is none. */
  public List<String> uses(Node node) {
    return proof(node).map(proof -> List.copyOf(proof.uses().keySet())).orElse(node.uses());
  }

  /** A node and all that its proof rests on, directly or not; what is used comes first. */
  public List<Node> below(Node node) {
    Set<Node> found = new LinkedHashSet<>();
    collect(node, found, new LinkedHashSet<>());
    return List.copyOf(found);
  }

  private void collect(Node node, Set<Node> found, Set<String> path) {
    if (found.contains(node) || !path.add(node.name())) {
      return;
    }
    Optional<Entry.Proved> proof = proof(node);
    if (proof.isPresent()) {
      for (String used : proof.get().uses().keySet()) {
        node(used).ifPresent(lemma -> collect(lemma, found, path));
      }
    }
    found.add(node);
  }

  /** Where a node stands. */
  public Status status(Node node) {
    if (refutation(node).isPresent()) {
      return new Status(Status.Kind.REFUTED, List.of());
    }
    Optional<Entry.Proved> proof = proof(node);
    if (proof.isEmpty()) {
      boolean outdated = node.proof().isPresent();
      return new Status(outdated ? Status.Kind.OUTDATED : Status.Kind.OPEN, List.of());
    }
    List<Node> below = below(node);
    List<String> refuted = names(below.stream().filter(n -> refutation(n).isPresent()).toList());
    if (!refuted.isEmpty()) {
      return new Status(Status.Kind.INVALID, refuted);
    }
    List<String> open = names(below.stream().filter(n -> proof(n).isEmpty()).toList());
    if (open.isEmpty()) {
      return new Status(Status.Kind.PROVED, List.of());
    }
    return new Status(proof.get().sketch() ? Status.Kind.SKETCHED : Status.Kind.CONDITIONAL, open);
  }

  private static List<String> names(Collection<Node> nodes) {
    return nodes.stream().map(Node::name).toList();
  }

  /** Whether {@code from} reaches {@code to} by what nodes may use. */
  boolean reaches(String from, String to) {
    Set<String> seen = new LinkedHashSet<>();
    List<String> waiting = new ArrayList<>(List.of(from));
    while (!waiting.isEmpty()) {
      String next = waiting.remove(waiting.size() - 1);
      if (next.equals(to)) {
        return true;
      }
      if (seen.add(next)) {
        node(next).ifPresent(node -> waiting.addAll(node.uses()));
      }
    }
    return false;
  }

  // --- what entries make of it ---------------------------------------------------------------

  SessionState withTitle(String newTitle, String newSource) {
    return new SessionState(
        newTitle, newSource, header, preamble, definitions, nodes, notes, begun);
  }

  SessionState withSetting(String newHeader, String newPreamble) {
    return new SessionState(
        title, source, newHeader, newPreamble, definitions, nodes, notes, begun);
  }

  SessionState withNotes(List<Note> newNotes) {
    return new SessionState(title, source, header, preamble, definitions, nodes, newNotes, begun);
  }

  SessionState defining(String more) {
    return new SessionState(
        title, source, header, preamble, paragraphs(definitions, more), nodes, notes, begun);
  }

  SessionState with(Node node) {
    Map<String, Node> changed = new LinkedHashMap<>(nodes);
    changed.put(node.name(), node);
    return new SessionState(title, source, header, preamble, definitions, changed, notes, begun);
  }

  SessionState change(String name, UnaryOperator<Node> change) {
    return node(name).map(node -> with(change.apply(node))).orElse(this);
  }

  /** Lets a node use a lemma, unless the lemma rests on the node. */
  SessionState using(String user, String lemma) {
    return !nodes.containsKey(lemma) || reaches(lemma, user)
        ? this
        : change(user, node -> node.using(lemma));
  }

  SessionState begin(int number, String node) {
    Map<Integer, String> more = new LinkedHashMap<>(begun);
    more.put(number, node);
    return new SessionState(title, source, header, preamble, definitions, nodes, notes, more);
  }

  SessionState end(int number) {
    if (!begun.containsKey(number)) {
      return this;
    }
    Map<Integer, String> fewer = new LinkedHashMap<>(begun);
    fewer.remove(number);
    return new SessionState(title, source, header, preamble, definitions, nodes, notes, fewer);
  }
}
