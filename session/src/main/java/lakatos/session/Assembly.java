package lakatos.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lakatos.leanbridge.Statement;
import lakatos.prover.TheoremText;

/**
 * A node's whole proof, put together from those of all that it rests on.
 *
 * @param statement what it proves: the node's own or, if something is open below it, that it
 *     follows from that
 * @param candidate the proof, for the verifier
 * @param hypotheses what is open below it
 */
public record Assembly(Statement statement, String candidate, List<Node> hypotheses) {

  /*
   * A search is given the lemmas as hypotheses: theorem t_given (lemma : ∀ ..., ...) ... : ....
   * What it finds holds whether or not the lemmas do, so a lemma can be proved before or after.
   * Where the lemmas are theorems, the same tactics mostly do without the hypotheses; if they do
   * not, t_given stays, and t applies it to the lemmas. Under open lemmas every theorem on the way
   * carries them as its first arguments.
   */

  public Assembly {
    hypotheses = List.copyOf(hypotheses);
  }

  /**
   * Puts a proof together.
   *
   * @throws SessionException {@code REFUSED} if the node has no proof of its own
   */
  static Assembly of(SessionState state, Node goal) {
    if (state.proof(goal).isEmpty()) {
      throw SessionException.refused(
          goal.name() + " is " + state.status(goal) + "; prove it or sketch a proof first");
    }
    List<Node> below = state.below(goal);
    List<Node> open = below.stream().filter(node -> state.proof(node).isEmpty()).toList();
    List<String> pieces = new ArrayList<>();
    pieces.add(beyond(state.definitions(), goal.definitions()));
    Statement own = state.statement(goal);
    for (Node node : below) {
      if (open.contains(node)) {
        continue;
      }
      boolean conditionalGoal = node.equals(goal) && !open.isEmpty();
      pieces.add(new Piece(state, node, open).text(conditionalGoal ? conditionalName(goal) : ""));
    }
    Statement statement =
        open.isEmpty()
            ? own
            : new Statement(
                own.header(),
                SessionState.paragraphs(own.preamble(), pieces.remove(0)),
                new Piece(state, goal, open).linked(conditionalName(goal)));
    return new Assembly(
        statement, SessionState.paragraphs(pieces.toArray(String[]::new)), List.copyOf(open));
  }

  /** A file that stands by itself. */
  public String file() {
    return SessionState.paragraphs(statement.header().strip(), statement.preamble(), candidate)
        + "\n";
  }

  private static String conditionalName(Node goal) {
    return parts(goal).plainName() + "_if";
  }

  private static String beyond(String all, String known) {
    return all.startsWith(known) ? all.substring(known.length()).strip() : all;
  }

  /** The parts of a node's statement. */
  static TheoremText parts(Node node) {
    return TheoremText.of(node.text())
        .orElseThrow(
            () ->
                SessionException.refused(
                    node.name() + " is not of the form theorem NAME BINDERS : PROPOSITION"));
  }

  /** A lemma as a hypothesis. */
  static String hypothesis(Node lemma) {
    return "(" + lemma.name() + " : " + parts(lemma).proposition() + ")";
  }

  /** A node's statement with lemmas as hypotheses; its own if there are none. */
  static String given(Node node, List<Node> lemmas) {
    if (lemmas.isEmpty()) {
      return node.text();
    }
    TheoremText parts = parts(node);
    return "theorem "
        + parts.plainName()
        + "_given"
        + universes(parts)
        + " "
        + lemmas.stream().map(Assembly::hypothesis).collect(Collectors.joining(" "))
        + (parts.binders().isEmpty() ? "" : " " + parts.binders())
        + " : "
        + parts.conclusion();
  }

  private static String universes(TheoremText parts) {
    int at = parts.name().indexOf(".{");
    return at < 0 ? "" : parts.name().substring(at);
  }

  /** What stands after {@code :=} in a source that is nothing but the theorem. */
  static Optional<String> body(String source, String stated) {
    String before = stated + " := ";
    return source.startsWith(before)
        ? Optional.of(source.substring(before.length()))
        : Optional.empty();
  }

  /** One node's part of the whole. */
  private record Piece(SessionState state, Node node, List<Node> open) {

    /**
     * The proof under what is open.
     *
     * @param name of the theorem, empty for the node's own
     */
    String text(String name) {
      Entry.Proved proof = state.proof(node).orElseThrow();
      List<Node> uses = uses(proof);
      String stated = given(node, uses);
      Optional<String> body = body(proof.source(), stated);
      boolean conditional = !openBelow(node).isEmpty();
      if (body.isPresent() && uses.isEmpty()) {
        return proof.source();
      }
      if (body.isPresent() && proof.natural() && !conditional) {
        return node.text() + " := " + body.get();
      }
      TheoremText parts = parts(node);
      String theorem = parts.plainName() + "_given";
      String source = proof.source();
      if (uses.isEmpty()) {
        theorem = node.name();
      }
      if (body.isEmpty()) { // it brings lemmas of its own, whose names others may use too
        String steps = parts.plainName() + "_steps";
        source = "namespace " + steps + "\n\n" + source + "\n\nend " + steps;
        theorem = steps + "." + theorem;
      }
      String arguments =
          uses.stream().map(lemma -> " " + argument(lemma)).collect(Collectors.joining());
      return source + "\n\n" + linked(name) + " := @" + theorem + arguments;
    }

    private List<Node> uses(Entry.Proved proof) {
      return proof.uses().keySet().stream().map(used -> state.node(used).orElseThrow()).toList();
    }

    private List<Node> openBelow(Node of) {
      List<Node> below = state.below(of);
      return open.stream().filter(below::contains).toList();
    }

    /** The statement with what is open as its first arguments. */
    String linked(String name) {
      TheoremText parts = parts(node);
      String binders =
          openBelow(node).stream()
              .map(lemma -> " " + hypothesis(lemma))
              .collect(Collectors.joining());
      String theorem = name.isEmpty() ? parts.name() : name + universes(parts);
      return "theorem " + theorem + binders + " : " + parts.proposition();
    }

    private String argument(Node lemma) {
      List<Node> below = openBelow(lemma);
      if (open.contains(lemma) || below.isEmpty()) {
        return "@" + lemma.name();
      }
      return "(@"
          + lemma.name()
          + below.stream().map(needed -> " @" + needed.name()).collect(Collectors.joining())
          + ")";
    }
  }
}
