package lakatos.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Duration;
import java.util.List;
import java.util.Locale;
import lakatos.leanbridge.Message;
import lakatos.leanbridge.Statement;
import lakatos.prover.ProofResult;
import lakatos.v1.Effort;
import lakatos.v1.Objection;
import lakatos.v1.Problem;
import lakatos.v1.Result;
import lakatos.v1.Verdict;
import org.jspecify.annotations.Nullable;

/** What servers are asked and answer, as everything else here sees it. */
final class Replies {
  private Replies() {}

  /** A problem as a server gets it, without a candidate. */
  static Problem wire(String id, Statement statement) {
    return Problem.newBuilder()
        .setId(id)
        .setStatement(
            lakatos.v1.Statement.newBuilder()
                .setHeader(statement.header())
                .setPreamble(statement.preamble())
                .setText(statement.text()))
        .build();
  }

  static Duration wire(java.time.Duration duration) {
    return Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }

  static java.time.Duration duration(Duration wire) {
    return java.time.Duration.ofSeconds(wire.getSeconds(), wire.getNanos());
  }

  /** The word for a verdict in results. */
  static String word(Verdict verdict) {
    return verdict.name().replaceFirst("^VERDICT_", "").toLowerCase(Locale.ROOT);
  }

  static ProofResult.Effort effort(Effort wire) {
    return new ProofResult.Effort(
        wire.getPolicy(),
        wire.getAttempts(),
        wire.getTokens(),
        duration(wire.getWall()),
        duration(wire.getLean()),
        duration(wire.getModel()));
  }

  static List<Message> messages(Result result) {
    return result.getMessagesList().stream()
        .map(m -> new Message(severity(m), m.getLine(), m.getColumn(), m.getText()))
        .toList();
  }

  private static Message.Severity severity(lakatos.v1.Message message) {
    return switch (message.getSeverity()) {
      case "error" -> Message.Severity.ERROR;
      case "warning" -> Message.Severity.WARNING;
      default -> Message.Severity.INFO;
    };
  }

  /** What came of a search, as {@link Results} has it. */
  static ObjectNode found(Result result) {
    return switch (result.getVerdict()) {
      case VERDICT_PROVED, VERDICT_REFUTED, VERDICT_OPEN -> decided(result);
      case VERDICT_ERROR,
          VERDICT_CANCELLED,
          VERDICT_FAILED,
          VERDICT_REJECTED,
          VERDICT_TIMEOUT,
          VERDICT_CRASHED,
          VERDICT_FORMALIZED,
          VERDICT_DOUBTFUL,
          VERDICT_UNSPECIFIED,
          UNRECOGNIZED ->
          undecided(result);
    };
  }

  private static ObjectNode decided(Result result) {
    ObjectNode object = Json.object().put("verdict", word(result.getVerdict()));
    object.put("proof", some(result.getProof())).put("source", some(result.getSource()));
    if (result.getVerdict() == Verdict.VERDICT_REFUTED) {
      object.put("negation", result.getNegation()).put("witness", result.getWitness());
    } else if (result.getVerdict() == Verdict.VERDICT_OPEN) {
      object.set("goals", Json.strings(result.getGoalsList()));
    }
    Results.put(object, effort(result.getEffort()), result.getAxiomsList());
    return object.put("toolchain", result.getToolchain()).putNull("error");
  }

  private static @Nullable String some(String text) {
    return text.isEmpty() ? null : text;
  }

  private static ObjectNode undecided(Result result) {
    List<Message> messages = messages(result);
    ObjectNode object = Results.error(sentence(result));
    object.put("verdict", word(result.getVerdict()));
    if (!messages.isEmpty()) {
      object.set("messages", Json.messages(messages));
    }
    return object;
  }

  /** Why there is no decision, with the first of Lean's errors. */
  private static String sentence(Result result) {
    String first =
        messages(result).stream()
            .filter(Message::isError)
            .findFirst()
            .map(message -> ": " + message)
            .orElse("");
    return (result.getError() + first).lines().findFirst().orElse("");
  }

  /** What came of words, as {@link FormalizedJson} has it. */
  static ObjectNode formalized(Result result) {
    return result.hasFormalization()
        ? FormalizedJson.of(Statements.of(result))
        : FormalizedJson.error(sentence(result)).put("verdict", word(result.getVerdict()));
  }

  /** A judgement, as {@link Json#put} has it. */
  static ObjectNode judged(Result result) {
    ObjectNode object = Json.object().put("verdict", word(result.getVerdict()));
    ArrayNode reasons = object.putArray("reasons");
    result.getReasonsList().forEach(reason -> reasons.add(reason(reason)));
    object.set("messages", Json.messages(messages(result)));
    object.set("axioms", Json.strings(result.getAxiomsList()));
    object.put("millis", duration(result.getEffort().getWall()).toMillis());
    object.put("toolchain", some(result.getToolchain()));
    return result.getError().isEmpty() ? object : withoutJudgement(result, object);
  }

  /** What is wrong with the statement counts as it does without a server. */
  private static ObjectNode withoutJudgement(Result result, ObjectNode object) {
    String code = result.getReasonsList().stream().map(Objection::getCode).findFirst().orElse("");
    return switch (code) {
      case "unusable" -> object.put("verdict", "rejected");
      case "crashed" -> object.put("verdict", "crashed");
      default -> object.put("error", result.getError());
    };
  }

  private static ObjectNode reason(Objection reason) {
    return Json.object().put("code", reason.getCode()).put("text", reason.getText());
  }
}
