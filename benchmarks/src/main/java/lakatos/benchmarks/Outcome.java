package lakatos.benchmarks;

import lakatos.benchmarks.Problems.Problem;
import lakatos.benchmarks.Problems.Truth;
import lakatos.prover.ProofResult;

/**
 * What the portfolio made of a problem.
 *
 * @param text the proof, the witness, what went wrong, or the tactics that took longest
 */
record Outcome(Problem problem, End end, ProofResult.Effort effort, String text) {

  /** How it ended. */
  enum End {
    PROVED,
    REFUTED,
    OPEN,
    ERROR
  }

  /** Whether Lean and the file contradict each other; one of them is wrong then. */
  boolean contradicts() {
    return (end == End.PROVED && problem.truth() == Truth.FALSE)
        || (end == End.REFUTED && problem.truth() == Truth.TRUE);
  }
}
