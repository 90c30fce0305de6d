package lakatos.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import lakatos.autoformalizer.Autoformalizer;
import lakatos.autoformalizer.FormalizerOptions;
import lakatos.autoformalizer.InformalProblem;
import lakatos.autoformalizer.Stage;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.Message;
import lakatos.prover.Auto;
import lakatos.prover.Budget;
import lakatos.prover.Portfolio;
import lakatos.prover.ProofResult;
import lakatos.prover.WholeProof;
import lakatos.prover.model.ModelException;
import lakatos.v1.Drafting;
import lakatos.v1.Judgement;
import lakatos.v1.Objection;
import lakatos.v1.Policy;
import lakatos.v1.Problem;
import lakatos.v1.Result;
import lakatos.v1.Search;

/**
 * Works on one problem, on the caller's thread; an interrupt ends it. What is wrong with a problem
 * is its result; what would be wrong with any is thrown. Thread-safe.
 */
final class Solver {
  private final Engine engine;

  Solver(Engine engine) {
    this.engine = engine;
  }

  /** Hears of each step of a search, on the thread that makes it. */
  interface Listener {
    void tried(int attempts, String what);
  }

  /**
   * Says what is wrong with a way to search, before anything is begun.
   *
   * @throws IllegalArgumentException with a sentence
   */
  void check(Search search) {
    Wire.budget(search.getBudget());
    policy(search, (attempts, what) -> {});
  }

  /** The same of a way to judge. */
  void check(Judgement judgement) {
    timeout(judgement);
  }

  /** The same of a way to make statements. */
  void check(Drafting drafting) {
    time(drafting);
    options(drafting);
  }

  /**
   * Looks for a proof.
   *
   * @param deadline when nobody wants to know any more
   * @throws IllegalArgumentException if problem or search are none
   * @throws LeanException if there is no Lean to be had, or {@code CLOSED} after an interrupt
   * @throws ModelException if there is no model to be had
   */
  Result prove(Problem problem, Search search, Optional<Instant> deadline, Listener listener) {
    lakatos.prover.Problem known = Wire.problem(problem);
    Budget budget = Wire.budget(search.getBudget());
    Budget left = new Budget(within(budget.wall(), deadline), budget.samples(), budget.tokens());
    return result(
        problem,
        () -> {
          ProofResult result = policy(search, listener).prove(known, left);
          return Wire.result(known, result, engine.pool().id().toString());
        });
  }

  /** Judges a candidate; throws as {@link #prove}. */
  Result judge(Problem problem, Judgement judgement, Optional<Instant> deadline) {
    lakatos.prover.Problem known = Wire.problem(problem);
    if (problem.getCandidate().isBlank()) {
      throw new IllegalArgumentException("the problem has no candidate to be judged");
    }
    Limits limits = Limits.DEFAULT.withWall(within(timeout(judgement), deadline));
    return result(
        problem,
        () ->
            Wire.result(
                problem.getId(),
                engine
                    .verifier()
                    .verify(
                        known.statement(), problem.getCandidate(), limits, judgement.getStrict()),
                engine.pool().id().toString()));
  }

  /**
   * Makes statements of words; throws as {@link #prove}.
   *
   * @param told of each stage as it happens
   */
  Result formalize(
      Problem problem, Drafting drafting, Optional<Instant> deadline, Consumer<Stage> told) {
    InformalProblem known = Wire.informal(problem);
    Formalizers formalizers = engine.formalizers();
    Autoformalizer autoformalizer =
        new Autoformalizer(
            engine.pool(),
            engine.verifier(),
            formalizers.writers(),
            formalizers.council(),
            options(drafting));
    Duration left = within(time(drafting), deadline);
    return result(
        problem,
        () ->
            Formalizations.result(
                autoformalizer.formalize(known, left, told), engine.pool().id().toString()));
  }

  private Duration time(Drafting drafting) {
    return drafting.hasWall()
        ? Wire.duration(drafting.getWall(), "the time for a statement")
        : engine.formalizers().time();
  }

