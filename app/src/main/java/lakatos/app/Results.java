package lakatos.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import lakatos.leanbridge.Objection;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verdict;
import lakatos.prover.FileProver;
import lakatos.prover.ProofResult;

/** Results of searches as JSON objects. */
final class Results {
  private Results() {}

  static ObjectNode of(Statement statement, ProofResult result, String toolchain) {
    ObjectNode object = Json.object();
    List<String> axioms = List.of();
    if (result instanceof ProofResult.Proved proved) {
      object.put("verdict", "proved").put("proof", proved.proof(statement).orElse(null));
      object.put("source", proved.source());
      axioms = proved.verdict().axioms();
    } else if (result instanceof ProofResult.Refuted refuted) {
      object.put("verdict", "refuted").putNull("proof").putNull("source");
      object.put("negation", refuted.negation() + " := " + refuted.proof());
      object.put("witness", refuted.witness());
      axioms = refuted.verdict().axioms();
    } else if (result instanceof ProofResult.Open open) {
      object.put("verdict", "open").putNull("proof").putNull("source");
      object.set("goals", Json.strings(open.goals()));
    }
    put(object, result.effort(), axioms);
    return object.put("toolchain", toolchain).putNull("error");
  }

  /** Adds what a search cost, and what a proof rests on. */
  static void put(ObjectNode object, ProofResult.Effort effort, List<String> axioms) {
    object
        .put("policy", effort.policy())
        .put("attempts", effort.attempts())
        .put("tokens", effort.tokens())
        .put("millis", effort.wall().toMillis())
        .put("leanMillis", effort.lean().toMillis())
        .put("modelMillis", effort.model().toMillis());
    object.set("axioms", Json.strings(axioms));
  }

  /** The result for a problem that could not be worked on. */
  static ObjectNode error(String sentence) {
    ObjectNode object = Json.object().put("verdict", "error").putNull("proof");
    object.putNull("source").putNull("policy");
    object.put("attempts", 0).put("tokens", 0).put("millis", 0);
    object.putArray("axioms");
    return object.putNull("toolchain").put("error", sentence);
  }

  static ObjectNode of(FileProver.Result result, Path target, String toolchain) {
    ObjectNode object = Json.object();
    object.put("verdict", result.complete() ? "proved" : "open").put("out", target.toString());
    ArrayNode gaps = object.putArray("gaps");
    for (FileProver.Filled gap : result.gaps()) {
      ObjectNode node = gaps.addObject().put("line", gap.line()).put("column", gap.column());
      node.put("proof", gap.proof().orElse(null));
      node.set("goals", Json.strings(gap.goals()));
    }
    object.set("messages", Json.messages(result.audit().messages()));
    return object.put("toolchain", toolchain);
  }

  /** One line for people about a verdict. */
  static String line(Verdict verdict) {
    if (verdict instanceof Verdict.Proved proved) {
      return "proved"
          + (proved.axioms().isEmpty() ? "" : ", from " + String.join(", ", proved.axioms()));
    }
    if (verdict instanceof Verdict.Rejected rejected) {
      return "rejected: "
          + rejected.objections().stream().map(Objection::text).collect(Collectors.joining("; "));
    }
    if (verdict instanceof Verdict.Failed failed) {
      return "failed: "
          + failed.messages().stream()
              .filter(message -> message.isError())
              .findFirst()
              .map(Object::toString)
              .orElse("");
    }
    if (verdict instanceof Verdict.Crashed crashed) {
      return "crashed: " + crashed.text();
    }
    return verdict.word();
  }
}
