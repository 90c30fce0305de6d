package lakatos.session;

import java.time.Duration;
import lakatos.prover.ProofResult.Effort;

/**
 * Where a step comes from and what it cost.
 *
 * @param policy that found it; {@value #PERSON} if somebody wrote it
 * @param model that was asked, empty without one
 * @param seed of its first sample
 * @param attempts tactics run and candidates verified
 * @param tokens that a model drew
 * @param wallMs from its start to its end
 * @param leanMs that Lean worked, of all processes together
 */
public record Provenance(
    String policy, String model, long seed, int attempts, long tokens, long wallMs, long leanMs) {
  /** The policy of what a person wrote. */
  public static final String PERSON = "person";

  /** What a person wrote. */
  public static Provenance person(Duration checking) {
    return new Provenance(PERSON, "", 0, 1, 0, checking.toMillis(), checking.toMillis());
  }

  /** What a policy found. */
  static Provenance of(Effort effort, String model, long seed) {
    return new Provenance(
        effort.policy(),
        model,
        seed,
        effort.attempts(),
        effort.tokens(),
        effort.wall().toMillis(),
        effort.lean().toMillis());
  }

  /** Who it was, in a word or two. */
  public String author() {
    return model.isEmpty() ? policy : policy + ", " + model + ", seed " + seed;
  }
}
