package lakatos.prover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import lakatos.leanbridge.Goal;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.ProofSession;
import lakatos.leanbridge.ProofSession.State;
import lakatos.leanbridge.ProofSession.Step;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verdict;
import lakatos.leanbridge.Verifier;
import org.jspecify.annotations.Nullable;

/**
 * Proof states that survive the loss of a Lean process: a state is remembered by the tactics that
 * led to it, and made again when it is needed. Not thread-safe.
 */
final class Workbench implements AutoCloseable {
  private static final Duration REBUILD = Duration.ofSeconds(20);
  private static final Duration CHECK = Duration.ofSeconds(30);

  private final LeanPool pool;
  private final Verifier verifier;
  private final Statement statement;
  private final Consumer<Tried> observer;
  private Instant deadline;
  private @Nullable ProofSession session;
  private int generation;
  private int attempts;
  private long leanMillis;

  /** Whether the last tactic ran out of time. */
  private boolean late;

  /** A proof state, and how to make it in a fresh session. */
  static final class Node {
    private final Function<ProofSession, State> making;
    private State state;
    private int generation;

    private Node(Function<ProofSession, State> making, State state, int generation) {
      this.making = making;
      this.state = state;
      this.generation = generation;
    }

    /** The goals as Lean shows them; they outlive the process. */
    List<String> goals() {
      return state.goals();
    }
  }

  /** What a tactic led to; {@code suggestions} are the replacements that Lean offers for it. */
  record Reached(Node node, boolean complete, List<String> suggestions) {}

  /**
   * Makes a workbench.
   *
   * @param statement whose header is needed
   * @param deadline when all work ends
   * @param observer told of every tactic
   */
  Workbench(
      LeanPool pool,
      Verifier verifier,
      Statement statement,
      Instant deadline,
      Consumer<Tried> observer) {
    this.pool = pool;
    this.verifier = verifier;
    this.statement = statement;
    this.deadline = deadline;
    this.observer = observer;
  }

  /**
   * Opens a statement.
   *
   * @throws LeanException {@code UNUSABLE} if it does not elaborate
   */
  Node open(Statement opened) {
    // not charged to the budget: whether the statement stands is to be said in any case
    return root(live -> live.open(opened, Limits.DEFAULT.withWall(REBUILD)).state());
  }

  /** Opens a first state. */
  Node root(Function<ProofSession, State> making) {
    State state = making.apply(session());
    return new Node(making, state, generation);
  }

  /** Moves the end of all work. */
  void endBy(Instant end) {
    deadline = end;
  }

  boolean expired() {
    return !Instant.now().isBefore(deadline);
  }

  /** Tactics run so far. */
  int attempts() {
    return attempts;
  }

  /** Time that Lean has worked, in milliseconds. */
  long leanMillis() {
    ProofSession live = session;
    return leanMillis + (live == null ? 0 : live.leanMillis());
  }

  /**
   * Runs a tactic on one goal of a state; the new state holds what it leaves of that goal only.
   *
   * @return nothing if the tactic fails, takes too long, or brings Lean down
   */
  Optional<Reached> run(Node node, int goal, String tactic, Duration limit) {
    long start = System.nanoTime();
    Optional<Reached> reached = attempt(node, goal, tactic, limit);
    boolean complete = reached.filter(Reached::complete).isPresent();
    Duration wall = Duration.ofNanos(System.nanoTime() - start);
    observer.accept(
        new Tried(tactic, node.goals().get(goal), wall, reached.isPresent(), complete, late));
    return reached;
  }

  private Optional<Reached> attempt(Node node, int goal, String tactic, Duration limit) {
    attempts++;
    late = false;
    try {
      Step step = session().run(alive(node), tactic, goal, true, limits(limit));
      if (step instanceof Step.Ran ran) {
        Node next = new Node(live -> again(live, node, goal, tactic), ran.state(), generation);
        return Optional.of(new Reached(next, ran.complete(), suggestions(ran)));
      }
      late = step instanceof Step.Failed failed && failed.late();
      return Optional.empty();
    } catch (Irreproducible e) {
      return Optional.empty();
    } catch (LeanException e) {
      late = e.reason() == LeanException.Reason.TIMED_OUT;
      recover(e);
      return Optional.empty();
    }
  }

