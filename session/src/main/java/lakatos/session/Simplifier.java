package lakatos.session;

import static lakatos.session.SessionException.refused;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
   * @param without a lemma, an axiom or a name that is not to be used; empty for none
   * @return nothing if the known one is as simple
   */
  Optional<Simpler> find(String without) {
    Optional<Simpler> best = without.isEmpty() ? present() : Optional.empty();
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
      best = present().filter(simpler -> avoids(simpler, without));
    }
    if (best.isPresent()) {
      best = Optional.of(shorter(best.get(), without));
    }
    return best.filter(found -> found.weight() < start);
  }

  private Optional<Simpler> present() {
    List<Node> lemmas =
        known.uses().keySet().stream().flatMap(used -> state.node(used).stream()).toList();
    return Assembly.body(known.source(), Assembly.given(node, lemmas))
        .flatMap(body -> judged(lemmas, body, known.by()));
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
    ProofResult result =
        engine.portfolio().prove(state.searched(node, text), new Budget(left.dividedBy(2)));
    if (!(result instanceof ProofResult.Proved proved)) {
      return Optional.empty();
    }
    return Assembly.body(proved.source(), text)
        .map(body -> new Simpler(lemmas, body, proved.verdict(), by(result)))
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
        Optional<Simpler> fewer = judged(best.lemmas(), without(lines, i), best.by());
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

  private Optional<Simpler> judged(List<Node> lemmas, String body, Provenance by) {
    String text = Assembly.given(node, lemmas);
    Verdict verdict = engine.judge(state.searched(node, text), text + " := " + body);
    return verdict instanceof Verdict.Proved proved
        ? Optional.of(new Simpler(lemmas, body, proved, by))
        : Optional.empty();
  }
}
