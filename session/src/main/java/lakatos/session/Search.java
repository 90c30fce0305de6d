package lakatos.session;

import static lakatos.session.SessionException.refused;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verdict;
import lakatos.prover.Budget;
import lakatos.prover.Problem;
import lakatos.prover.ProofResult;
import lakatos.prover.model.ModelException;

/**
 * One search for a proof of a node or of its negation, from the entry that begins it to its end.
 */
final class Search {
  private static final Duration MOST_WITHOUT_LEMMAS = Duration.ofSeconds(10);

  private final Session session;
  private final Engine engine;
  private final SessionState state;
  private final Node node;
  private final List<Node> lemmas;

  /** Makes a search for a node as it is now. */
  Search(Session session, Engine engine, String name) {
    this(session, engine, session.state(), name);
  }

  /** Makes a search for a node as it is in a state that need not be the present one. */
  Search(Session session, Engine engine, SessionState state, String name) {
    this.session = session;
    this.engine = engine;
    this.state = state;
    this.node = state.node(name).orElseGet(() -> session.node(name));
    this.lemmas =
        node.uses().stream()
            .flatMap(used -> state.node(used).stream())
            .filter(lemma -> state.refutation(lemma).isEmpty())
            .toList();
  }

  /** Searches on this thread; an interrupt ends it. */
  Line prove(Budget budget) {
    int begun = begin(false, budget);
    return finish(begun, () -> found(begun, budget));
  }

  /** Looks for a refutation only. */
  Line refute(Budget budget) {
    int begun = begin(true, budget);
    return finish(
        begun,
        () -> entry(begun, List.of(), engine.portfolio().refute(state.statement(node), budget)));
  }

  private int begin(boolean refuting, Budget budget) {
    session.requireLocks();
    String policy = refuting ? "portfolio" : engine.name();
    return session
        .append(new Entry.ProofBegun(node.name(), refuting, policy, budget.wall().toMillis()))
        .number();
  }

  /** A way to an entry. */
  private interface Work {
    Entry entry();
  }

  private Line finish(int begun, Work work) {
    try {
      return session.append(work.entry());
    } catch (LeanException e) {
      String outcome = e.reason() == LeanException.Reason.CLOSED ? "cancelled" : Engine.words(e);
      return session.append(ended(begun, outcome));
    } catch (ModelException | SessionException e) {
      return session.append(ended(begun, String.valueOf(e.getMessage())));
    }
  }

  private Entry.ProofEnded ended(int begun, String outcome) {
    Provenance nothing = new Provenance(engine.name(), engine.model(), engine.seed(), 0, 0, 0, 0);
    return new Entry.ProofEnded(begun, node.name(), outcome, List.of(), nothing);
  }

  /** Without lemmas first, for a while: then none is needed, and none can mislead. */
  private Entry found(int begun, Budget budget) {
    if (lemmas.isEmpty()) {
      return entry(begun, lemmas, prove(lemmas, budget));
    }
    Duration fourth = budget.wall().dividedBy(4);
    Duration share = fourth.compareTo(MOST_WITHOUT_LEMMAS) < 0 ? fourth : MOST_WITHOUT_LEMMAS;
    ProofResult alone = engine.portfolio().prove(state.statement(node), new Budget(share));
    if (!(alone instanceof ProofResult.Open open)) {
      return entry(begun, List.of(), alone);
    }
    Budget rest = new Budget(budget.wall().minus(share), budget.samples(), budget.tokens());
    ProofResult together = prove(lemmas, rest).after(open);
    if (together instanceof ProofResult.Refuted) {
      // what is refuted here has hypotheses: the node itself has to be looked at
      ProofResult plain = engine.portfolio().refute(state.statement(node), new Budget(share));
      return entry(begun, List.of(), plain);
    }
    return entry(begun, lemmas, together);
  }

  private ProofResult prove(List<Node> given, Budget budget) {
    Statement statement = state.searched(node, Assembly.given(node, given));
    Optional<String> words = Optional.of(node.informal()).filter(informal -> !informal.isBlank());
    return engine.policy().prove(new Problem(node.name(), statement, words), budget);
  }

