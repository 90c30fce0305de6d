package lakatos.leanbridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A statement, a candidate, and the verdict that it must get. */
record SoundnessCase(
    String id,
    String category,
    Statement statement,
    String candidate,
    boolean accept,
    boolean leanAloneAccepts) {

  static List<SoundnessCase> read(String resource) {
    List<SoundnessCase> cases = new ArrayList<>();
    try (InputStream in = SoundnessCase.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        cases.add(of(Json.MAPPER.readTree(line)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }

  private static SoundnessCase of(JsonNode node) {
    String candidate = node.path("candidate").asText();
    for (Map.Entry<String, JsonNode> mark : node.path("expand").properties()) {
      JsonNode copies = mark.getValue();
      candidate =
          candidate.replace(mark.getKey(), copies.get(0).asText().repeat(copies.get(1).asInt()));
    }
    return new SoundnessCase(
        node.path("id").asText(),
        node.path("category").asText(),
        new Statement(
            node.path("header").asText(),
            node.path("preamble").asText(),
            node.path("statement").asText()),
        candidate,
        node.path("expect").asText().equals("accept"),
        node.path("lean_alone_accepts").asBoolean());
  }

  @Override
  public String toString() {
    return id;
  }
}
