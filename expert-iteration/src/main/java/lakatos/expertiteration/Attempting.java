package lakatos.expertiteration;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lakatos.expertiteration.Assignment.By;
import lakatos.expertiteration.Outcome.End;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.ProofSession;
import lakatos.leanbridge.Statement;
import lakatos.prover.Attempt;
import lakatos.prover.Budget;
import lakatos.prover.Portfolio;
import lakatos.prover.Problem;
import lakatos.prover.ProofResult;
import lakatos.prover.ProofResult.Effort;
import lakatos.prover.WholeProof;
import lakatos.prover.model.Completion.Finish;
import lakatos.prover.model.LanguageModel;
import lakatos.prover.model.ModelException;
import lakatos.prover.model.Profile;
import lakatos.prover.model.Sampling;
import lakatos.prover.text.NormalForm;

/** Attempts statements, one after the other, at an executor's workplace. */
final class Attempting {
  /** Others may take the process that was free a moment ago. */
  private static final int MOST_WAITS = 20;

  private final Workplace workplace;
  private final AttemptPlan plan;

  /**
   * A statement that is done.
   *
   * @param attempts in the order of their seeds
   */
  record Done(List<Attempt> attempts, Outcome outcome) {
    Done {
      attempts = List.copyOf(attempts);
    }
  }

  Attempting(Workplace workplace, AttemptPlan plan) {
    this.workplace = workplace;
    this.plan = plan;
  }

  /**
   * Works on a statement.
   *
   * @throws LeanException if there is no Lean to be had; a statement that does not elaborate has an
   *     outcome that says so
   * @throws ModelException if the model cannot be used at all
   */
  Done on(Assignment assignment) {
    Instant start = Instant.now();
    try {
      return assignment.by() == By.PORTFOLIO ? search(assignment) : draw(assignment);
    } catch (LeanException e) {
      if (e.reason() != LeanException.Reason.UNUSABLE) {
        throw e;
      }
      String first = e.messages().isEmpty() ? e.getMessage() : e.messages().get(0).text();
      return unusable(assignment, start, first);
    } catch (ModelException e) {
      if (e.reason() != ModelException.Reason.TOO_LONG) {
        throw e;
      }
      return unusable(assignment, start, e.getMessage());
    } catch (IllegalArgumentException e) { // its text declares no theorem
      return unusable(assignment, start, String.valueOf(e.getMessage()));
    }
  }

  private static Done unusable(Assignment assignment, Instant start, String note) {
    return new Done(
        List.of(),
        new Outcome(
            assignment.by(),
            assignment.problem().id(),
            End.UNUSABLE,
            assignment.samples(),
            0,
            0,
            0,
            Duration.between(start, Instant.now()).toMillis(),
            0,
            0,
            0,
            note.lines().findFirst().orElse("")));
  }

  // --- by a model ----------------------------------------------------------------------------

  private Done draw(Assignment assignment) {
    boolean dice = assignment.by() == By.RANDOM;
    ModelSetup planned = dice ? ModelSetup.random() : plan.model();
    ModelSetup setup =
        assignment.temperature() < 0 ? planned : planned.withTemperature(assignment.temperature());
    LanguageModel model = dice ? dice(assignment.problem()) : workplace.model(setup);
    Profile profile = setup.asked();
    WholeProof.Options options =
        new WholeProof.Options(setup.sampling(), assignment.seed(), 0, true, plan.check());
    List<Attempt> attempts = Collections.synchronizedList(new ArrayList<>());
    WholeProof policy =
        new WholeProof(
            model, profile, workplace.pool(), workplace.verifier(), options, attempts::add);
    Budget budget =
        new Budget(plan.wall(assignment.samples()), assignment.samples(), Long.MAX_VALUE);
    ProofResult result = policy.prove(assignment.problem(), budget);
    List<Attempt> ordered = new ArrayList<>(List.copyOf(attempts));
    ordered.sort((a, b) -> Long.compare(a.seed(), b.seed()));
    return new Done(ordered, outcome(assignment, ordered, result.effort()));
  }

  private LanguageModel dice(Problem problem) {
    return RandomTactics.about(problem.statement(), workplace.lemmas(plan.library()));
  }

  private static Outcome outcome(Assignment assignment, List<Attempt> attempts, Effort effort) {
    Set<String> proofs = new HashSet<>();
    attempts.stream()
        .filter(attempt -> attempt.verdict().equals("proved"))
        .forEach(attempt -> proofs.add(normal(attempt)));
    int equal =
        (int)
            attempts.stream()
                .filter(attempt -> attempt.candidate().isPresent())
                .filter(attempt -> proofs.contains(normal(attempt)))
                .count();
    return new Outcome(
        assignment.by(),
        assignment.problem().id(),
        proofs.isEmpty() ? End.OPEN : End.PROVED,
        assignment.samples(),
        attempts.size(),
        equal,
        proofs.size(),
        effort.wall().toMillis(),
        effort.lean().toMillis(),
        effort.model().toMillis(),
        effort.tokens(),
        "");
  }

  private static String normal(Attempt attempt) {
    return NormalForm.of(attempt.candidate().orElse(""));
  }

  // --- by the portfolio ----------------------------------------------------------------------

  private Done search(Assignment assignment) {
    ProofResult result = workplace.searching(() -> searched(assignment));
    Optional<ProofResult.Proved> proved =
        result instanceof ProofResult.Proved found ? Optional.of(found) : Optional.empty();
    End end = proved.isPresent() ? End.PROVED : End.OPEN;
    String note = "";
    if (result instanceof ProofResult.Refuted refuted) {
      end = End.REFUTED;
      note = refuted.witness();
    }
    Effort effort = result.effort();
    int proofs = proved.isPresent() ? 1 : 0;
    Outcome outcome =
        new Outcome(
            By.PORTFOLIO,
            assignment.problem().id(),
            end,
            1,
            1,
            proofs,
            proofs,
            effort.wall().toMillis(),
            effort.lean().toMillis(),
            0,
            0,
            note);
    return new Done(
        proved.map(found -> List.of(attempt(assignment, found))).orElse(List.of()), outcome);
  }

  private ProofResult searched(Assignment assignment) {
    Portfolio portfolio =
        new Portfolio(workplace.pool(), workplace.verifier(), workplace.closers());
    for (int left = MOST_WAITS; ; left--) {
      Statement statement = assignment.problem().statement();
      // until there is a process: that is not the search's time
      ProofSession.start(workplace.pool(), statement, Optional.empty()).close();
      try {
        return portfolio.prove(assignment.problem(), new Budget(plan.portfolio()));
      } catch (LeanException e) {
        if (e.reason() != LeanException.Reason.TIMED_OUT || left == 0) {
          throw e;
        }
      }
    }
  }

  /** A proof of the portfolio's, as if a model had written it. */
  private Attempt attempt(Assignment assignment, ProofResult.Proved proved) {
    String id = assignment.problem().id();
    return new Attempt(
        id,
        assignment.problem().statement(),
        Portfolio.NAME,
        "",
        "",
        0,
        assignment.seed(),
        Sampling.DEFAULT,
        UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString(),
        proved.source(),
        Finish.STOP,
        0,
        Optional.of(proved.source()),
        "proved",
        List.of(),
        List.of(),
        proved.effort().wall(),
        proved.verdict().wall(),
        proved.verdict().toolchain(),
        false,
        Instant.now());
  }
}
