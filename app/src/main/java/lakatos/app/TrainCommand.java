package lakatos.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import lakatos.expertiteration.Example;
import lakatos.expertiteration.Training;
import lakatos.expertiteration.TrainingReport;
import lakatos.prover.model.Profile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lakatos iterate train}. */
@Command(
    name = "train",
    description = "Trains a checkpoint on proofs: a loss on the proof, given the statement.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  lakatos iterate train --in examples.jsonl --base base --out trained --epochs 4",
      "  lakatos iterate train --in runs/first/round-02/selected.jsonl --base base --out trained",
      "",
      "Exit codes: 0 trained, 1 the loss diverged and the last good state was kept, 2 bad input."
    })
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--in",
      required = true,
      paramLabel = "FILE",
      description = "Proofs, as 'iterate examples' writes them; may be given often.")
  private List<Path> in = List.of();

  @Option(
      names = "--base",
      required = true,
      paramLabel = "DIR",
      description = "What learns, or embedded.")
  private Path base = Path.of("");

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "What it becomes.")
  private Path out = Path.of("");

  @Option(names = "--profile", description = "How the model will be asked; default: lakatos.")
  private String profile = "lakatos";

  @Option(names = "--device", description = "cpu, cuda or cuda:N; default: CUDA if there is any.")
  private @Nullable String device;

  @Option(names = "--seed", description = "Of the order; default: 0.")
  private long seed;

  @Option(names = "--json", description = "End with a JSON object on standard output.")
  private boolean json;

  @Mixin private LearningOptions learning;

  @Override
  public Integer call() {
    List<Example> examples = in.stream().map(Example::read).flatMap(List::stream).toList();
    Profile asked;
    try {
      asked =
          profile.matches(".*\\.ya?ml") ? Profile.read(Path.of(profile)) : Profile.named(profile);
    } catch (IllegalArgumentException e) {
      throw new Trouble(String.valueOf(e.getMessage()), e);
    }
    PrintWriter err = spec.commandLine().getErr();
    TrainingReport report =
        new Training(
                asked,
                learning.options(device == null ? "" : device, seed),
                step -> tell(err, step))
            .run(ModelOptions.folder(base), out, examples);
    if (json) {
      spec.commandLine().getOut().println(report.json());
      spec.commandLine().getOut().flush();
    }
    err.printf(
        "lakatos: %s learnt %,d proofs in %,d steps and %.0f s; the loss went from %.3f to %.3f%n",
        out,
        report.rows(),
        report.steps(),
        report.seconds(),
        report.firstLoss(),
        report.lastLoss());
    if (report.leftOut() > 0) {
      err.printf("lakatos: %,d proofs are longer than the context%n", report.leftOut());
    }
    if (!report.trouble().isEmpty()) {
      err.println("lakatos: " + report.trouble());
    }
    return report.trouble().isEmpty() ? Exit.PROVED : Exit.NOT_PROVED;
  }

  private static void tell(PrintWriter err, ObjectNode step) {
    int number = step.path("step").asInt();
    if (number % 20 == 0 || number == step.path("of").asInt()) {
      err.printf(
          "lakatos: step %d of %d, loss %.3f, gradient %.2f%n",
          number,
          step.path("of").asInt(),
          step.path("loss").asDouble(),
          step.path("grad_norm").asDouble());
      err.flush();
    }
  }
}
