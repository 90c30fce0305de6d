package lakatos.session;

import static lakatos.session.SessionException.refused;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lakatos.autoformalizer.Candidate;
import lakatos.autoformalizer.Finding;
import lakatos.autoformalizer.InformalProblem;
import lakatos.autoformalizer.Probes;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verdict;
import lakatos.prover.TheoremSource;
import lakatos.prover.TheoremText;

/** What is done to a session with Lean's help, on the caller's thread: lock, state, check. */
public final class Workshop {
  /** How often a model may try to make a sketch of an argument. */
  private static final int DRAFTS = 3;

  private final Session session;
  private final Engine engine;

  public Workshop(Session session, Engine engine) {
    this.session = session;
    this.engine = engine;
  }

  // --- lock ----------------------------------------------------------------------------------

  /**
   * Locks a statement.
   *
   * @param written Lean: the theorem, with header and definitions if it needs any that are not
   *     there yet
   * @param informal the same in words, may be empty
   */
  public Line lock(String written, String informal) {
    SessionState state = session.state();
    Statement given = parse(written);
    boolean bare = isBare(given);
    Statement statement =
        bare ? new Statement(state.header(), state.preamble(), given.text()) : given;
    String name = name(statement);
    requireUnlocked(state, name, statement);
    engine.requireElaborates(statement, name);
    String hash = Fingerprint.of(statement);
    Entry.Locked plain = locked(statement, name, hash, informal, state, List.of());
    SessionState after = plain.after(state, new Stamp(0, java.time.Instant.EPOCH, ""));
    List<String> outdates =
        state.nodes().values().stream()
            .filter(node -> state.proof(node).isPresent())
            .map(Node::name)
            .filter(known -> after.node(known).flatMap(after::proof).isEmpty())
            .toList();
    session.projections().release(session.folder().statements());
    session.projections().release(session.folder().yaml());
    session.projections().release(session.folder().node(name));
    return session.append(locked(statement, name, hash, informal, state, outdates));
  }

  /**
   * Locks what words say, as far as the controlled language understands them, after Lean's probes
   * have looked at it.
   *
   * @param budget for the probes
   * @return the statement, what it says in words, what was assumed, and what the probes found
   * @throws SessionException {@code REFUSED} with the phrase that was not understood, or with the
   *     fault that makes the statement say something else, or nothing
   */
  public List<String> lockWords(String name, String words, Duration budget) {
    Argument argument = new Argument(session.state().header());
    Candidate understood = argument.formalize(engine, name, words, budget);
    Statement said = understood.statement();
    String text =
        TheoremText.of(said.text())
            .map(parts -> "theorem " + name + " : " + parts.proposition())
            .orElse(said.text());
    String header = TheoremSource.withoutDefaults(said.header());
    lock(SessionState.paragraphs(header, said.preamble(), text), words);
    List<String> told = new ArrayList<>(List.of(text));
    understood.backTranslation().ifPresent(back -> told.add("it says: " + back));
    understood.assumptions().forEach(assumed -> told.add("assumed: " + assumed));
    understood.findings().forEach(finding -> told.add(line(finding)));
    return told;
  }

  private Entry.Locked locked(
      Statement statement,
      String name,
      String hash,
      String informal,
      SessionState state,
      List<String> outdates) {
    return new Entry.Locked(
        name,
        statement.header(),
        statement.preamble(),
        statement.text(),
        hash,
        informal,
        engine.toolchain(),
        state.node(name).map(state::hash).orElse(""),
        outdates);
  }

  private static void requireUnlocked(SessionState state, String name, Statement statement) {
    for (Node goal : state.goals()) {
      if (goal.name().equals(name)) {
        throw refused(name + " is locked; 'unlock " + name + "' first");
      }
      if (!statement.header().equals(state.header())
          || !statement.preamble().equals(state.preamble())) {
        throw refused(
            goal.name() + " is locked with another header or other definitions; unlock it first");
      }
    }
  }

  // --- lemma ---------------------------------------------------------------------------------

  /**
   * States a lemma, or states it anew.
   *
   * @param uses lemmas that its proof may use
   * @param usedBy nodes that may use it
   */
  public Line lemma(String written, String informal, List<String> uses, List<String> usedBy) {
    SessionState state = session.state();
    Statement given = parse(Excerpt.lastOf(written));
    String name = name(given);
    requireFree(state, given, name, uses, usedBy);
    String definitions = beyondKnown(state, given.preamble());
    Entry.LemmaAdded entry =
        new Entry.LemmaAdded(name, given.text(), definitions, informal, uses, usedBy);
    SessionState after = entry.after(state, new Stamp(0, java.time.Instant.EPOCH, ""));
    Node node = after.node(name).orElseThrow();
    engine.requireElaborates(after.statement(node), name);
    session.projections().release(session.folder().node(name));
    return session.append(entry);
  }