  private FormalizerOptions options(Drafting drafting) {
    FormalizerOptions options = engine.formalizers().options();
    options = drafting.getSamples() == 0 ? options : options.withSamples(drafting.getSamples());
    options = drafting.hasRounds() ? options.withRounds(drafting.getRounds()) : options;
    return drafting.hasSeed() ? options.withSeed(drafting.getSeed()) : options;
  }

  private Result result(Problem problem, Supplier<Result> work) {
    try {
      return work.get();
    } catch (LeanException e) {
      return switch (e.reason()) {
        case TIMED_OUT, DIED, UNUSABLE, REFUSED -> unfit(problem, e);
        case BUSY, UNAVAILABLE, CLOSED -> throw e;
      };
    } catch (ModelException e) {
      return switch (e.reason()) {
        case TOO_LONG, REFUSED, GARBLED, TIMED_OUT ->
            Wire.error(problem.getId(), e.getMessage(), List.of());
        case BAD_CHECKPOINT, UNREACHABLE, UNAUTHORIZED, UNKNOWN_MODEL, FAILED, CLOSED -> throw e;
      };
    }
  }

  private Result unfit(Problem problem, LeanException e) {
    String sentence = e.getMessage().strip().replaceAll("\\s*\\n\\s*", " ");
    String code = e.reason() == LeanException.Reason.UNUSABLE ? "unusable" : "crashed";
    return Wire.error(
            problem.getId(), sentence, e.messages().stream().filter(Message::isError).toList())
        .toBuilder()
        .addReasons(Objection.newBuilder().setCode(code).setText(sentence))
        .setToolchain(engine.pool().id().toString())
        .build();
  }

  private static Duration timeout(Judgement judgement) {
    return judgement.hasTimeout()
        ? Wire.duration(judgement.getTimeout(), "timeout")
        : Limits.DEFAULT.wall();
  }

  private static Duration within(Duration wanted, Optional<Instant> deadline) {
    Duration left = deadline.map(end -> Duration.between(Instant.now(), end)).orElse(wanted);
    Duration shorter = left.compareTo(wanted) < 0 ? left : wanted;
    Duration least = Duration.ofMillis(1);
    return shorter.compareTo(least) < 0 ? least : shorter;
  }

  private lakatos.prover.Policy policy(Search search, Listener listener) {
    AtomicInteger attempts = new AtomicInteger();
    Portfolio portfolio =
        new Portfolio(
            engine.pool(),
            engine.verifier(),
            engine.closers(),
            tried -> listener.tried(attempts.incrementAndGet(), tried.tactic()));
    return switch (named(search)) {
      case POLICY_PORTFOLIO -> portfolio;
      case POLICY_WHOLE_PROOF -> wholeProof(search, attempts, listener);
      case POLICY_AUTO -> auto(portfolio, search, wholeProof(search, attempts, listener));
      case POLICY_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("this server does not know the policy");
    };
  }

  private Auto auto(Portfolio portfolio, Search search, WholeProof plain) {
    Auto.Price price = served(search.getModel()).price();
    WholeProof writer = price == Auto.Price.CHEAP ? plain : plain.repairing(engine.closers());
    return new Auto(portfolio, () -> Optional.of(writer), price);
  }

  private Policy named(Search search) {
    if (search.getPolicy() != Policy.POLICY_UNSPECIFIED) {
      return search.getPolicy();
    }
    boolean model = !search.getModel().isEmpty() || !engine.models().isEmpty();
    return model ? Policy.POLICY_AUTO : Policy.POLICY_PORTFOLIO;
  }

  private WholeProof wholeProof(Search search, AtomicInteger attempts, Listener listener) {
    ServedModel served = served(search.getModel());
    WholeProof.Options options =
        WholeProof.Options.of(served.profile())
            .withSampling(served.sampling())
            .withCheck(served.price().check())
            .withSeed(search.getSeed());
    return new WholeProof(
        served.model(),
        served.profile(),
        engine.pool(),
        engine.verifier(),
        search.hasRounds() ? options.withRounds(search.getRounds()) : options,
        attempt -> listener.tried(attempts.incrementAndGet(), attempt.policy()));
  }

  /**
   * Returns a model of this server.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  ServedModel served(String name) {
    return engine
        .model(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    name.isEmpty()
                        ? "this server has no model"
                        : "this server has no model " + name + "; ListModels tells which it has"));
  }
}
