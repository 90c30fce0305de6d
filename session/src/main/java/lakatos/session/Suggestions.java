package lakatos.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.ProofSession;
import lakatos.leanbridge.ProofSession.Step;
import lakatos.leanbridge.Statement;
import lakatos.prover.Budget;
import lakatos.prover.ProofResult;

/** What one could try next with a node. None of it is a proof. */
final class Suggestions {
  private static final int MOST = 8;
  private static final Duration LOOK = Duration.ofSeconds(20);
  private static final List<String> QUESTIONS = List.of("exact?", "apply?", "simp?", "rw?");

  private final Engine engine;
  private final Statement statement;
  private final Budget budget;

  Suggestions(Engine engine, Statement statement, Duration budget) {
    this.engine = engine;
    this.statement = statement;
    this.budget = new Budget(budget);
  }

  /** A line of advice each. */
  List<String> all() {
    List<String> all = new ArrayList<>(instances());
    all.addAll(library());
    ProofResult result = engine.portfolio().prove(statement, budget);
    if (result instanceof ProofResult.Proved proved) {
      all.add("'prove' will find this: " + proved.source());
    } else if (result instanceof ProofResult.Refuted refuted) {
      all.add("it is false at " + refuted.witness() + "; 'refute' will prove that");
    } else if (result instanceof ProofResult.Open open) {
      open.goals().stream()
          .limit(MOST)
          .forEach(goal -> all.add("a lemma for what remained: " + goal));
    }
    return all;
  }

  /** What evaluation says at small values. */
  List<String> instances() {
    try (ProofSession lean = ProofSession.start(engine.pool(), statement, Optional.empty())) {
      for (List<Integer> bounds : List.of(List.of(6, 6, 4), List.of(30, 12, 6), List.of(300, 8))) {
        Optional<String> instance =
            lean.probe(statement, bounds, Limits.DEFAULT.withWall(Duration.ofSeconds(5)));
        if (instance.isPresent()) {
          return List.of("it seems to fail: " + instance.get() + " evaluates to something false");
        }
      }
      return List.of("no small instance was found at which it fails");
    } catch (LeanException e) {
      return unless(e, "small instances cannot be evaluated");
    }
  }

  /** What Lean's own search offers. */
  private List<String> library() {
    List<String> offers = new ArrayList<>();
    try (ProofSession lean = ProofSession.start(engine.pool(), statement, Optional.empty())) {
      ProofSession.Opened opened = lean.open(statement, Limits.DEFAULT);
      for (String question : QUESTIONS) {
        Step step =
            lean.run(opened.state(), "intros; " + question, 0, true, Limits.DEFAULT.withWall(LOOK));
        if (step instanceof Step.Ran ran) {
          ran.messages().stream()
              .flatMap(message -> message.text().lines())
              .map(String::strip)
              .filter(line -> line.startsWith("[apply]"))
              .limit(MOST)
              .forEach(line -> offers.add("Lean offers " + line.substring(7).strip()));
        }
      }
      return offers;
    } catch (LeanException e) {
      offers.addAll(unless(e, "Lean's own search took too long"));
      return offers;
    }
  }

  private static List<String> unless(LeanException e, String sentence) {
    return switch (e.reason()) {
      case TIMED_OUT, DIED, REFUSED -> List.of(sentence);
      case BUSY, UNAVAILABLE, CLOSED, UNUSABLE -> throw e;
    };
  }
}
