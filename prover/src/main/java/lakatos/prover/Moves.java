package lakatos.prover;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lakatos.leanbridge.Goal;

/**
 * Steps that bring a goal nearer to what one tactic closes. Each is cheap to try, and what it
 * leaves is tried again.
 */
final class Moves {
  private final Goal goal;
  private final Vocabulary vocabulary;
  private final Set<Move> moves = new LinkedHashSet<>();

  /** A tactic and how long it may take. */
  record Move(String tactic, Duration limit) {}

  private Moves(Goal goal, Vocabulary vocabulary) {
    this.goal = goal;
    this.vocabulary = vocabulary;
  }

  /** Returns the steps that this goal suggests, the likeliest first. */
  static List<Move> forGoal(Goal goal, Vocabulary vocabulary) {
    Moves moves = new Moves(goal, vocabulary);
    SmallNumberMoves.finiteSets(moves);
    LogicMoves.addTo(moves);
    ResidueMoves.residues(moves);
    SquareMoves.addTo(moves);
    ResidueMoves.powers(moves);
    SmallNumberMoves.enumerated(moves);
    InductionMoves.induction(moves);
    InstanceMoves.instances(moves);
    InstanceMoves.witnesses(moves);
    InductionMoves.cases(moves);
    SmallNumberMoves.bounded(moves);
    return List.copyOf(moves.moves);
  }

  Goal goal() {
    return goal;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Adds a tactic that may take so many milliseconds. */
  void add(int millis, String tactic) {
    moves.add(new Move(tactic, Duration.ofMillis(millis)));
  }
}
