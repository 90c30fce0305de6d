package lakatos.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lakatos.expertiteration.RunFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lakatos iterate report}. */
@Command(
    name = "report",
    description = "Says what the rounds of a run came to, and writes a page with plots.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: lakatos iterate report runs/first"})
final class IterationReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "Folder of a run.")
  private Path run = Path.of("");

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Where the page goes; default: report.html in the run's folder.")
  private @Nullable Path html;

  @Option(names = "--json", description = "Print the manifests, an object a line; no page.")
  private boolean json;

  @Override
  public Integer call() {
    RunFolder folder = new RunFolder(run);
    if (!folder.exists()) {
      throw new Trouble("there is no run in " + run);
    }
    List<ObjectNode> manifests = folder.manifests();
    if (manifests.isEmpty()) {
      throw new Trouble("no round of " + run + " is done yet");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      manifests.forEach(out::println);
      out.flush();
      return Exit.PROVED;
    }
    IterationFigures figures = new IterationFigures(manifests);
    figures.sections().forEach(out::println);
    out.flush();
    Path page = html != null ? html : run.resolve("report.html");
    List<Section> shown = new ArrayList<>(figures.sections());
    shown.add(figures.examples()); // too wide for a terminal
    List<Plot> plots = Plots.arePossible() ? IterationPlots.of(figures) : List.of();
    try {
      ResultsFile.replace(page, ReportPage.of("Rounds", shown, plots));
    } catch (IOException e) {
      throw new Trouble("cannot write " + page + " (" + e.getMessage() + ")", e);
    }
    spec.commandLine().getErr().println("lakatos: the page is " + page);
    return Exit.PROVED;
  }
}
