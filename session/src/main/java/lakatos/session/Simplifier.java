package lakatos.session;

import static lakatos.session.SessionException.refused;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verdict;
import lakatos.prover.Budget;
import lakatos.prover.ProofResult;

/**
 * Looks for a simpler proof of a node that has one: from fewer lemmas, with fewer lines, or without
 * something that is named.
 */
final class Simplifier {
  private final Engine engine;
  private final SessionState state;
  private final Node node;
  private final Entry.Proved known;
  private final Instant deadline;

  Simplifier(Session session, Engine engine, String name, Duration budget) {
    this.engine = engine;
    this.state = session.state();
    this.node = session.node(name);
    this.known =
        state
            .proof(node)
            .orElseThrow(() -> refused(name + " is " + state.status(node) + "; prove it first"));
    this.deadline = Instant.now().plus(budget);
  }

  /** A proof from some lemmas, as the verifier has accepted it. */
  record Simpler(List<Node> lemmas, String body, Verdict.Proved verdict, Provenance by) {

    /** Lemmas weigh most: each has a proof of its own to be read. */
    int weight() {
      return 1000 * lemmas.size() + body.lines().mapToInt(line -> 10 + line.strip().length()).sum();
    }
  }

  /**
   * Returns the simplest proof that was found.
   *
   * @param without an import of the header, a lemma, an axiom or a name that is not to be used;
   *     empty for none
   * @return nothing if the known one is as simple
   * @throws SessionException {@code REFUSED} if the statement means nothing without the import
   */
  Optional<Simpler> find(String without) {
    if (!reduced(state.statement(node), without).equals(state.statement(node))) {
      engine.requireElaborates(
          reduced(state.statement(node), without), node.name() + " without import " + without);
    }
    Optional<Simpler> best = without.isEmpty() ? present(without) : Optional.empty();
    int start = best.map(Simpler::weight).orElse(Integer.MAX_VALUE);
    List<Node> allowed =
        known.uses().keySet().stream()
            .filter(used -> !used.equals(without))
            .flatMap(used -> state.node(used).stream())
            .toList();
    for (List<Node> lemmas : fewerAndFewer(allowed)) {
      best = better(best, search(lemmas, without));
    }
    if (best.isEmpty() && !without.isEmpty()) {
      best = present(without).filter(simpler -> avoids(simpler, without));
    }
    if (best.isPresent()) {
      best = Optional.of(shorter(best.get(), without));
    }
    return best.filter(found -> found.weight() < start);
  }

  /**
   * The same behind a header that lacks an import, if it has that; no import at all would mean Std.
   */
  private static Statement reduced(Statement statement, String without) {
    String line = "import " + without;
    List<String> lines = statement.header().lines().map(String::strip).toList();
    if (!lines.contains(line)) {
      return statement;
    }
    boolean others = lines.stream().anyMatch(l -> l.startsWith("import ") && !l.equals(line));
    String rest =
        lines.stream()
            .filter(l -> !l.equals(line))
            .map(l -> l + "\n")
            .collect(Collectors.joining());
    return new Statement(
        others ? rest : "import Init\n" + rest, statement.preamble(), statement.text());
  }

  private Optional<Simpler> present(String without) {
    List<Node> lemmas =
        known.uses().keySet().stream().flatMap(used -> state.node(used).stream()).toList();
    return Assembly.body(known.source(), Assembly.given(node, lemmas))
        .flatMap(body -> judged(lemmas, body, known.by(), without));
  }

  private static Optional<Simpler> better(Optional<Simpler> one, Optional<Simpler> other) {
    boolean second =
        other.isPresent() && (one.isEmpty() || other.get().weight() < one.get().weight());
    return second ? other : one;
  }

  /** None first, then without each alone, then all that are allowed. */
  private static Set<List<Node>> fewerAndFewer(List<Node> allowed) {
    Set<List<Node>> sets = new LinkedHashSet<>();
    sets.add(List.of());
    for (Node left : allowed) {
      sets.add(allowed.stream().filter(lemma -> !lemma.equals(left)).toList());
    }
    sets.add(allowed);
    return sets;
  }

  private Optional<Simpler> search(List<Node> lemmas, String without) {
    Duration left = Duration.between(Instant.now(), deadline);
    if (left.compareTo(Duration.ofSeconds(1)) < 0) {
      return Optional.empty();
    }
    String text = Assembly.given(node, lemmas);
    Statement there = reduced(state.searched(node, text), without);
    ProofResult result = engine.portfolio().prove(there, new Budget(left.dividedBy(2)));
    if (!(result instanceof ProofResult.Proved proved)) {
      return Optional.empty();
    }
    return Assembly.body(proved.source(), text)
        .flatMap(body -> judged(lemmas, body, by(result), without))
        .filter(simpler -> avoids(simpler, without));
  }

  private static Provenance by(ProofResult result) {
    return Provenance.of(result.effort(), "", 0);
  }

  private static boolean avoids(Simpler simpler, String without) {
    return without.isEmpty()
        || (!simpler.verdict().axioms().contains(without)
            && !simpler.body().contains(without)
            && simpler.lemmas().stream().noneMatch(lemma -> lemma.name().equals(without)));
  }

  /** Leaves out a line, and what is indented below it, as long as the rest is a proof. */
  private Simpler shorter(Simpler simpler, String without) {
    Simpler best = simpler;
    boolean again = true;
    while (again && Instant.now().isBefore(deadline)) {
      again = false;
      List<String> lines = best.body().lines().toList();
      for (int i = lines.size() - 1; i > 0; i--) {
        Optional<Simpler> fewer = judged(best.lemmas(), without(lines, i), best.by(), without);
        if (fewer.filter(found -> avoids(found, without)).isPresent()) {
          best = fewer.get();
          again = true;
          break;
        }
      }
    }
    return best;
  }

  private static String without(List<String> lines, int first) {
    List<String> kept = new ArrayList<>(lines.subList(0, first));
    int next = first + 1;
    while (next < lines.size() && indent(lines.get(next)) > indent(lines.get(first))) {
      next++;
    }
    kept.addAll(lines.subList(next, lines.size()));
    return String.join("\n", kept);
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  /** Judged as it is, and without the import if there is one to do without. */
  private Optional<Simpler> judged(List<Node> lemmas, String body, Provenance by, String without) {
    String text = Assembly.given(node, lemmas);
    String candidate = text + " := " + body;
    Statement statement = state.searched(node, text);
    Statement there = reduced(statement, without);
    if (!there.equals(statement) && !engine.judge(there, candidate).isProved()) {
      return Optional.empty();
    }
    return engine.judge(statement, candidate) instanceof Verdict.Proved proved
        ? Optional.of(new Simpler(lemmas, body, proved, by))
        : Optional.empty();
  }
}
