package lakatos.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verdict;
import lakatos.leanbridge.Verifier;

/**
 * A theorem of a library, to be proved with what its module imports.
 *
 * @param id its name in the library
 * @param module which proves it
 * @param proposition what it states, closed
 * @param style the options under which Lean printed it
 * @param header imports what the module imports, so neither the theorem nor what comes later
 * @param formal the theorem up to {@code :=}, under a name of one component
 * @param shape agrees for statements that are the same up to bound names
 * @param guarded whether the header imports the module itself, as the statement is about what that
 *     defines; then a proof must be seen to use none of its theorems
 */
public record CorpusStatement(
    String id,
    String module,
    String proposition,
    String style,
    String header,
    String formal,
    String shape,
    boolean guarded) {

  public CorpusStatement {
    if (id.isEmpty() || header.isEmpty() || formal.isEmpty()) {
      throw new IllegalArgumentException("a statement needs an id, a header and a theorem");
    }
  }

  /** Returns what is to be proved, as the prover takes it. */
  public Statement statement() {
    return new Statement(header, "", formal);
  }

  /**
   * Decides whether {@code candidate} proves it without itself and without what comes later.
   *
   * @throws lakatos.leanbridge.LeanException as {@link Verifier#verify}
   */
  public Verdict judge(Verifier verifier, String candidate, Limits limits, boolean strict) {
    return guarded
        ? verifier.verifyBefore(module, statement(), candidate, limits, strict)
        : verifier.verify(statement(), candidate, limits, strict);
  }

  ObjectNode json() {
    ObjectNode node =
        Json.object()
            .put("id", id)
            .put("module", module)
            .put("statement", proposition)
            .put("pp", style)
            .put("header", header)
            .put("formal", formal)
            .put("shape", shape);
    if (guarded) {
      node.put("guarded", true);
    }
    return node;
  }

  static CorpusStatement of(JsonNode node) {
    return new CorpusStatement(
        node.path("id").asText(),
        node.path("module").asText(),
        node.path("statement").asText(),
        node.path("pp").asText(),
        node.path("header").asText(),
        node.path("formal").asText(),
        node.path("shape").asText(),
        node.path("guarded").asBoolean());
  }
}
