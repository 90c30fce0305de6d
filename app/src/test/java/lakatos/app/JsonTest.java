package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import lakatos.leanbridge.Message;
import lakatos.leanbridge.Message.Severity;
import lakatos.leanbridge.Objection;
import lakatos.leanbridge.Verdict;
import org.junit.jupiter.api.Test;

final class JsonTest {
  private static final Duration WALL = Duration.ofMillis(12);

  @Test
  void text_missingOrNoText_isNamed() {
    ObjectNode object = Json.parse("{\"formal\":1,\"header\":null}");
    assertThat(Json.text(object, "header", "none")).isEqualTo("none");
    assertThat(Json.text(object, "preamble", "none")).isEqualTo("none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.text(object, "formal", "none"))
        .withMessage("the field \"formal\" is missing or not a text");
    assertThatIllegalArgumentException().isThrownBy(() -> Json.text(object, "header"));
  }

  @Test
  void put_everyVerdict_hasTheSameFields() {
    Message message = new Message(Severity.ERROR, 3, 14, "no");
    List<Verdict> verdicts =
        List.of(
            new Verdict.Proved(List.of("propext"), List.of("t"), "Lean", true, WALL),
            new Verdict.Failed(List.of(message), WALL),
            new Verdict.Rejected(List.of(new Objection("sorry", "why")), List.of(), WALL),
            new Verdict.TimedOut(true, WALL),
            new Verdict.Crashed("stack overflow", WALL));
    assertThat(verdicts)
        .map(verdict -> Json.put(Json.object(), verdict, "Lean").toString())
        .containsExactly(
            "{\"verdict\":\"proved\",\"reasons\":[],\"messages\":[],\"axioms\":[\"propext\"],"
                + "\"millis\":12,\"toolchain\":\"Lean\"}",
            "{\"verdict\":\"failed\",\"reasons\":[],\"messages\":[{\"severity\":\"error\",\"line\":3,"
                + "\"column\":14,\"text\":\"no\"}],\"axioms\":[],\"millis\":12,\"toolchain\":\"Lean\"}",
            "{\"verdict\":\"rejected\",\"reasons\":[{\"code\":\"sorry\",\"text\":\"why\"}],"
                + "\"messages\":[],\"axioms\":[],\"millis\":12,\"toolchain\":\"Lean\"}",
            "{\"verdict\":\"timeout\",\"reasons\":[],\"messages\":[],\"axioms\":[],\"millis\":12,"
                + "\"toolchain\":\"Lean\"}",
            "{\"verdict\":\"crashed\",\"reasons\":[{\"code\":\"crashed\",\"text\":\"stack overflow\"}],"
                + "\"messages\":[],\"axioms\":[],\"millis\":12,\"toolchain\":\"Lean\"}");
  }
}
