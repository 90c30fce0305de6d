package lakatos.expertiteration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lakatos.leanbridge.Goal;
import lakatos.leanbridge.Goal.Hypothesis;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.ProofSession;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verdict;
import lakatos.prover.Problem;
import lakatos.prover.TheoremText;

/**
 * Makes statements of what a proof goes through: where some of its steps leave one goal, that goal
 * with all that is assumed by then is a statement, and the steps that follow are its proof.
 *
 * <p>The statement is read back from what Lean shows, so it may say something else than the goal
 * did, or nothing; it counts only if the verifier says that the rest of the proof proves it.
 */
final class Hindsight {
  /** Name of the proofs that come of it, in {@link Example#by}. */
  static final String BY = "hindsight";

  private static final String INACCESSIBLE = "✝";
  private static final int MOST_GOALS = 8;

  private final Workplace workplace;
  private final Limits limits;

  /** A goal as a statement, and the rest of the proof. */
  private record SubGoal(Statement statement, String proof) {}

  /**
   * At an executor's workplace.
   *
   * @param check time for each step and for each check
   */
  Hindsight(Workplace workplace, Duration check) {
    this.workplace = workplace;
    this.limits = Limits.DEFAULT.withWall(check);
  }

  // --- text ----------------------------------------------------------------------------------

  /**
   * The steps of a proof: its lines at the least indentation, each with what is deeper and with
   * what goes on with it; empty if the text is not made of such lines.
   */
  static List<String> steps(String proof) {
    List<String> lines = proof.lines().toList();
    int indent = indent(lines.isEmpty() ? "" : lines.get(0));
    List<String> steps = new ArrayList<>();
    for (String line : lines) {
      boolean deeper = line.isBlank() || indent(line) > indent;
      String text = line.strip();
      if (!deeper && indent(line) < indent) {
        return List.of();
      }
      if (!steps.isEmpty() && (deeper || text.startsWith("|") || text.startsWith("<;>"))) {
        steps.set(steps.size() - 1, steps.get(steps.size() - 1) + "\n" + line);
      } else {
        steps.add(line);
      }
    }
    return List.copyOf(steps);
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  /** A goal as a statement in the same surroundings; nothing if it cannot be written. */
  static Optional<Statement> statement(Statement of, Goal goal) {
    Optional<TheoremText> theorem = TheoremText.of(of.text());
    if (theorem.isEmpty() || goal.target().contains(INACCESSIBLE)) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder("theorem ");
    text.append(theorem.get().name().replaceAll("\\.\\{[^}]*}", ""));
    for (Hypothesis hypothesis : goal.hypotheses()) {
      binder(hypothesis).ifPresent(binder -> text.append(' ').append(binder));
    }
    text.append(" : ").append(readable(goal.target()));
    return Optional.of(new Statement(of.header(), of.preamble(), text.toString()));
  }

  /** What cannot be named is left out, but for instances, which need no name. */
  private static Optional<String> binder(Hypothesis hypothesis) {
    String type = readable(hypothesis.type());
    boolean named = hypothesis.accessible() && !hypothesis.name().contains(INACCESSIBLE);
    if (type.contains(INACCESSIBLE)) {
      return Optional.empty();
    }
    if (named) {
      return Optional.of("(" + hypothesis.name() + " : " + type + ")");
    }
    return hypothesis.name().startsWith("inst") ? Optional.of("[" + type + "]") : Optional.empty();
  }

  /** On one line, and without names of universes, which nobody has declared. */
  private static String readable(String shown) {
    return shown.strip().replaceAll("\\s+", " ").replaceAll("\\b(Type|Sort) [a-z]\\w*", "$1 _");
  }

  // --- with Lean -----------------------------------------------------------------------------

  /** Whether there is anything to find. */
  static boolean hasSteps(Example example) {
    return steps(example.proof()).size() > 1;
  }

  /**
   * Finds the goals of one proof.
   *
   * @return an object with {@code examples}, each with its normal form if there is one
   */
  static ObjectNode found(LeanSetup lean, Duration check, ObjectNode item) {
    Workplace workplace = Workplace.of(lean);
    Example example = Example.of(item);
    ObjectNode line = Json.object().put("id", example.problem().id());
    ArrayNode examples = line.putArray("examples");
    for (Example found : new Hindsight(workplace, check).of(example)) {
      ObjectNode json = found.json();
      ContaminationGuard.form(workplace, found.problem().statement())
          .ifPresent(form -> json.put("form", form));
      examples.add(json);
    }
    return line;
  }

  /** The goals of a proof that are statements, proved by what follows. */
  List<Example> of(Example example) {
    return workplace.searching(
        () -> {
          List<Example> found = new ArrayList<>();
          for (SubGoal goal : goals(example)) {
            proved(example, goal).ifPresent(found::add);
          }
          return List.copyOf(found);
        });
  }

  private List<SubGoal> goals(Example example) {
    List<SubGoal> goals = new ArrayList<>();
    Statement statement = example.problem().statement();
    try (ProofSession session = ProofSession.start(workplace.pool(), statement, Optional.empty())) {
      ProofSession.State state = session.open(statement, limits).state();
      List<String> steps = steps(example.proof());
      Set<String> keys = new HashSet<>(Set.of(Selection.key(statement)));
      for (int i = 1; i < steps.size() && goals.size() < MOST_GOALS; i++) {
        if (!(session.run(state, steps.get(i - 1).stripIndent(), 0, false, limits)
            instanceof ProofSession.Step.Ran ran)) {
          break;
        }
        state = ran.state();
        if (state.goals().size() == 1) {
          String rest = String.join("\n", steps.subList(i, steps.size()));
          statement(statement, session.goals(state, limits).get(0))
              .filter(made -> keys.add(Selection.key(made)))
              .ifPresent(made -> goals.add(new SubGoal(made, rest)));
        }
      }
    } catch (LeanException e) {
      passable(e);
    }
    return goals;
  }

  private Optional<Example> proved(Example of, SubGoal goal) {
    String candidate = goal.statement().text() + " := by\n" + goal.proof();
    try {
      Verdict verdict = workplace.verifier().verify(goal.statement(), candidate, limits, true);
      return verdict.isProved()
          ? Optional.of(
              new Example(
                  new Problem(of.problem().id(), goal.statement(), Optional.empty()),
                  goal.proof(),
                  BY,
                  of.round(),
                  verdict.wall().toMillis(),
                  1))
          : Optional.empty();
    } catch (LeanException e) {
      passable(e);
      return Optional.empty();
    }
  }

  /** A goal that does not elaborate is none; that there is no Lean is another matter. */
  private static void passable(LeanException e) {
    switch (e.reason()) {
      case UNUSABLE, TIMED_OUT, DIED, REFUSED -> {}
      case BUSY, UNAVAILABLE, CLOSED -> throw e;
    }
  }
}
