package lakatos.leanbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a text proves a statement.
 *
 * <p>In the normal tier the process that elaborated a candidate also judges what it declared. In
 * the strict tier a second process, which never runs a candidate's code, gets the declarations as
 * data and makes the whole judgement again. {@code docs/trust.md} lists the checks and what each is
 * for.
 *
 * <p>Thread-safe. Verdicts are remembered, except for time-outs and crashes.
 */
public final class Verifier implements AutoCloseable {

  /** The axioms of Lean's library, which every classical proof may use. */
  public static final Set<String> PERMITTED_AXIOMS =
      Set.of("propext", "Classical.choice", "Quot.sound");

  private static final long REMEMBERED = 100_000;

  private final LeanPool pool;
  private final Cache<Question, Verdict> verdicts =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  /** Processes for trusted text only; made when the first strict verdict is wanted. */
  @GuardedBy("this")
  private @Nullable LeanPool clean;

  /**
   * A key by content; the toolchain is the pool's and cannot change under it. Wall time is no part
   * of it: a verdict that hangs on that is not remembered.
   */
  private record Question(
      Statement statement,
      String candidate,
      Optional<String> refutes,
      Optional<String> before,
      boolean strict,
      boolean goals,
      int heartbeats,
      int recursion) {
    static Question of(
        Statement statement,
        String candidate,
        Optional<String> refutes,
        boolean strict,
        Limits limits) {
      return new Question(
          statement,
          candidate,
          refutes,
          Optional.empty(),
          strict,
          false,
          limits.heartbeats(),
          limits.recursion());
    }

    Question withGoals() {
      return new Question(
          statement, candidate, refutes, before, strict, true, heartbeats, recursion);
    }

    Question before(String module) {
      return new Question(
          statement, candidate, refutes, Optional.of(module), strict, goals, heartbeats, recursion);
    }
  }

  /** A theorem of a file, and the verdict on it. */
  public record Audited(String theorem, Verdict verdict) {}

  /**
   * What an audit found.
   *
   * @param messages Lean's, about the whole file
   * @param theorems in the order in which the file names them
   */
  public record Audit(List<Message> messages, List<Audited> theorems) {
    public Audit {
      messages = List.copyOf(messages);
      theorems = List.copyOf(theorems);
    }
  }

  /** Makes a verifier on processes of {@code pool}, which its owner closes. */
  public Verifier(LeanPool pool) {
    this.pool = pool;
  }

  /**
   * Decides whether {@code candidate} proves {@code statement}.
   *
   * @param candidate Lean source with the theorem and its proof, and whatever they need
   * @throws LeanException {@code UNUSABLE} if the statement itself does not elaborate; and if no
   *     process can be had
   */
  public Verdict verify(Statement statement, String candidate, Limits limits, boolean strict) {
    return remember(Question.of(statement, candidate, Optional.empty(), strict, limits), limits);
  }

  /**
   * Decides as {@link #verify} does in the normal tier, and has the first errors of a failed
   * candidate come with their goals. That costs Lean about a tenth more time.
   */
  public Verdict verifyWithGoals(Statement statement, String candidate, Limits limits) {
    Question question = Question.of(statement, candidate, Optional.empty(), false, limits);
    return remember(question.withGoals(), limits);
  }

  /**
   * Decides as {@link #verify} does for a statement of a library, whose proof must do without that
   * library's own: without what {@code module}, in which the library proves it, and later modules
   * prove. The rejection's objections have the code {@code later}. What the statement itself is
   * about may be used, whoever defines it.
   */
  public Verdict verifyBefore(
      String module, Statement statement, String candidate, Limits limits, boolean strict) {
    Question question = Question.of(statement, candidate, Optional.empty(), strict, limits);
    return remember(question.before(module), limits);
  }

  /**
   * Decides whether {@code candidate} proves the negation of {@code statement}.
   *
   * @param theorem name of the candidate's theorem
   * @throws LeanException as {@link #verify}
   */
  public Verdict verifyRefutation(
      Statement statement, String theorem, String candidate, Limits limits, boolean strict) {
    return remember(
        Question.of(statement, candidate, Optional.of(theorem), strict, limits), limits);
  }

  /**
   * Decides strictly, with the session's process for the candidate: a caller that holds a process
   * needs no second one of the pool.
   *
   * @param refutes name of the candidate's theorem if it is to prove the negation
   */
  public Verdict verifyIn(
      ProofSession session,
      Statement statement,
      String candidate,
      Optional<String> refutes,
      Limits limits) {
    Question question = Question.of(statement, candidate, refutes, true, limits);
    return remember(question, limits, request -> session.ask(request, limits));
  }

