package lakatos.prover;

import java.time.Duration;
import java.util.List;
import lakatos.leanbridge.Verdict;

/** How a search for a proof ended. */
public sealed interface ProofResult {

  /** What the search cost. */
  Effort effort();

  /**
   * What a search cost.
   *
   * @param attempts tactics run and candidates verified
   * @param wall from its start to its end
   * @param lean time that Lean worked, as it reports itself
   */
  record Effort(int attempts, Duration wall, Duration lean) {}

  /**
   * Proved, and verified.
   *
   * @param proof what stands after {@code :=}
   */
  record Proved(String proof, Verdict.Proved verdict, Effort effort) implements ProofResult {}

  /**
   * The negation is proved, and verified.
   *
   * @param negation the theorem that was proved, up to {@code :=}
   * @param proof what stands after it
   * @param witness the instance at which the statement fails, empty if the proof does not name one
   */
  record Refuted(
      String negation, String proof, String witness, Verdict.Proved verdict, Effort effort)
      implements ProofResult {}

  /**
   * Neither.
   *
   * @param goals what was left where the search came furthest
   */
  record Open(List<String> goals, Effort effort) implements ProofResult {
    public Open {
      goals = List.copyOf(goals);
    }
  }
}
