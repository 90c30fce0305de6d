package lakatos.app;

import java.util.LinkedHashMap;
import java.util.Map;
import lakatos.expertiteration.Cluster;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where rounds are worked on. */
final class SparkOptions {
  @Option(
      names = "--master",
      paramLabel = "local[N]|spark://HOST:PORT|k8s://...",
      description = "Spark's master; default: threads of this process.")
  private @Nullable String master;

  @Option(
      names = "--spark-conf",
      paramLabel = "KEY=VALUE",
      description = "A setting of Spark's; may be given often.")
  private Map<String, String> settings = new LinkedHashMap<>();

  Cluster open() {
    return Cluster.open(master == null ? Cluster.here() : master, settings);
  }
}