  /** What a lemma's definitions add to those that are there. */
  private static String beyondKnown(SessionState state, String preamble) {
    String more =
        preamble.startsWith(state.preamble())
            ? preamble.substring(state.preamble().length()).strip()
            : preamble;
    return state.definitions().contains(more) ? "" : more;
  }

  private static void requireFree(
      SessionState state, Statement given, String name, List<String> uses, List<String> usedBy) {
    if (!name.matches("[\\p{L}\\p{N}_']+")) {
      throw refused("a lemma's name is one word of letters, digits and _: " + name);
    }
    if (state.node(name).filter(node -> node.lock().isPresent()).isPresent()) {
      throw refused(name + " is locked; 'unlock " + name + "' first");
    }
    if (!isBareHeader(given) && !given.header().equals(state.header())) {
      throw refused("a lemma has the session's header; 'lock' sets it");
    }
    for (String other : concat(uses, usedBy)) {
      if (state.node(other).isEmpty()) {
        throw refused("there is no node " + other);
      }
    }
    for (String used : uses) {
      if (state.reaches(used, name) || usedBy.stream().anyMatch(by -> state.reaches(used, by))) {
        throw refused(name + " cannot use " + used + ", which rests on it");
      }
    }
  }

  private static List<String> concat(List<String> a, List<String> b) {
    List<String> both = new ArrayList<>(a);
    both.addAll(b);
    return both;
  }

  // --- statements ----------------------------------------------------------------------------

