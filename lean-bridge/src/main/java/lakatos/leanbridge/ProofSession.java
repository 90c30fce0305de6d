package lakatos.leanbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tactics on proof states, in one Lean process that belongs to the session until it is closed.
 *
 * <p>What it finds is a guess: only {@link Verifier} says that something is proved. If a tactic
 * brings the process down, the call throws and all states of the session are lost; a new session
 * starts afresh. Not thread-safe.
 */
public final class ProofSession implements AutoCloseable {
  private final LeanPool pool;
  private final LeanPool.Lease lease;
  private long leanMillis;

  /** A proof state of this session: its number, and its goals as Lean shows them. */
  public record State(int number, List<String> goals) {
    public State {
      goals = List.copyOf(goals);
    }
  }

  /** A statement opened for tactics: the theorem's full name, and its one goal. */
  public record Opened(String theorem, State state, Goal goal) {}

  /** What a tactic did. */
  public sealed interface Step {

    /**
     * It ran.
     *
     * @param complete whether nothing is left, and no goal was closed by {@code sorry}
     */
    record Ran(State state, boolean complete, List<Message> messages) implements Step {
      public Ran {
        messages = List.copyOf(messages);
      }
    }

    /** It failed, or its time was over. */
    record Failed(String text, boolean late) implements Step {}
  }

  /**
   * A {@code sorry} in a text.
   *
   * @param line and {@code column} where it begins, from 1 and 0
   * @param tactic whether it stands among tactics; if not, it is a term
   */
  public record Hole(int line, int column, boolean tactic, State state) {}

  /** A text elaborated: Lean's messages and what is open in it. */
  public record Elaborated(List<Message> messages, List<Hole> holes) {
    public Elaborated {
      messages = List.copyOf(messages);
      holes = List.copyOf(holes);
    }
  }

  private ProofSession(LeanPool pool, LeanPool.Lease lease) {
    this.pool = pool;
    this.lease = lease;
  }

  /**
   * Takes a process for the session.
   *
   * @param statement whose header it will need
   * @param deadline until when to wait for a process
   */
  public static ProofSession start(LeanPool pool, Statement statement, Optional<Instant> deadline) {
    return new ProofSession(pool, pool.lease(Verifier.headerKey(statement), deadline));
  }

  /** Which Lean the session runs on. */
  public ToolchainId toolchain() {
    return pool.id();
  }

  /**
   * Opens a statement.
   *
   * @throws LeanException {@code UNUSABLE} if it does not elaborate
   */
  public Opened open(Statement statement, Limits limits) {
    ObjectNode request = Json.object();
    Verifier.put(request.putObject("goals"), statement);
    JsonNode reply = ask(request, limits);
    JsonNode root = reply.path("root");
    return new Opened(reply.path("name").asText(), state(root), Goal.of(root.path("goal")));
  }

  /** Shows the goals of a state in detail. */
  public List<Goal> goals(State state, Limits limits) {
    ObjectNode request = Json.object();
    request.putObject("goals").put("proofState", state.number());
    return Json.list(ask(request, limits).path("goals"), Goal::of);
  }

  /**
   * Runs a tactic on one goal of a state.
   *
   * @param goal which of the state's goals, from 0
   * @param only whether the new state leaves the other goals out
   */
  public Step run(State state, String tactic, int goal, boolean only, Limits limits) {
    ObjectNode request = Json.object().put("tactic", tactic).put("proofState", state.number());
    request.put("goal", goal).put("only", only);
    JsonNode reply = ask(request, limits);
    if (!reply.has("proofState")) {
      return new Step.Failed(reply.path("message").asText(), reply.path("late").asBoolean());
    }
    List<String> goals = Json.strings(reply.path("goals"));
    boolean complete = reply.path("proofStatus").asText().equals("Completed");
    return new Step.Ran(
        new State(reply.path("proofState").asInt(), goals),
        complete || (only && goals.isEmpty()),
        Json.messages(reply));
  }

  /**
   * Looks for an instance at which a statement is false.
   *
   * @param bounds how many values to try for the first variable, the second, ...; the last entry
   *     serves for all further ones
   * @return a term in {@code h}, a proof of the statement, whose type ought to be false
   */
  public Optional<String> probe(Statement statement, List<Integer> bounds, Limits limits) {
    ObjectNode request = Json.object();
    ObjectNode probe = Verifier.put(request.putObject("probe"), statement);
    ArrayNode array = probe.putArray("bounds");
    bounds.forEach(array::add);
    JsonNode reply = ask(request, limits);
    return reply.hasNonNull("instance")
        ? Optional.of(reply.path("instance").asText())
        : Optional.empty();
  }

  /**
   * Takes a statement apart.
   *
   * @param kinds which other propositions to make of its parts
   * @return nothing if it is too large, or Lean cannot
   * @throws LeanException {@code UNUSABLE} if it does not elaborate
   */
  public Optional<Anatomy> anatomy(Statement statement, Set<Anatomy.Kind> kinds, Limits limits) {
    ObjectNode request = Json.object();
    ArrayNode wanted = Verifier.put(request.putObject("anatomy"), statement).putArray("kinds");
    kinds.forEach(kind -> wanted.add(kind.word()));
    JsonNode reply = ask(request, limits);
    return reply.has("conclusion") ? Optional.of(Anatomy.of(reply)) : Optional.empty();
  }

  /** Elaborates a whole text, imports included, and opens what is open in it. */
  public Elaborated elaborate(String text, Limits limits) {
    JsonNode reply = ask(Json.object().put("cmd", text).put("keep", false), limits);
    if (reply.path("message").isTextual()) {
      throw new LeanException(LeanException.Reason.UNUSABLE, reply.path("message").asText());
    }
    return new Elaborated(
        Json.messages(reply), Json.list(reply.path("sorries"), ProofSession::hole));
  }

  private static Hole hole(JsonNode node) {
    JsonNode position = node.path("pos");
    return new Hole(
        position.path("line").asInt(),
        position.path("column").asInt(),
        node.path("kind").asText().equals("tactic"),
        state(node));
  }

  /** Time that Lean has worked for this session, in milliseconds, as it reports itself. */
  public long leanMillis() {
    return leanMillis;
  }

  JsonNode ask(ObjectNode request, Limits limits) {
    JsonNode reply = lease.ask(request, limits);
    leanMillis += reply.path("millis").asLong();
    Verifier.requireUsable(reply);
    return reply;
  }

  private static State state(JsonNode node) {
    return new State(
        node.path("proofState").asInt(),
        Json.list(
            node.path("goals"),
            goal -> goal.isTextual() ? goal.asText() : goal.path("text").asText()));
  }

  /** Gives the process back. */
  @Override
  public void close() {
    lease.close();
  }
}
