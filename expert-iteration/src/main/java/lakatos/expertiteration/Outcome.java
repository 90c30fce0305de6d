package lakatos.expertiteration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import lakatos.expertiteration.Assignment.By;

/**
 * What became of one statement's attempts. Written last: what has an outcome is done.
 *
 * @param samples that were to be drawn
 * @param attempts that were drawn and judged in time
 * @param proofs among them, equal ones included
 * @param distinct proofs that differ
 * @param wallMillis from its first to its last moment
 * @param leanMillis that Lean worked
 * @param modelMillis in which the model was writing
 * @param tokens drawn
 * @param note why it ended as it did; may be empty
 */
record Outcome(
    By by,
    String id,
    End end,
    int samples,
    int attempts,
    int proofs,
    int distinct,
    long wallMillis,
    long leanMillis,
    long modelMillis,
    long tokens,
    String note) {

  /** How it ended. */
  enum End {
    PROVED,
    REFUTED,
    OPEN,
    /** The statement does not elaborate, or no prompt can be made of it. */
    UNUSABLE
  }

  Assignment.Key key() {
    return new Assignment.Key(by, id);
  }

  ObjectNode json() {
    return Json.object()
        .put("by", by.word())
        .put("id", id)
        .put("end", end.name().toLowerCase(Locale.ROOT))
        .put("samples", samples)
        .put("attempts", attempts)
        .put("proofs", proofs)
        .put("distinct", distinct)
        .put("wall_ms", wallMillis)
        .put("lean_ms", leanMillis)
        .put("model_ms", modelMillis)
        .put("tokens", tokens)
        .put("note", note);
  }

  static Outcome of(ObjectNode object) {
    return new Outcome(
        By.of(Json.text(object, "by")),
        Json.text(object, "id"),
        End.valueOf(Json.text(object, "end").toUpperCase(Locale.ROOT)),
        object.path("samples").asInt(),
        object.path("attempts").asInt(),
        object.path("proofs").asInt(),
        object.path("distinct").asInt(),
        object.path("wall_ms").asLong(),
        object.path("lean_ms").asLong(),
        object.path("model_ms").asLong(),
        object.path("tokens").asLong(),
        object.path("note").asText());
  }
}
