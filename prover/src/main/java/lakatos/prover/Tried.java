package lakatos.prover;

import java.time.Duration;

/**
 * A tactic that a search has run, for whoever watches it.
 *
 * @param goal on which, as Lean shows it
 * @param ran whether it did something
 * @param complete whether nothing was left of the goal
 * @param late whether its time was over before it was done
 */
public record Tried(
    String tactic, String goal, Duration wall, boolean ran, boolean complete, boolean late) {}
