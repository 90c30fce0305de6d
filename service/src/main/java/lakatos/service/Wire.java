package lakatos.service;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lakatos.autoformalizer.InformalProblem;
import lakatos.leanbridge.Objection;
import lakatos.leanbridge.Statement;
import lakatos.prover.Budget;
import lakatos.prover.ProofResult;
import lakatos.prover.TheoremSource;
import lakatos.v1.Effort;
import lakatos.v1.Message;
import lakatos.v1.Problem;
import lakatos.v1.Result;
import lakatos.v1.Verdict;

/** What goes over the wire as what the prover knows, and the other way round. */
final class Wire {
  private static final long LONGEST_SECONDS = java.time.Duration.ofDays(365).toSeconds();
  private static final int LONGEST_ID = 200;

  private Wire() {}

  /**
   * Reads a problem.
   *
   * @throws IllegalArgumentException with a sentence if it is none
   */
  static lakatos.prover.Problem problem(Problem problem) {
    lakatos.v1.Statement wire = problem.getStatement();
    require(!wire.getText().isBlank(), "the problem has no statement");
    requireId(problem);
    Statement statement =
        new Statement(
            wire.getHeader(), wire.getPreamble(), TheoremSource.withoutProof(wire.getText()));
    String informal = problem.getInformal();
    return new lakatos.prover.Problem(
        problem.getId(), statement, informal.isBlank() ? Optional.empty() : Optional.of(informal));
  }

  private static void requireId(Problem problem) {
    require(
        problem.getId().length() <= LONGEST_ID,
        "the id has more than " + LONGEST_ID + " characters");
  }

  /**
   * Reads a problem in words.
   *
   * @throws IllegalArgumentException with a sentence if it is none
   */
  static InformalProblem informal(Problem problem) {
    requireId(problem);
    require(!problem.hasStatement(), "the problem has a statement; there is nothing to formalize");
    require(problem.getCandidate().isEmpty(), "the problem has a candidate, but no statement yet");
    String answer = problem.getAnswer();
    return new InformalProblem(
        problem.getId(),
        problem.getInformal(),
        answer.isBlank() ? Optional.empty() : Optional.of(answer));
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }

  /** Reads a budget; what it does not say is {@link Budget#DEFAULT}'s. */
  static Budget budget(lakatos.v1.Budget budget) {
    Budget usual = Budget.DEFAULT;
    return new Budget(
        budget.hasWall() ? duration(budget.getWall(), "budget") : usual.wall(),
        budget.getSamples() == 0 ? usual.samples() : budget.getSamples(),
        budget.getTokens() == 0 ? usual.tokens() : budget.getTokens());
  }

  /**
   * Reads a length of time.
   *
   * @param of what, for the sentence if it is none
   */
  static java.time.Duration duration(Duration wire, String of) {
    boolean proper = wire.getNanos() >= 0 && wire.getNanos() < 1_000_000_000;
    boolean positive = wire.getSeconds() > 0 || (wire.getSeconds() == 0 && wire.getNanos() > 0);
    require(proper && positive, of + " must be positive");
    require(wire.getSeconds() <= LONGEST_SECONDS, of + " must not be longer than a year");
    return java.time.Duration.ofSeconds(wire.getSeconds(), wire.getNanos());
  }

  static Duration wire(java.time.Duration duration) {
    return Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }

  static double seconds(Duration wire) {
    return wire.getSeconds() + wire.getNanos() / 1e9;
  }

  static Instant instant(Timestamp wire) {
    return Instant.ofEpochSecond(wire.getSeconds(), wire.getNanos());
  }

  static Timestamp wire(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  /** The result of a search. */
  static Result result(lakatos.prover.Problem problem, ProofResult result, String toolchain) {
    Result.Builder wire = Result.newBuilder().setId(problem.id()).setToolchain(toolchain);
    if (result instanceof ProofResult.Proved proved) {
      wire.setVerdict(Verdict.VERDICT_PROVED).setSource(proved.source());
      proved.proof(problem.statement()).ifPresent(wire::setProof);
      wire.addAllAxioms(proved.verdict().axioms()).setStrict(proved.verdict().strict());
    } else if (result instanceof ProofResult.Refuted refuted) {
      wire.setVerdict(Verdict.VERDICT_REFUTED).setWitness(refuted.witness());
      wire.setNegation(refuted.negation() + " := " + refuted.proof());
      wire.addAllAxioms(refuted.verdict().axioms()).setStrict(refuted.verdict().strict());
    } else if (result instanceof ProofResult.Open open) {
      wire.setVerdict(Verdict.VERDICT_OPEN).addAllGoals(open.goals());
    }
    ProofResult.Effort effort = result.effort();
    return wire.setEffort(
            Effort.newBuilder()
                .setPolicy(effort.policy())
                .setAttempts(effort.attempts())
                .setTokens(effort.tokens())
                .setWall(wire(effort.wall()))
                .setLean(wire(effort.lean()))
                .setModel(wire(effort.model())))
        .build();
  }

  /** The judgement of a candidate. */
  static Result result(String id, lakatos.leanbridge.Verdict verdict, String toolchain) {
    Result.Builder wire =
        Result.newBuilder()
            .setId(id)
            .setVerdict(word(verdict))
            .setToolchain(toolchain)
            .setEffort(effort(verdict.wall()));
    if (verdict instanceof lakatos.leanbridge.Verdict.Proved proved) {
      wire.addAllAxioms(proved.axioms()).setStrict(proved.strict());
    } else if (verdict instanceof lakatos.leanbridge.Verdict.Rejected rejected) {
      wire.addAllReasons(rejected.objections().stream().map(Wire::objection).toList());
      wire.addAllMessages(messages(rejected.messages()));
    } else if (verdict instanceof lakatos.leanbridge.Verdict.Failed failed) {
      wire.addAllMessages(messages(failed.messages()));
    } else if (verdict instanceof lakatos.leanbridge.Verdict.Crashed crashed) {
      wire.addReasons(objection(new Objection("crashed", crashed.text())));
    }
    return wire.build();
  }

  private static Effort effort(java.time.Duration wall) {
    return Effort.newBuilder().setAttempts(1).setWall(wire(wall)).setLean(wire(wall)).build();
  }

  private static Verdict word(lakatos.leanbridge.Verdict verdict) {
    return Verdict.valueOf("VERDICT_" + verdict.word().toUpperCase(Locale.ROOT));
  }

  /** What is known of a problem that could not be worked on. */
  static Result error(String id, String sentence, List<lakatos.leanbridge.Message> messages) {
    return Result.newBuilder()
        .setId(id)
        .setVerdict(Verdict.VERDICT_ERROR)
        .setError(sentence)
        .addAllMessages(messages(messages))
        .build();
  }

  /** The same, where the problem itself is wrong. */
  static Result error(Problem problem, IllegalArgumentException e) {
    return error(problem.getId(), String.valueOf(e.getMessage()), List.of());
  }

  private static lakatos.v1.Objection objection(Objection objection) {
    return lakatos.v1.Objection.newBuilder()
        .setCode(objection.code())
        .setText(objection.text())
        .build();
  }

  private static List<Message> messages(List<lakatos.leanbridge.Message> messages) {
    return messages.stream()
        .map(
            message ->
                Message.newBuilder()
                    .setSeverity(message.severity().name().toLowerCase(Locale.ROOT))
                    .setLine(message.line())
                    .setColumn(message.column())
                    .setText(message.text())
                    .build())
        .toList();
  }
}
