package lakatos.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import lakatos.autoformalizer.Candidate;
import lakatos.autoformalizer.Finding;
import lakatos.autoformalizer.Formalized;
import lakatos.autoformalizer.Stage;

/** What came of problems in words, as JSON objects. */
final class FormalizedJson {
  private FormalizedJson() {}

  /** One word for machines and for counting. */
  static String verdict(Formalized result) {
    return result.best().map(best -> best.isSound() ? "formalized" : "doubtful").orElse("open");
  }

  static ObjectNode of(Formalized result) {
    ObjectNode object = Json.object().put("verdict", verdict(result));
    List<Candidate> candidates = result.candidates();
    if (candidates.isEmpty()) {
      object.putNull("formal").putNull("header").putNull("preamble").put("confidence", 0.0);
      object.putArray("findings");
      object.putNull("backTranslation");
    } else {
      put(object, candidates.get(0));
    }
    ArrayNode alternatives = object.putArray("alternatives");
    candidates.stream().skip(1).forEach(candidate -> put(alternatives.addObject(), candidate));
    object.set("reasons", Json.strings(result.reasons()));
    object.set("stages", Json.strings(result.stages().stream().map(Stage::sentence).toList()));
    return object
        .put("millis", result.wall().toMillis())
        .put("tokens", result.tokens())
        .putNull("error");
  }

  private static void put(ObjectNode object, Candidate candidate) {
    object
        .put("formal", candidate.statement().text())
        .put("header", candidate.statement().header())
        .put("preamble", candidate.statement().preamble())
        .put("confidence", candidate.confidence());
    ArrayNode findings = object.putArray("findings");
    candidate.findings().forEach(finding -> put(findings.addObject(), finding));
    object.put("backTranslation", candidate.backTranslation().orElse(null));
    object.set("assumptions", Json.strings(candidate.assumptions()));
    ArrayNode origins = object.putArray("origins");
    for (Candidate.Origin origin : candidate.origins()) {
      origins
          .addObject()
          .put("formalizer", origin.formalizer())
          .put("sample", origin.sample())
          .put("rounds", origin.rounds());
    }
  }

  private static void put(ObjectNode object, Finding finding) {
    object
        .put("kind", word(finding.kind()))
        .put("weight", word(finding.weight()))
        .put("sentence", finding.sentence())
        .put("witness", finding.witness().orElse(null));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The result for a problem that could not be worked on. */
  static ObjectNode error(String sentence) {
    return Json.object().put("verdict", "error").putNull("formal").put("error", sentence);
  }
}
