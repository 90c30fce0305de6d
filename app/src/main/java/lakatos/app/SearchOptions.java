package lakatos.app;

import java.time.Duration;
import lakatos.prover.Budget;
import lakatos.v1.Policy;
import lakatos.v1.Search;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to look for a proof, and how hard. */
final class SearchOptions {
  private static final int ROUNDS = 2;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Time for each statement or gap, such as 20s or 5m; default: 60s.")
  private @Nullable Duration budget;

  @Option(
      names = "--policy",
      paramLabel = "portfolio|whole-proof|auto",
      converter = PolicyConverter.class,
      description =
          "Lean's tactics, a model's proofs, or first the one and then the other; default: auto"
              + " with a model, also the embedded one, else portfolio.")
  private Provers.@Nullable Named policy;

  @Option(names = "--samples", description = "First answers of a model; default: 32.")
  private @Nullable Integer samples;

  @Option(
      names = "--tokens",
      paramLabel = "COUNT",
      converter = CountConverter.class,
      description = "Most tokens that a model may draw for a statement, such as 200k.")
  private @Nullable Long tokens;

  @Option(
      names = "--rounds",
      description = "How often an answer goes back with Lean's errors; default: 2.")
  private @Nullable Integer rounds;

  /**
   * Returns what a search may cost.
   *
   * @throws Trouble if what was asked for makes no sense
   */
  Budget limits() {
    if (rounds() < 0) {
      throw new Trouble("rounds must not be negative: " + rounds());
    }
    Budget usual = Budget.DEFAULT;
    try {
      return new Budget(
          budget != null ? budget : usual.wall(),
          samples != null ? samples : usual.samples(),
          tokens != null ? tokens : usual.tokens());
    } catch (IllegalArgumentException e) {
      throw new Trouble(String.valueOf(e.getMessage()), e);
    }
  }

  int rounds() {
    return rounds != null ? rounds : ROUNDS;
  }

  /**
   * Returns who proposes proofs.
   *
   * @param model whether there is one
   */
  Provers.Named policy(boolean model) {
    return policy != null ? policy : model ? Provers.Named.AUTO : Provers.Named.PORTFOLIO;
  }

  /**
   * The same for a server, which knows what is usual.
   *
   * @param model one of the server's; empty for its first
   * @param seed of the first sample
   */
  Search wire(String model, long seed) {
    limits();
    Search.Builder search = Search.newBuilder().setModel(model).setSeed(seed);
    if (budget != null) {
      search.getBudgetBuilder().setWall(Replies.wire(budget));
    }
    if (samples != null) {
      search.getBudgetBuilder().setSamples(samples);
    }
    if (tokens != null) {
      search.getBudgetBuilder().setTokens(tokens);
    }
    if (rounds != null) {
      search.setRounds(rounds);
    }
    return policy == null ? search.build() : search.setPolicy(wire(policy)).build();
  }

  private static Policy wire(Provers.Named policy) {
    return switch (policy) {
      case PORTFOLIO -> Policy.POLICY_PORTFOLIO;
      case WHOLE_PROOF -> Policy.POLICY_WHOLE_PROOF;
      case AUTO -> Policy.POLICY_AUTO;
    };
  }
}
