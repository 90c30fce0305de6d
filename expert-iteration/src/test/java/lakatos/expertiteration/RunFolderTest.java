package lakatos.expertiteration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lakatos.expertiteration.RunOptions.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunFolderTest {
  @TempDir private Path folder;

  @Test
  void options_ofARunOlderThanProbesHindsightAndExploration_goesOnWithout() throws Exception {
    RunFolder run = new RunFolder(folder);
    RunOptions options = TinyRun.options(folder.resolve("base"), Method.SUPERVISED, 1);
    List<String> newer = List.of("probe_millis", "hindsight", "explore");
    ObjectNode older = Json.of(options).without(newer);
    older.withObject("/attempts").remove("library");
    Files.writeString(run.runFile(), Json.pretty(older));
    assertThat(older).hasSize(18);
    RunOptions read = run.options();
    assertThat(read.probeMillis()).isZero();
    assertThat(read.hindsight()).isFalse();
    assertThat(read.explore()).isZero();
    assertThat(read.attempts().library()).isEmpty();
    assertThat(read.seed()).isEqualTo(options.seed());
    ObjectNode others = Json.of(read).without(newer);
    others.withObject("/attempts").remove("library");
    assertThat(others).isEqualTo(older);
  }

  @Test
  void options_written_areReadBack() throws Exception {
    RunFolder run = new RunFolder(folder);
    RunOptions options = TinyRun.options(folder.resolve("base"), Method.GRPO, 1);
    Files.writeString(run.runFile(), Json.pretty(Json.of(options)));
    assertThat(run.options()).isEqualTo(options);
  }
}