  private Verdict remember(Question question, Limits limits) {
    String header = headerKey(question.statement());
    return remember(
        question, limits, request -> pool.ask(header, request, limits, Optional.empty()));
  }

  private Verdict remember(
      Question question, Limits limits, Function<ObjectNode, JsonNode> process) {
    Verdict known = verdicts.getIfPresent(question);
    if (known != null) {
      return known;
    }
    Verdict verdict = decide(question, limits, process);
    if (!(verdict instanceof Verdict.TimedOut) && !(verdict instanceof Verdict.Crashed)) {
      verdicts.put(question, verdict);
    }
    return verdict;
  }

  private Verdict decide(Question question, Limits limits, Function<ObjectNode, JsonNode> process) {
    Stopwatch watch = new Stopwatch();
    if (!isText(question.candidate())) {
      return rejected("not-text", "the candidate has half of a surrogate pair", watch);
    }
    if (pool.toolchain().protocol() == Toolchain.Protocol.BLOCKS) {
      return withoutReplay(question, process, watch);
    }
    ObjectNode request = Json.object();
    put(request.putObject("verify"), question)
        .put("candidate", question.candidate())
        .put("declarations", question.strict())
        .put("goals", question.goals());
    try {
      JsonNode reply = process.apply(request);
      if (question.strict() && reply.path("verdict").asText().equals("proved")) {
        return replay(question, reply.path("declarations"), limits, watch);
      }
      return verdict(reply, false, watch);
    } catch (LeanException e) {
      return outcome(e, watch);
    }
  }

  private Verdict replay(Question question, JsonNode declarations, Limits limits, Stopwatch watch) {
    ObjectNode request = Json.object();
    put(request.putObject("replay"), question).set("declarations", declarations);
    String header = headerKey(question.statement());
    return verdict(clean().ask(header, request, limits, Optional.empty()), true, watch);
  }

  /**
   * Judges each theorem of a file on its own word: what it states is what the file says.
   *
   * @throws LeanException {@code UNUSABLE} if an import is missing; {@code TIMED_OUT}, {@code DIED}
   */
  public Audit audit(String source, Limits limits, boolean strict) {
    Stopwatch watch = new Stopwatch();
    ObjectNode request = Json.object();
    request.putObject("audit").put("source", source).put("declarations", strict);
    JsonNode reply = pool.ask("", request, limits, Optional.empty());
    requireUsable(reply);
    if (reply.path("verdict").asText().equals("timeout")) {
      throw new LeanException(
          LeanException.Reason.TIMED_OUT, "the file is not done within " + limits.wall());
    }
    JsonNode judged = reply.path("theorems");
    Set<String> replayed = strict ? replayedStrictly(reply, limits) : Set.of();
    List<Audited> theorems =
        new ArrayList<>(Json.list(judged, theorem -> audited(theorem, strict, replayed, watch)));
    Map<String, Integer> places = new HashMap<>();
    theorems.forEach(t -> places.put(t.theorem(), place(t.theorem(), source)));
    theorems.sort(Comparator.comparing(t -> places.get(t.theorem())));
    return new Audit(Json.messages(reply), theorems);
  }

  /** Where a theorem is declared; those that macros make come first. */
  private static int place(String theorem, String source) {
    String last = theorem.substring(theorem.lastIndexOf('.') + 1);
    Matcher declared =
        Pattern.compile("\\b(?:theorem|lemma)\\s+(?:\\S*\\.)?" + Pattern.quote(last) + "(?![\\w'])")
            .matcher(source);
    return declared.find() ? declared.start() : -1;
  }

  private Set<String> replayedStrictly(JsonNode reply, Limits limits) {
    ObjectNode request = Json.object();
    ObjectNode replay = request.putObject("replay");
    replay.put("header", reply.path("header").asText());
    replay.set("declarations", reply.path("declarations"));
    JsonNode answer = clean().ask("", request, limits, Optional.empty());
    List<String> names =
        Json.list(
            answer.path("theorems"),
            theorem ->
                theorem.path("verdict").asText().equals("proved")
                    ? theorem.path("name").asText()
                    : "");
    return Set.copyOf(names);
  }