  /** Reads a statement; the word {@code theorem} may be left out. */
  static Statement parse(String written) {
    String text = Projection.unmarked(written).strip();
    boolean named = text.matches("(?s).*\\b(?:theorem|lemma)\\s.*");
    try {
      Statement statement = TheoremSource.parse(named ? text : "theorem " + text).statement();
      String plain = statement.text().replaceFirst("(?m)^lemma\\b", "theorem");
      return new Statement(statement.header(), statement.preamble(), plain);
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isBare(Statement statement) {
    return isBareHeader(statement) && statement.preamble().isBlank();
  }

  private static boolean isBareHeader(Statement statement) {
    return TheoremSource.withoutDefaults(statement.header()).isEmpty();
  }

  /** The name of the theorem that a statement is about. */
  static String name(Statement statement) {
    return TheoremText.of(statement.text())
        .map(parts -> parts.name().replaceAll("\\.\\{[^}]*}$", ""))
        .orElseThrow(() -> refused("a statement reads theorem NAME ... : PROPOSITION"));
  }

  // --- a proof of one's own ------------------------------------------------------------------

  /**
   * Takes a proof that somebody wrote.
   *
   * @param written what stands after {@code :=}, or a file in which the node is proved
   * @throws SessionException {@code REFUSED} with Lean's messages if it is none
   */
  public Line take(String name, String written) {
    Node node = session.node(name);
    String body = Excerpt.of(written, name).map(excerpt -> excerpt.proofOf(node)).orElse(written);
    Entry.Proved proved = new Search(session, engine, name).written(body, false);
    session.projections().release(session.folder().node(name));
    return session.append(proved);
  }

  /**
   * Makes lemmas of the gaps in an argument.
   *
   * @param argument what stands after {@code :=}, with a {@code sorry} for each gap; or a file in
   *     which the node is proved so; or words, which a model makes Lean of or, without one, the
   *     controlled language, a step for each sentence
   */
  public Line sketch(String name, String argument) {
    session.requireLocks();
    Node node = session.node(name);
    Sketcher sketcher = new Sketcher(session, engine, name);
    Optional<String> lean =
        Excerpt.of(argument, name)
            .map(excerpt -> excerpt.proofOf(node))
            .or(
                () ->
                    Optional.of(argument.strip()).filter(text -> text.matches("(?s)(:=|by\\b).*")));
    Entry.Sketched sketched =
        lean.isPresent()
            ? sketcher.sketch(lean.get(), argument)
            : drafted(node, sketcher, argument);
    session.projections().release(session.folder().node(name));
    return session.append(sketched);
  }

  /** What the controlled language reads is what was said; a model is asked about the rest. */
  private Entry.Sketched drafted(Node node, Sketcher sketcher, String argument) {
    Optional<Draftsman> model = engine.draftsman();
    try {
      String steps = new Argument(session.state().header()).steps(argument);
      return sketcher.sketch(steps, argument);
    } catch (SessionException e) {
      return drafted(node, sketcher, argument, model.orElseThrow(() -> e));
    }
  }

  private Entry.Sketched drafted(
      Node node, Sketcher sketcher, String argument, Draftsman draftsman) {
    SessionState state = session.state();
    List<String> lemmas =
        node.uses().stream().flatMap(used -> state.node(used).stream()).map(Node::text).toList();
    SketchDraft draft =
        new SketchDraft(state.searched(node, node.text()), node.name(), lemmas, argument);
    String instruction = draft.instruction();
    SessionException fault = refused("the model was not asked");
    for (int round = 0; round < DRAFTS; round++) {
      Draftsman.Draft answer = draftsman.write(instruction, round);
      try {
        return sketcher.sketch(draft.proof(answer.text()), argument).by(answer.by());
      } catch (SessionException e) {
        fault = e;
        instruction = draft.again(answer.text(), e.getMessage());
      }
    }
    throw fault;
  }

  // --- more about a node ---------------------------------------------------------------------

  /**
   * Looks for a simpler proof of a node, and takes it.
   *
   * @param without an import, a lemma, an axiom or a name that is not to be used; empty for none
   * @return nothing if none was found
   */
  public Optional<Line> simplify(String name, String without, Duration budget) {
    session.requireLocks();
    Optional<Simplifier.Simpler> found =
        new Simplifier(session, engine, name, budget).find(without);
    return found.map(simpler -> session.append(new Search(session, engine, name).simpler(simpler)));
  }

  /** What one could try next with a node, a sentence each. */
  public List<String> suggest(String name, Duration budget) {
    return new Suggestions(engine, session.state().statement(session.node(name)), budget).all();
  }

  /**
   * What is seen of a node at its edges and at small instances, the gravest first, a sentence each.
   *
   * @param budget for the probes
   */
  public List<String> probe(String name, Duration budget) {
    Node node = session.node(name);
    Statement statement = session.state().statement(node);
    List<String> seen = new ArrayList<>();
    Optional<InformalProblem> words = Argument.words(name, node.informal());
    new Probes(engine.pool(), engine.verifier())
        .of(statement, words, budget)
        .forEach(finding -> seen.add(line(finding)));
    seen.addAll(new Suggestions(engine, statement, budget).instances());
    return seen;
  }

  private static String line(Finding finding) {
    return finding.weight().name().toLowerCase(Locale.ROOT)
        + ": "
        + finding.sentence()
        + finding.witness().map(witness -> "\n  " + witness.replace("\n", "\n  ")).orElse("");
  }

  // --- check ---------------------------------------------------------------------------------

  /** What a check found: the whole that was checked, and the verdict on it. */
  public record Check(Assembly assembly, Verdict verdict) {

    /** Whether it is proved, and rests on nothing that is not. */
    public boolean isProved() {
      return verdict.isProved() && assembly.hypotheses().isEmpty();
    }

    /** Lean's or our objections, empty if there are none. */
    public String reason() {
      return verdict.isProved() ? "" : Engine.reason(verdict);
    }
  }

  /**
   * Puts a node's whole proof together and has it judged strictly, against what is locked. The
   * journal's word is taken for nothing.
   *
   * @throws SessionException {@code TAMPERED} if the lock's files are not what was locked; {@code
   *     REFUSED} if there is no proof, or Lean does not know the statement any more
   */
  public Check check(String name) {
    session.requireLocks();
    SessionState state = session.state();
    Node node = session.node(name);
    Assembly assembly = Assembly.of(state, node);
    try {
      Check check = new Check(assembly, engine.judge(assembly.statement(), assembly.candidate()));
      session.append(entry(state, node, check));
      return check;
    } catch (LeanException e) {
      throw Optional.of(e)
          .filter(unusable -> unusable.reason() == LeanException.Reason.UNUSABLE)
          .map(unusable -> outlived(node, unusable))
          .orElseThrow(() -> e);
    }
  }

  private SessionException outlived(Node node, LeanException e) {
    return refused(
        node.name()
            + " no longer elaborates under "
            + engine.toolchain()
            + " (nothing is lost; use the Lean that 'log' names, or 'unlock' it): "
            + Engine.words(e));
  }

  private Entry.Checked entry(SessionState state, Node node, Check check) {
    List<String> axioms =
        check.verdict() instanceof Verdict.Proved proved ? proved.axioms() : List.of();
    List<String> hypotheses = check.assembly().hypotheses().stream().map(Node::name).toList();
    String verdict =
        check.verdict().isProved() && !hypotheses.isEmpty()
            ? "conditional"
            : check.verdict().word();
    return new Entry.Checked(
        node.name(), state.hash(node), verdict, hypotheses, axioms, engine.toolchain());
  }
}
