package lakatos.expertiteration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LineStageTest {
  @TempDir private Path folder;

  private static ObjectNode item(String key) {
    return Json.object().put("key", key);
  }

  @Test
  void run_afterACrash_doesOnlyWhatHasNoWholeLine() throws Exception {
    Path parts = Files.createDirectories(folder.resolve("parts-out.jsonl"));
    Files.writeString(parts.resolve("x.jsonl"), "{\"of\":\"before\",\"key\":\"b\"}\n{\"of\":\"bef");
    LineStage stage = new LineStage(folder.resolve("out.jsonl"));
    try (Cluster cluster = Cluster.open("local[2]", Map.of())) {
      List<ObjectNode> lines =
          stage.run(
              cluster,
              List.of(item("a"), item("b"), item("c")),
              item -> Json.object().put("of", "now"),
              done -> {});
      assertThat(lines)
          .extracting(line -> line.path("key").asText() + " " + line.path("of").asText())
          .containsExactly("a now", "b before", "c now");
      assertThat(parts).doesNotExist();
      assertThat(stage.run(cluster, List.of(), item -> item, done -> {})).isEqualTo(lines);
    }
  }
}