  private Audited audited(JsonNode theorem, boolean strict, Set<String> replayed, Stopwatch watch) {
    String name = theorem.path("name").asText();
    boolean proved = theorem.path("verdict").asText().equals("proved");
    if (proved && strict && !replayed.contains(name)) {
      return new Audited(
          name, rejected("kernel", "a clean process does not accept the proof of " + name, watch));
    }
    return new Audited(name, verdict(theorem, strict, watch));
  }

  private Verdict verdict(JsonNode reply, boolean strict, Stopwatch watch) {
    requireUsable(reply);
    return switch (reply.path("verdict").asText()) {
      case "proved" ->
          new Verdict.Proved(
              Json.strings(reply.path("axioms")),
              Json.strings(reply.path("constants")),
              pool.id().toString(),
              strict,
              watch.elapsed());
      case "failed" -> new Verdict.Failed(Json.messages(reply), watch.elapsed());
      case "rejected" ->
          new Verdict.Rejected(Json.objections(reply), Json.messages(reply), watch.elapsed());
      case "timeout" -> new Verdict.TimedOut(false, watch.elapsed());
      default -> throw new LeanException(LeanException.Reason.REFUSED, "a reply without a verdict");
    };
  }

  static void requireUsable(JsonNode reply) {
    if (reply.path("verdict").asText().equals("unusable")) {
      throw new LeanException(
          LeanException.Reason.UNUSABLE, reply.path("error").asText(), Json.messages(reply));
    }
  }

  /** A process that died or had to be killed is an outcome; a pool without processes is not. */
  private static Verdict outcome(LeanException e, Stopwatch watch) {
    return switch (e.reason()) {
      case TIMED_OUT -> new Verdict.TimedOut(true, watch.elapsed());
      case DIED -> new Verdict.Crashed(e.getMessage(), watch.elapsed());
      case BUSY, UNAVAILABLE, CLOSED, UNUSABLE, REFUSED -> throw e;
    };
  }

  /**
   * With leanprover-community/repl nothing can be replayed, so nothing is ever proved; but a
   * candidate that does not even elaborate is known to fail.
   */
  private Verdict withoutReplay(
      Question question, Function<ObjectNode, JsonNode> process, Stopwatch watch) {
    Statement statement = question.statement();
    String text = String.join("\n", statement.header(), statement.preamble(), question.candidate());
    ObjectNode request = Json.object().put("cmd", text);
    try {
      List<Message> messages = Json.messages(process.apply(request));
      if (messages.stream().anyMatch(Message::isError)) {
        return new Verdict.Failed(messages, watch.elapsed());
      }
      return rejected(
          "no-replay",
          "it elaborates, but this REPL cannot compare it with the statement and replay it",
          watch);
    } catch (LeanException e) {
      return outcome(e, watch);
    }
  }

  private static Verdict rejected(String code, String text, Stopwatch watch) {
    return new Verdict.Rejected(List.of(new Objection(code, text)), List.of(), watch.elapsed());
  }

  /** Unpaired surrogates cannot be sent as UTF-8, and Lean source is UTF-8. */
  private static boolean isText(String candidate) {
    for (int i = 0; i < candidate.length(); i++) {
      char c = candidate.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < candidate.length()
          && Character.isLowSurrogate(candidate.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  private static ObjectNode put(ObjectNode node, Question question) {
    question.refutes().ifPresent(theorem -> node.put("refutes", theorem));
    question.before().ifPresent(module -> node.put("before", module));
    return put(node, question.statement());
  }

  static ObjectNode put(ObjectNode node, Statement statement) {
    return node.put("header", statement.header())
        .put("preamble", statement.preamble())
        .put("statement", statement.text());
  }

  static String headerKey(Statement statement) {
    return statement.header() + "\0" + statement.preamble();
  }

  /** Begins to start the process that strict verdicts need, so that the first one need not wait. */
  public void warm() {
    clean();
  }

  private synchronized LeanPool clean() {
    LeanPool ready = clean;
    if (ready == null) {
      ready = new LeanPool(pool.toolchain(), pool.options().withSize(1));
      clean = ready;
    }
    return ready;
  }

  /** Ends the processes of the strict tier; the pool stays. */
  @Override
  public synchronized void close() {
    LeanPool ready = clean;
    if (ready != null) {
      ready.close();
    }
  }

  /** Wall time since it was made. */
  private static final class Stopwatch {
    private final long start = System.nanoTime();

    Duration elapsed() {
      return Duration.ofNanos(System.nanoTime() - start);
    }
  }
}
