package lakatos.prover;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import lakatos.prover.model.ModelException;

/**
 * What costs nothing first: the portfolio, which also finds out what is false, then a model, all
 * within one budget. What the portfolio does not use of its time is the model's.
 */
public final class Auto implements Policy {
  private final Portfolio portfolio;
  private final Supplier<Optional<WholeProof>> model;
  private final Price price;

  /** What a model's proofs cost beside the portfolio, and so how the time is divided. */
  public enum Price {
    /** A proof takes minutes: the portfolio has a third of the time, and 30 s at most. */
    DEAR(Duration.ofSeconds(60)),

    /** All samples take some seconds: the portfolio has all but a quarter, and all but 15 s. */
    CHEAP(Duration.ofSeconds(5));

    private static final Duration MOST_BEFORE_DEAR = Duration.ofSeconds(30);
    private static final Duration MOST_FOR_CHEAP = Duration.ofSeconds(15);

    private final Duration check;

    Price(Duration check) {
      this.check = check;
    }

    /** How long Lean may take over one of the proofs. */
    public Duration check() {
      return check;
    }

    /** The portfolio's time, of the whole. */
    public Duration portfolio(Duration wall) {
      return switch (this) {
        case DEAR -> shorter(wall.dividedBy(3), MOST_BEFORE_DEAR);
        case CHEAP -> wall.minus(shorter(wall.dividedBy(4), MOST_FOR_CHEAP));
      };
    }

    private static Duration shorter(Duration one, Duration other) {
      return one.compareTo(other) < 0 ? one : other;
    }
  }

  /** A policy whose model is dear. */
  public Auto(Portfolio portfolio, WholeProof model) {
    this(portfolio, () -> Optional.of(model), Price.DEAR);
  }

  /**
   * Makes a policy.
   *
   * @param model asked for whenever the portfolio has left a statement open, on the thread that
   *     proves; the time that takes is not the budget's. Without one, what the portfolio says
   *     stands
   * @param price of its proofs; a statement that is too long for a cheap model stays as the
   *     portfolio left it
   */
  public Auto(Portfolio portfolio, Supplier<Optional<WholeProof>> model, Price price) {
    this.portfolio = portfolio;
    this.model = model;
    this.price = price;
  }

  @Override
  public ProofResult prove(Problem problem, Budget budget) {
    Instant deadline = budget.deadline();
    ProofResult first = portfolio.prove(problem, budget.withWall(price.portfolio(budget.wall())));
    Duration left = Duration.between(Instant.now(), deadline);
    if (!(first instanceof ProofResult.Open open) || left.isNegative() || left.isZero()) {
      return first;
    }
    Optional<WholeProof> writer = model.get();
    if (writer.isEmpty()) {
      return first;
    }
    try {
      return after(open, writer.get().prove(problem, budget.withWall(left)));
    } catch (ModelException e) {
      if (price == Price.CHEAP && e.reason() == ModelException.Reason.TOO_LONG) {
        return first;
      }
      throw e;
    }
  }

  /** Where the portfolio came furthest says more than what is wrong with some cheap text. */
  private ProofResult after(ProofResult.Open open, ProofResult second) {
    ProofResult both = second.after(open);
    return price == Price.CHEAP && both instanceof ProofResult.Open && !open.goals().isEmpty()
        ? new ProofResult.Open(open.goals(), both.effort())
        : both;
  }
}
