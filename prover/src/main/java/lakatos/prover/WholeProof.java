package lakatos.prover;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.Verifier;
import lakatos.prover.model.LanguageModel;
import lakatos.prover.model.Profile;
import lakatos.prover.model.Sampling;
import lakatos.prover.model.Span;

/**
 * Has a model write whole proofs, and has them verified as they arrive. What fails goes back with
 * Lean's errors, if the profile knows how. The first proof that holds ends the rest.
 */
public final class WholeProof implements Policy {
  /** The name under which results say who found them. */
  public static final String NAME = "whole-proof";

  /** The name for proofs of which the portfolio replaced a step. */
  public static final String REPAIR = "repair";

  /** The name for proofs that were corrected. */
  public static final String CORRECTION = "correction";

  private final LanguageModel model;
  private final Profile profile;
  private final LeanPool pool;
  private final Verifier verifier;
  private final Options options;
  private final Consumer<Attempt> log;
  private final Optional<Repair> repair;
  private final Queue<Span> writing = new ConcurrentLinkedQueue<>();

  /**
   * How proofs are drawn and judged.
   *
   * @param sampling of every answer
   * @param seed of a problem's first answer
   * @param rounds how often an answer is corrected; 0 for never
   * @param exhaustive whether every answer is drawn and judged, even after a proof
   * @param check how long Lean may take over one candidate
   */
  public record Options(
      Sampling sampling, long seed, int rounds, boolean exhaustive, Duration check) {
    public Options {
      if (rounds < 0) {
        throw new IllegalArgumentException("rounds must not be negative: " + rounds);
      }
    }

    /** What a profile's makers recommend, corrected twice. */
    public static Options of(Profile profile) {
      return new Options(profile.sampling(), 0, 2, false, Duration.ofSeconds(60));
    }

    public Options withSampling(Sampling value) {
      return new Options(value, seed, rounds, exhaustive, check);
    }

    public Options withSeed(long value) {
      return new Options(sampling, value, rounds, exhaustive, check);
    }

    public Options withRounds(int value) {
      return new Options(sampling, seed, value, exhaustive, check);
    }

    public Options withExhaustive(boolean value) {
      return new Options(sampling, seed, rounds, value, check);
    }

    public Options withCheck(Duration value) {
      return new Options(sampling, seed, rounds, exhaustive, value);
    }
  }

  /**
   * Makes a policy.
   *
   * @param log told of every attempt, on the threads that make them
   */
  public WholeProof(
      LanguageModel model,
      Profile profile,
      LeanPool pool,
      Verifier verifier,
      Options options,
      Consumer<Attempt> log) {
    this(model, profile, pool, verifier, options, log, Optional.empty());
  }

  private WholeProof(
      LanguageModel model,
      Profile profile,
      LeanPool pool,
      Verifier verifier,
      Options options,
      Consumer<Attempt> log,
      Optional<Repair> repair) {
    this.model = model;
    this.profile = profile;
    this.pool = pool;
    this.verifier = verifier;
    this.options = options;
    this.log = log;
    this.repair = repair;
  }

  /** The same policy, but that a step which fails may be replaced by what the portfolio finds. */
  public WholeProof repairing(Closers closers) {
    return new WholeProof(
        model,
        profile,
        pool,
        verifier,
        options,
        log,
        Optional.of(new Repair(pool, verifier, closers)));
  }

  @Override
  public ProofResult prove(Problem problem, Budget budget) {
    try (WholeProofSearch search = new WholeProofSearch(this, problem, budget)) {
      return search.run();
    }
  }

  /** The time in which the model was writing for any problem so far that has ended. */
  public Duration writing() {
    return Span.union(writing);
  }

  void wrote(List<Span> spans) {
    writing.addAll(spans);
  }

  LanguageModel model() {
    return model;
  }

  Profile profile() {
    return profile;
  }

  LeanPool pool() {
    return pool;
  }

  Verifier verifier() {
    return verifier;
  }

  Optional<Repair> repair() {
    return repair;
  }

  Options options() {
    return options;
  }

  void tell(Attempt attempt) {
    log.accept(attempt);
  }
}
