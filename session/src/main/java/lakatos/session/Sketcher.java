package lakatos.session;

import static lakatos.session.SessionException.refused;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lakatos.leanbridge.Goal;
import lakatos.leanbridge.Goal.Hypothesis;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.Message;
import lakatos.leanbridge.ProofSession;
import lakatos.leanbridge.ProofSession.Elaborated;
import lakatos.leanbridge.ProofSession.Hole;
import lakatos.leanbridge.Statement;

/**
 * Makes lemmas of the gaps in a proof: what stands open at each {@code sorry} becomes a statement
 * of its own, with the hypotheses that are there, and the proof goes on from that. The verifier has
 * the last word on whether the lemmas say what was open.
 */
final class Sketcher {
  private static final Pattern NAMED =
      Pattern.compile("(?s).*\\bhave\\s+([\\p{L}_][\\p{L}\\p{N}_']*)[^\\n]*:=\\s*(?:by\\s+)?\\z");
  private static final String SORRY = "sorry";

  /** Types as Lean shows them do not always read back; with these options more of them do. */
  private static final List<String> WAYS_TO_SHOW =
      List.of(
          "",
          "set_option pp.numericTypes true\nset_option pp.coercions.types true\n",
          "set_option pp.explicit true\n");

  private final Session session;
  private final Engine engine;
  private final SessionState state;
  private final Node node;
  private final List<Node> lemmas;

  Sketcher(Session session, Engine engine, String name) {
    this.session = session;
    this.engine = engine;
    this.state = session.state();
    this.node = session.node(name);
    this.lemmas = node.uses().stream().flatMap(used -> state.node(used).stream()).toList();
  }

  /** A gap: where it is, the lemma that it becomes, and how that is applied there. */
  private record Gap(int start, Entry.LemmaAdded lemma, String application) {}

  /**
   * Takes a proof with gaps apart.
   *
   * @param proof what stands after {@code :=}
   * @param argument what it was made from
   * @throws SessionException {@code REFUSED} if it has errors, no gap, or one that cannot be stated
   */
  Entry.Sketched sketch(String proof, String argument) {
    String given = Assembly.given(node, lemmas);
    Statement statement = state.searched(node, given);
    String before = SessionState.paragraphs(statement.header(), statement.preamble(), given);
    String body = proof.strip().replaceFirst("^:=\\s*", "");
    String text = before + " := " + body;
    SessionException failure = refused("no gap of the sketch can be stated by itself");
    for (String options : WAYS_TO_SHOW) {
      try {
        return sketched(statement, options, text, body, argument);
      } catch (SessionException e) {
        failure = e;
      }
    }
    throw failure;
  }

  private Entry.Sketched sketched(
      Statement statement, String options, String text, String body, String argument) {
    List<Gap> gaps = gaps(statement, options, text);
    String filled = text;
    for (int i = gaps.size() - 1; i >= 0; i--) {
      Gap gap = gaps.get(i);
      filled =
          filled.substring(0, gap.start())
              + gap.application()
              + filled.substring(gap.start() + SORRY.length());
    }
    String proof = filled.substring(text.length() - body.length());
    SessionState with = state;
    for (Gap gap : gaps) {
      with = gap.lemma().after(with, new Stamp(0, java.time.Instant.EPOCH, ""));
    }
    Entry.Proved proved = new Search(session, engine, with, node.name()).written(proof, true);
    return new Entry.Sketched(argument, gaps.stream().map(Gap::lemma).toList(), proved);
  }