  /** Shows a goal in detail; nothing if Lean cannot. */
  Optional<Goal> detail(Node node, int goal) {
    try {
      List<Goal> goals = session().goals(alive(node), limits(REBUILD));
      return goal < goals.size() ? Optional.of(goals.get(goal)) : Optional.empty();
    } catch (Irreproducible e) {
      return Optional.empty();
    } catch (LeanException e) {
      recover(e);
      return Optional.empty();
    }
  }

  /** Looks for an instance at which a statement is false. */
  Optional<String> probe(Statement asked, List<Integer> bounds, Duration limit) {
    attempts++;
    try {
      return session().probe(asked, bounds, limits(limit));
    } catch (LeanException e) {
      recover(e);
      return Optional.empty();
    }
  }

  private Limits limits(Duration wanted) {
    Duration left = Duration.between(Instant.now(), deadline);
    Duration wall = wanted.compareTo(left) < 0 ? wanted : left;
    return Limits.DEFAULT.withWall(
        wall.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : wall);
  }

  /** The state of a node in the present session, made again if the process has changed. */
  private State alive(Node node) {
    ProofSession live = session();
    if (node.generation != generation) {
      node.state = node.making.apply(live);
      node.generation = generation;
    }
    return node.state;
  }

  private State again(ProofSession live, Node parent, int goal, String tactic) {
    Step step = live.run(alive(parent), tactic, goal, true, limits(REBUILD));
    if (step instanceof Step.Ran ran) {
      return ran.state();
    }
    throw new Irreproducible();
  }

  /** A tactic that worked in one process does not work in the next, or not in time. */
  private static final class Irreproducible extends RuntimeException {
    private Irreproducible() {
      super("a state cannot be made again", null, false, false);
    }
  }

  /** Verifies a candidate strictly, in this session's process and the verifier's clean one. */
  boolean verifies(
      Statement proved,
      String candidate,
      Optional<String> refutes,
      Consumer<Verdict.Proved> found) {
    attempts++;
    try {
      Verdict verdict = verifier.verifyIn(session(), proved, candidate, refutes, limits(CHECK));
      if (verdict instanceof Verdict.Proved proof) {
        found.accept(proof);
        return true;
      }
      if (verdict instanceof Verdict.TimedOut || verdict instanceof Verdict.Crashed) {
        close();
      }
      return false;
    } catch (LeanException e) {
      recover(e);
      return false;
    }
  }

  private ProofSession session() {
    ProofSession live = session;
    if (live == null) {
      live = ProofSession.start(pool, statement, Optional.of(deadline));
      session = live;
      generation++;
    }
    return live;
  }

  /**
   * After the loss of a process the next call starts another; anything else is not ours to handle.
   */
  private void recover(LeanException e) {
    switch (e.reason()) {
      case TIMED_OUT, DIED -> close();
      case REFUSED -> {} // a tactic that this REPL cannot even be asked
      case BUSY, UNAVAILABLE, CLOSED, UNUSABLE -> throw e;
    }
  }

  private static List<String> suggestions(Step.Ran ran) {
    List<String> suggestions = new ArrayList<>();
    for (var message : ran.messages()) {
      if (message.text().startsWith("Try this:") || message.text().startsWith("Try these:")) {
        message
            .text()
            .lines()
            .filter(line -> line.strip().startsWith("[apply]"))
            .map(line -> line.strip().substring("[apply]".length()).strip())
            .forEach(suggestions::add);
      }
    }
    return suggestions;
  }

  @Override
  public void close() {
    ProofSession live = session;
    if (live != null) {
      leanMillis += live.leanMillis();
      session = null;
      live.close();
    }
  }
}