  private Entry entry(int begun, List<Node> given, ProofResult result) {
    Provenance by =
        Provenance.of(
            result.effort(),
            result.effort().tokens() == 0 ? "" : engine.model(),
            result.effort().tokens() == 0 ? 0 : engine.seed());
    if (result instanceof ProofResult.Proved proved) {
      return proved(begun, given, proved.source(), proved.verdict(), by, false);
    }
    if (result instanceof ProofResult.Refuted refuted) {
      return new Entry.Refuted(
          begun,
          node.name(),
          state.hash(node),
          refuted.negation(),
          refuted.proof(),
          refuted.witness(),
          refuted.verdict().axioms(),
          refuted.verdict().toolchain(),
          by);
    }
    List<String> goals = ((ProofResult.Open) result).goals();
    return new Entry.ProofEnded(begun, node.name(), "open", goals, by);
  }

  // --- a proof that was accepted -------------------------------------------------------------

  /**
   * Takes a proof that somebody wrote.
   *
   * @throws SessionException {@code REFUSED} with Lean's messages if it is none
   */
  Entry.Proved written(String body, boolean sketch) {
    session.requireLocks();
    String given = Assembly.given(node, lemmas);
    String source = given + " := " + body.strip().replaceFirst("^:=\\s*", "");
    Verdict verdict = engine.judge(state.searched(node, given), source);
    if (verdict instanceof Verdict.Proved proved) {
      Provenance by = Provenance.person(verdict.wall());
      return proved(0, lemmas, source, proved, by, sketch);
    }
    throw refused("this does not prove " + node.name() + ":\n" + Engine.reason(verdict));
  }

  /** Takes a simpler proof than the one there was. */
  Entry.Proved simpler(Simplifier.Simpler found) {
    String source = Assembly.given(node, found.lemmas()) + " := " + found.body();
    return proved(0, found.lemmas(), source, found.verdict(), found.by(), false);
  }

  /** The entry for a proof from lemmas: with those that it needs, in the form that fits. */
  private Entry.Proved proved(
      int begun,
      List<Node> given,
      String source,
      Verdict.Proved verdict,
      Provenance by,
      boolean sketch) {
    String statedAs = Assembly.given(node, given);
    Optional<String> body = Assembly.body(source, statedAs);
    List<Node> needed = given;
    String least = source;
    if (body.isPresent() && !sketch) {
      needed = needed(given, body.get());
      least = Assembly.given(node, needed) + " := " + body.get();
    }
    boolean natural = body.isPresent() && isNatural(needed, body.get());
    Entry.Proved entry = entry(begun, needed, least, verdict, by, natural, sketch);
    if (stands(entry)) {
      return entry;
    }
    Entry.Proved linked = entry(begun, needed, least, verdict, by, false, sketch);
    if (natural && stands(linked)) {
      return linked;
    }
    throw refused("the proof of " + node.name() + " does not fit those of its lemmas");
  }

  private Entry.Proved entry(
      int begun,
      List<Node> needed,
      String source,
      Verdict.Proved verdict,
      Provenance by,
      boolean natural,
      boolean sketch) {
    Map<String, String> uses = new LinkedHashMap<>();
    needed.forEach(lemma -> uses.put(lemma.name(), state.hash(lemma)));
    return new Entry.Proved(
        begun,
        node.name(),
        state.hash(node),
        uses,
        source,
        natural,
        sketch,
        verdict.axioms(),
        verdict.toolchain(),
        by);
  }

  /** Leaves out one lemma after the other, as long as what is left proves the node. */
  private List<Node> needed(List<Node> given, String body) {
    List<Node> needed = new ArrayList<>(given);
    for (Node lemma : given) {
      List<Node> fewer = needed.stream().filter(other -> !other.equals(lemma)).toList();
      String text = Assembly.given(node, fewer);
      if (engine.judge(state.searched(node, text), text + " := " + body).isProved()) {
        needed = new ArrayList<>(fewer);
      }
    }
    return needed;
  }

  /** Whether the proof stands where lemmas are theorems. */
  private boolean isNatural(List<Node> needed, String body) {
    if (needed.isEmpty()) {
      return true;
    }
    Statement statement = state.searched(node, node.text());
    List<String> parts = new ArrayList<>(List.of(statement.header(), statement.preamble()));
    needed.forEach(lemma -> parts.add(lemma.text() + " := by\n  sorry"));
    parts.add(node.text() + " := " + body);
    return engine.elaborates(statement, SessionState.paragraphs(parts.toArray(String[]::new)));
  }

  /** Whether the node's whole proof is one with this in it, as far as lemmas are proved. */
  private boolean stands(Entry.Proved entry) {
    SessionState after = entry.after(state, new Stamp(0, java.time.Instant.EPOCH, ""));
    Node with = after.node(node.name()).orElseThrow();
    Assembly assembly = Assembly.of(after, with);
    return engine.judge(assembly.statement(), assembly.candidate()).isProved();
  }
}
