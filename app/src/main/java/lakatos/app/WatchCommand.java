package lakatos.app;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lakatos batch watch}. */
@Command(
    name = "watch",
    description = "Shows how a job goes on, until it ends.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  lakatos batch watch JOB --server localhost:50051",
      "  lakatos batch watch JOB --json --from 120 --server localhost:50051",
      "",
      "With --json each event is a line: {\"cursor\",\"result\"} or {\"job\"}. If the server goes away,",
      "it is waited for, up to five minutes, and the watch goes on where it was.",
      "",
      "Exit codes: 0 all proved (or formalized), 1 not, 2 there were errors, or something is missing."
    })
final class WatchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ConnectionOptions server;

  @Parameters(paramLabel = "JOB", description = "As submit and list tell it.")
  private String job;

  @Option(
      names = "--from",
      paramLabel = "CURSOR",
      description = "Of the last result that need not be told; default: with --json 0, for all.")
  private @Nullable Long from;

  @Option(names = "--json", description = "Tell each event as a JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    long cursor = from != null ? from : json ? 0 : -1;
    try (Connection connection = server.open()) {
      return Jobs.exitCode(new JobWatch(connection, job, cursor, spec.commandLine(), json).run());
    }
  }
}
