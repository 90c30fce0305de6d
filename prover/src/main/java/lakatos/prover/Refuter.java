package lakatos.prover;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verdict;
import lakatos.prover.Workbench.Node;
import lakatos.prover.Workbench.Reached;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a proof that a statement is false. Small instances are evaluated first; one that seems
 * to fail is instantiated in a proof by contradiction, and the rest is the portfolio's work.
 */
final class Refuter {
  /**
   * How far to look.
   *
   * @param limit for each time
   * @param bounds each time: values for the first variable, the second, ..., for all further ones
   */
  record Reach(Duration limit, List<List<Integer>> bounds) {
    static final Reach FEW = new Reach(Duration.ofSeconds(1), List.of(List.of(4, 4)));
    static final Reach SOME = new Reach(Duration.ofSeconds(1), List.of(List.of(12, 12, 6)));
    static final Reach MANY =
        new Reach(
            Duration.ofSeconds(3),
            List.of(
                List.of(8, 1000),
                List.of(31, 31, 1),
                List.of(400, 400, 4),
                List.of(30, 30, 30, 4)));
  }

  private static final Duration STEP = Duration.ofSeconds(4);

  /** Tactics that refute a false hypothesis {@code hf}. */
  private static final List<String> CONTRADICTIONS =
      List.of(
          "simp at hf",
          "omega",
          "exact absurd hf (by decide)",
          "revert hf; decide",
          "revert hf; decide +kernel",
          "simp_all",
          "grind");

  private final Workbench bench;
  private final Closers closers;
  private final Statement statement;
  private final Optional<TheoremText> parts;
  private @Nullable Refutation accepted;

  /** A verified refutation. */
  record Refutation(String negation, String proof, String witness, Verdict.Proved verdict) {}

  Refuter(Workbench bench, Closers closers, Statement statement) {
    this.bench = bench;
    this.closers = closers;
    this.statement = statement;
    this.parts = TheoremText.of(statement.text());
  }

  /** Evaluates the statement at small values of its variables. */
  Optional<Refutation> byInstances(Reach reach) {
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    for (List<Integer> bounds : reach.bounds) {
      if (bench.expired()) {
        return Optional.empty();
      }
      Optional<String> instance = bench.probe(statement, bounds, reach.limit);
      if (instance.isPresent()) {
        return at(instance.get());
      }
    }
    return Optional.empty();
  }

  private Optional<Refutation> at(String instance) {
    String first = "intro h\nhave hf := " + instance;
    Optional<Node> node =
        open().flatMap(root -> bench.run(root, 0, first, STEP)).map(Reached::node);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    for (String tactic : CONTRADICTIONS) {
      boolean closed = bench.run(node.get(), 0, tactic, STEP).filter(Reached::complete).isPresent();
      if (closed && accept(new Script(first, List.of(Script.of(tactic))), instance)) {
        return Optional.ofNullable(accepted);
      }
    }
    TacticSearch search = new TacticSearch(bench, Vocabulary.of(statement), closers);
    search.search(node.get(), 2, part -> accept(new Script(first, List.of(part)), instance));
    return Optional.ofNullable(accepted);
  }

  /** Tries every closer on the negation. */
  Optional<Refutation> bySearch() {
    TacticSearch search = new TacticSearch(bench, Vocabulary.of(statement), closers);
    open().ifPresent(root -> search.close(root, script -> accept(script, "")));
    return Optional.ofNullable(accepted);
  }

  private boolean accept(Script script, String instance) {
    String negation = negation();
    String proof = Portfolio.proofText(script);
    return bench.verifies(
        statement,
        negation + " := " + proof,
        Optional.of(negationName()),
        verdict ->
            accepted = new Refutation(negation, proof, new Instance(instance).values(), verdict));
  }

  /** Opens the negation; nothing if it cannot be written down by text alone. */
  private Optional<Node> open() {
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          bench.open(new Statement(statement.header(), statement.preamble(), negation())));
    } catch (LeanException e) {
      if (e.reason() == LeanException.Reason.UNUSABLE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private String negationName() {
    return parts.map(TheoremText::plainName).orElse("statement") + "_is_false";
  }

  private String negation() {
    return "theorem "
        + negationName()
        + " : ¬ ("
        + parts.map(TheoremText::proposition).orElse("")
        + ")";
  }
}