  private List<Gap> gaps(Statement statement, String options, String text) {
    try (ProofSession lean = ProofSession.start(engine.pool(), statement, Optional.empty())) {
      // options go below the imports: the header's last line is where the preamble begins
      String header = statement.header();
      String shown =
          text.startsWith(header) ? header + options + text.substring(header.length()) : text;
      Elaborated elaborated = lean.elaborate(shown, Limits.DEFAULT);
      String errors =
          elaborated.messages().stream()
              .filter(Message::isError)
              .map(Message::toString)
              .collect(Collectors.joining("\n"));
      if (!errors.isEmpty()) {
        throw refused("the sketch has errors beside its gaps:\n" + errors);
      }
      if (elaborated.holes().isEmpty()) {
        throw refused("the sketch has no gap; 'prove " + node.name() + " --by' takes whole proofs");
      }
      int shift = shown.length() - text.length();
      Set<String> names = new HashSet<>(state.nodes().keySet());
      List<Gap> gaps = new ArrayList<>();
      for (Hole hole : elaborated.holes()) {
        gaps.add(gap(lean, hole, place(shown, hole) - shift, text, names));
      }
      return gaps;
    }
  }

  private Gap gap(ProofSession lean, Hole hole, int start, String text, Set<String> names) {
    List<Goal> goals = lean.goals(hole.state(), Limits.DEFAULT);
    if (goals.size() != 1) {
      throw refused("a gap of the sketch stands for " + goals.size() + " goals; give each its own");
    }
    Goal goal = goals.get(0);
    List<Hypothesis> kept = kept(goal);
    if (kept.stream().anyMatch(hypothesis -> !hypothesis.accessible())) {
      throw refused("a gap of the sketch has unnamed hypotheses; name them with intro or rename_i");
    }
    String name = name(text.substring(0, start), names);
    String binders =
        kept.stream()
            .map(h -> " (" + h.name() + " : " + h.type() + ")")
            .collect(Collectors.joining());
    String statement = "theorem " + name + binders + " : " + goal.target();
    String arguments = kept.stream().map(h -> " " + h.name()).collect(Collectors.joining());
    String term = "@" + name + arguments;
    List<String> uses = lemmas.stream().map(Node::name).toList();
    return new Gap(
        start,
        new Entry.LemmaAdded(name, statement, "", "", uses, List.of(node.name())),
        hole.tactic() ? "exact " + term : "(" + term + ")");
  }

  /** Facts, and the variables that they or the goal speak of; lemmas are there anyway. */
  private List<Hypothesis> kept(Goal goal) {
    Set<String> known = lemmas.stream().map(Node::name).collect(Collectors.toSet());
    List<Hypothesis> own =
        goal.hypotheses().stream().filter(h -> !known.contains(h.name())).toList();
    Set<Hypothesis> kept = new LinkedHashSet<>();
    StringBuilder spoken = new StringBuilder(goal.target());
    own.stream().filter(Hypothesis::proof).forEach(h -> spoken.append(' ').append(h.type()));
    for (int i = own.size() - 1; i >= 0; i--) {
      Hypothesis hypothesis = own.get(i);
      if (hypothesis.proof() || mentions(spoken.toString(), hypothesis.name())) {
        kept.add(hypothesis);
        spoken.append(' ').append(hypothesis.type());
      }
    }
    return own.stream().filter(kept::contains).toList();
  }

  private static boolean mentions(String text, String name) {
    return Pattern.compile("(?<![\\p{L}\\p{N}_'.])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_'])")
        .matcher(text)
        .find();
  }

  /** After the step that the gap is in, if it has a name. */
  private String name(String before, Set<String> names) {
    Matcher named = NAMED.matcher(before);
    String goal = Assembly.parts(node).plainName();
    String base = named.matches() ? goal + "_" + named.group(1) : goal + "_gap";
    String name = base;
    for (int i = 2; !names.add(name); i++) {
      name = base + i;
    }
    return name;
  }

  private static int place(String text, Hole hole) {
    int start = 0;
    for (int line = 1; line < hole.line(); line++) {
      start = text.indexOf('\n', start) + 1;
    }
    start = text.offsetByCodePoints(start, hole.column());
    if (!text.startsWith(SORRY, start)) {
      throw refused("a gap of the sketch is not a sorry of its own");
    }
    return start;
  }
}
