package lakatos.autoformalizer;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import lakatos.leanbridge.Anatomy;
import lakatos.leanbridge.Anatomy.Kind;
import lakatos.leanbridge.Anatomy.Variant;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.ProofSession;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verdict;
import lakatos.leanbridge.Verifier;
import lakatos.prover.Budget;
import lakatos.prover.Closers;
import lakatos.prover.Instance;
import lakatos.prover.Portfolio;
import lakatos.prover.ProofResult;

/**
 * What Lean is asked about one statement, until its time is over. Answers are remembered. Not
 * thread-safe.
 *
 * <p>What {@link #decide} says is verified strictly; what {@link #counterexample} says is a guess
 * by evaluation.
 */
final class Inquiry {
  private static final Duration ELABORATION = Duration.ofSeconds(20);
  private static final Duration EVALUATION = Duration.ofSeconds(3);
  private static final Duration LEAST = Duration.ofMillis(200);

  private final LeanPool pool;
  private final Verifier verifier;
  private final Portfolio portfolio;
  private final Statement statement;
  private final Instant deadline;
  private final Map<String, Answer> answers = new HashMap<>();
  private final Map<String, ProofResult> decided = new HashMap<>();
  private final Map<String, Optional<Instance>> evaluated = new HashMap<>();

  Inquiry(LeanPool pool, Verifier verifier, Statement statement, Instant deadline) {
    this.pool = pool;
    this.verifier = verifier;
    this.portfolio = new Portfolio(pool, verifier, Closers.standard());
    this.statement = statement;
    this.deadline = deadline;
  }

  Statement statement() {
    return statement;
  }

  boolean expired() {
    return left().compareTo(LEAST) < 0;
  }

  private Duration left() {
    return Duration.between(Instant.now(), deadline);
  }

  private Duration atMost(Duration wanted) {
    Duration left = left();
    Duration bounded = wanted.compareTo(left) < 0 ? wanted : left;
    return bounded.compareTo(LEAST) < 0 ? LEAST : bounded;
  }

  /**
   * Takes the statement apart; not charged to the time.
   *
   * @return nothing if it is too large
   * @throws LeanException {@code UNUSABLE} if it does not elaborate
   */
  Optional<Anatomy> anatomy(Kind... kinds) {
    Set<Kind> wanted = EnumSet.noneOf(Kind.class);
    wanted.addAll(List.of(kinds));
    try (ProofSession session = ProofSession.start(pool, statement, Optional.empty())) {
      return session.anatomy(statement, wanted, Limits.DEFAULT.withWall(ELABORATION));
    }
  }

  /** Returns a variant as a statement of its own, in the same surroundings. */
  Statement state(Variant variant) {
    return state(variant.text());
  }

  /** Returns a closed proposition as a statement, in the same surroundings. */
  Statement state(String proposition) {
    return new Statement(
        statement.header(), statement.preamble(), "theorem variant : " + proposition);
  }

  /**
   * Looks for values at which a statement is false, by evaluation.
   *
   * @param bounds how many values to try for the first variable, the second, ...
   */
  Optional<Instance> counterexample(Statement asked, List<Integer> bounds) {
    String key = bounds + asked.text();
    Optional<Instance> known = evaluated.get(key);
    if (known == null) {
      known = expired() ? Optional.empty() : evaluate(asked, bounds);
      evaluated.put(key, known);
    }
    return known;
  }

  private Optional<Instance> evaluate(Statement asked, List<Integer> bounds) {
    try (ProofSession session = ProofSession.start(pool, statement, Optional.of(deadline))) {
      Limits limits = Limits.DEFAULT.withWall(atMost(EVALUATION));
      return session.probe(asked, bounds, limits).map(Instance::new);
    } catch (LeanException e) {
      return unanswered(e);
    }
  }

  /** Tries to prove or refute a statement; nothing if Lean gives no answer in time. */
  Optional<ProofResult> decide(Statement asked, Duration limit) {
    return answered(asked, () -> portfolio.prove(asked, new Budget(atMost(limit))));
  }

  /** Tries to refute a statement; nothing if Lean gives no answer in time. */
  Optional<ProofResult> refute(Statement asked, Duration limit) {
    return answered(asked, () -> portfolio.refute(asked, new Budget(atMost(limit))));
  }

  private Optional<ProofResult> answered(Statement asked, Supplier<ProofResult> question) {
    ProofResult known = decided.get(asked.text());
    if (known != null) {
      return Optional.of(known);
    }
    if (expired()) {
      return Optional.empty();
    }
    try {
      ProofResult result = question.get();
      decided.put(asked.text(), result);
      return Optional.of(result);
    } catch (LeanException e) {
      return unanswered(e);
    }
  }

  /** Returns the proof of a statement, if there is one. */
  Optional<String> proof(Statement asked, Duration limit) {
    return decide(asked, limit)
        .filter(ProofResult.Proved.class::isInstance)
        .map(result -> ((ProofResult.Proved) result).source());
  }

  /** What came of a tactic block. */
  enum Answer {
    PROVED,
    /** It ran to its end and did not prove the statement. */
    FAILED,
    /** Its time was over, or Lean was lost over it. */
    NONE
  }

  /** Whether one tactic block proves a statement; verified strictly. */
  boolean proves(Statement asked, String tactics, Duration limit) {
    return answer(asked, tactics, limit) == Answer.PROVED;
  }

  /** Runs one tactic block on a statement. */
  Answer answer(Statement asked, String tactics, Duration limit) {
    String candidate = asked.text() + " := by\n" + tactics.indent(2);
    Answer known = answers.get(candidate);
    if (known == null) {
      known = expired() ? Answer.NONE : verify(asked, candidate, limit);
      answers.put(candidate, known);
    }
    return known;
  }

  private Answer verify(Statement asked, String candidate, Duration limit) {
    try {
      Limits limits = Limits.DEFAULT.withWall(atMost(limit));
      Verdict verdict = verifier.verify(asked, candidate, limits, true);
      boolean unfinished =
          verdict instanceof Verdict.TimedOut || verdict instanceof Verdict.Crashed;
      return verdict.isProved() ? Answer.PROVED : unfinished ? Answer.NONE : Answer.FAILED;
    } catch (LeanException e) {
      return Inquiry.<Answer>unanswered(e).orElse(Answer.NONE);
    }
  }

  /**
   * A variant that does not elaborate, or a process that is lost over it, is no answer; a pool that
   * cannot serve, or an interrupt, ends the inquiry.
   */
  private static <T> Optional<T> unanswered(LeanException e) {
    return switch (e.reason()) {
      case TIMED_OUT, DIED, REFUSED, UNUSABLE -> Optional.empty();
      case BUSY, UNAVAILABLE, CLOSED -> throw e;
    };
  }
}
