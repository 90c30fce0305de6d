package lakatos.expertiteration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import lakatos.autoformalizer.Finding;
import lakatos.autoformalizer.Probes;
import lakatos.expertiteration.Outcome.End;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.Statement;
import lakatos.prover.Budget;
import lakatos.prover.Portfolio;
import lakatos.prover.Problem;
import lakatos.prover.ProofResult;

/**
 * Finds statements that are neither worth learning nor attempting, each asked about once in a run:
 * of those proved in a round, what holds for want of cases or repeats a hypothesis; of those that
 * the model never proves, what is false. Each finding rests on a proof that the verifier accepted
 * strictly; that nothing was found proves nothing.
 */
final class Sieve {
  /** Rounds without a proof after which a statement's negation is tried. */
  private static final int PATIENCE = 2;

  private final RunFolder run;
  private final RunOptions options;
  private final int number;

  /** What is asked about a statement. */
  private enum Question {
    HOLLOW,
    FALSE;

    String key(String id) {
      return name().toLowerCase(Locale.ROOT) + " " + id;
    }
  }

  /**
   * Why a statement is left out.
   *
   * @param reason the kind of finding, in lower case
   * @param sentence for people
   */
  record Refusal(String id, String reason, String sentence) {
    ObjectNode json() {
      return Json.object().put("id", id).put("reason", reason).put("why", sentence);
    }
  }

  /** The sieve of a round. */
  Sieve(RunFolder run, RunOptions options, int number) {
    this.run = run;
    this.options = options;
    this.number = number;
  }

  // --- what it found -------------------------------------------------------------------------

  /** What the round itself refuses. */
  List<Refusal> refusals() {
    return refusals(number);
  }

  private List<Refusal> refusals(int round) {
    return lines(round).stream()
        .filter(line -> line.hasNonNull("reason"))
        .map(
            line ->
                new Refusal(
                    Json.text(line, "id"), Json.text(line, "reason"), Json.text(line, "why")))
        .toList();
  }

  private List<ObjectNode> lines(int round) {
    Path file = run.probes(round);
    return Files.isRegularFile(file) ? Jsonl.read(file, line -> line) : List.of();
  }

  /** The statements that no earlier round refused. */
  List<Problem> attemptable(List<Problem> statements) {
    return Corpus.without(statements, refused(number - 1));
  }

  private Set<String> refused(int last) {
    Set<String> ids = new HashSet<>();
    for (int round = 0; round <= last; round++) {
      refusals(round).forEach(refusal -> ids.add(refusal.id()));
    }
    return ids;
  }

  /** The proofs of statements that are not refused, under whatever name. */
  List<Example> worthLearning(List<Problem> statements, List<Example> proofs) {
    Set<String> ids = refused(number);
    Set<String> keys =
        statements.stream()
            .filter(problem -> ids.contains(problem.id()))
            .map(problem -> Selection.key(problem.statement()))
            .collect(Collectors.toSet());
    return proofs.stream()
        .filter(proof -> !keys.contains(Selection.key(proof.problem().statement())))
        .toList();
  }

  // --- asking --------------------------------------------------------------------------------

  /**
   * Asks about what was not asked about before; nothing if there is no time for it.
   *
   * @param outcomes of all rounds, the present one's included
   */
  void run(
      Cluster cluster,
      List<Problem> statements,
      List<Outcome> outcomes,
      Consumer<Integer> progress) {
    if (options.probeMillis() == 0) {
      return;
    }
    LeanSetup lean = options.attempts().lean();
    Duration budget = Duration.ofMillis(options.probeMillis());
    new LineStage(run.probes(number))
        .run(cluster, items(statements, outcomes), item -> asked(lean, budget, item), progress);
  }

  private List<ObjectNode> items(List<Problem> statements, List<Outcome> outcomes) {
    Set<String> known = new HashSet<>();
    for (int round = 0; round < number; round++) {
      lines(round).forEach(line -> known.add(Json.text(line, LineStage.KEY)));
    }
    Map<String, Question> questions = questions(outcomes);
    List<ObjectNode> items = new ArrayList<>();
    for (Problem problem : statements) {
      Question question = questions.get(problem.id());
      if (question != null && known.add(question.key(problem.id()))) {
        items.add(
            Corpus.json(problem)
                .put(LineStage.KEY, question.key(problem.id()))
                .put("question", question.name()));
      }
    }
    return items;
  }

  private static Map<String, Question> questions(List<Outcome> outcomes) {
    Map<String, Question> questions = new HashMap<>();
    Curriculum.histories(outcomes)
        .forEach(
            (id, history) -> {
              if (history.resists(PATIENCE)) {
                questions.put(id, Question.FALSE);
              }
            });
    outcomes.stream()
        .filter(outcome -> outcome.end() == End.PROVED)
        .forEach(outcome -> questions.put(outcome.id(), Question.HOLLOW));
    return questions;
  }

  // --- on executors --------------------------------------------------------------------------

  private static ObjectNode asked(LeanSetup lean, Duration budget, ObjectNode item) {
    Problem problem = Corpus.problem(item);
    Question question = Question.valueOf(Json.text(item, "question"));
    Workplace workplace = Workplace.of(lean);
    ObjectNode line = Json.object().put("id", problem.id());
    workplace
        .searching(() -> answer(workplace, problem.statement(), question, budget))
        .ifPresent(
            finding ->
                line.put("reason", finding.kind().name().toLowerCase(Locale.ROOT))
                    .put("why", finding.sentence())
                    .put("witness", finding.witness().orElse("")));
    return line;
  }

  private static Optional<Finding> answer(
      Workplace workplace, Statement statement, Question question, Duration budget) {
    try {
      return switch (question) {
        case HOLLOW ->
            new Probes(workplace.pool(), workplace.verifier())
                .hollow(statement, budget).stream().findFirst();
        case FALSE -> refutation(workplace, statement, budget);
      };
    } catch (LeanException e) {
      return switch (e.reason()) {
        case UNUSABLE, TIMED_OUT, DIED, REFUSED -> Optional.empty();
        case BUSY, UNAVAILABLE, CLOSED -> throw e;
      };
    }
  }

  private static Optional<Finding> refutation(
      Workplace workplace, Statement statement, Duration budget) {
    Portfolio portfolio =
        new Portfolio(workplace.pool(), workplace.verifier(), workplace.closers());
    return portfolio.refute(statement, new Budget(budget)) instanceof ProofResult.Refuted refuted
        ? Optional.of(
            new Finding(
                Finding.Kind.FALSE,
                Finding.Weight.FATAL,
                "it is false: its negation is proved",
                Optional.of(refuted.negation() + " := " + refuted.proof())))
        : Optional.empty();
  }
}
