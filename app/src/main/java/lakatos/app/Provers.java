package lakatos.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import lakatos.leanbridge.Statement;
import lakatos.prover.Attempt;
import lakatos.prover.Auto;
import lakatos.prover.Budget;
import lakatos.prover.Closers;
import lakatos.prover.Policy;
import lakatos.prover.Portfolio;
import lakatos.prover.Problem;
import lakatos.prover.ProofResult;
import lakatos.prover.WholeProof;
import lakatos.prover.model.LanguageModel;
import lakatos.prover.model.ModelException;
import org.jspecify.annotations.Nullable;

/**
 * The policy that a command asks for, and the model that it needs. Thread-safe.
 *
 * <p>A model that is named is loaded at once, so that whatever is wrong with it is said before any
 * work; the embedded one when the portfolio first leaves a statement open.
 */
final class Provers implements AutoCloseable {

  /** The policies by name. */
  enum Named {
    PORTFOLIO,
    WHOLE_PROOF,
    AUTO
  }

  /**
   * How a model's proofs are drawn and what is kept of them.
   *
   * @param rounds of correction
   * @param exhaustive whether to go on after a proof
   * @param log told of every attempt
   */
  record Drawing(int rounds, boolean exhaustive, Consumer<Attempt> log) {}

  private final Lean lean;
  private final ModelOptions options;
  private final Closers closers;
  private final Drawing drawing;
  private final Consumer<String> warn;
  private final Portfolio portfolio;
  private final Named named;
  private final LongAdder leanMillis = new LongAdder();
  private final Instant start = Instant.now();
  private volatile boolean leftOut;

  @GuardedBy("this")
  private @Nullable LanguageModel model;

  @GuardedBy("this")
  private @Nullable WholeProof writer;

  /**
   * Prepares a policy.
   *
   * @param options which model, the embedded one if they name none
   * @param warn told once if that could not be loaded: the portfolio goes on without it
   */
  Provers(
      Lean lean,
      Named named,
      ModelOptions options,
      Closers closers,
      Drawing drawing,
      Consumer<String> warn) {
    this.lean = lean;
    this.named = named;
    this.options = options;
    this.closers = closers;
    this.drawing = drawing;
    this.warn = warn;
    this.portfolio = new Portfolio(lean.pool(), lean.verifier(), closers);
    boolean later = named == Named.AUTO && options.isEmbedded();
    if (named != Named.PORTFOLIO && !later) {
      load();
    }
  }

  /** Works on a problem; neither the start of a Lean process nor loading is counted to its time. */
  ProofResult prove(Problem problem, Budget budget) {
    Statement statement = problem.statement();
    lean.await(statement);
    ProofResult result = policy().prove(problem, budget);
    leanMillis.add(result.effort().lean().toMillis());
    return result;
  }

  private Policy policy() {
    return switch (named) {
      case PORTFOLIO -> portfolio;
      case WHOLE_PROOF -> load();
      case AUTO -> leftOut ? portfolio : new Auto(portfolio, this::loadIfPossible, options.price());
    };
  }

  private Optional<WholeProof> loadIfPossible() {
    if (options.isGiven()) {
      return Optional.of(load());
    }
    synchronized (this) { // the others wait for the one that loads
      if (leftOut) {
        return Optional.empty();
      }
      try {
        return Optional.of(load());
      } catch (ModelException e) {
        leftOut = true;
        warn.accept("the embedded model is left out: " + e.getMessage());
        return Optional.empty();
      }
    }
  }

  private synchronized WholeProof load() {
    WholeProof known = writer;
    if (known != null) {
      return known;
    }
    WholeProof.Options how =
        options.drawing().withRounds(drawing.rounds()).withExhaustive(drawing.exhaustive());
    LanguageModel opened = options.openOrEmbedded();
    model = opened;
    WholeProof plain =
        new WholeProof(opened, options.profile(), lean.pool(), lean.verifier(), how, drawing.log());
    // the portfolio was here before, and has more time than all that a cheap model takes
    boolean repairing = named == Named.AUTO && options.price() == Auto.Price.DEAR;
    WholeProof whole = repairing ? plain.repairing(closers) : plain;
    writer = whole;
    return whole;
  }

  /** Whom people are told that whole proofs are by. */
  String writerName() {
    return options.isEmbedded() ? "the embedded model" : WholeProof.NAME;
  }

  /** Whether a model was loaded, or a server made ready to be asked. */
  synchronized boolean hasLoaded() {
    return writer != null;
  }

  /** How much of the time model and Lean worked; empty if there was no model, or no need of it. */
  synchronized Optional<String> utilisation() {
    double millis = Math.max(1, Duration.between(start, Instant.now()).toMillis());
    return Optional.ofNullable(writer)
        .map(
            whole ->
                String.format(
                    Locale.ROOT,
                    "the model was writing %.0f%% of the time, and Lean's processes worked %.0f%% of theirs",
                    100 * whole.writing().toMillis() / millis,
                    100 * leanMillis.sum() / (millis * lean.size())));
  }

  @Override
  public synchronized void close() {
    if (model != null) {
      model.close();
    }
  }
}
