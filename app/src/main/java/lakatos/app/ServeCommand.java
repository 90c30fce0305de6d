package lakatos.app;

import java.util.List;
import java.util.concurrent.Callable;
import lakatos.prover.Closers;
import lakatos.prover.model.LanguageModel;
import lakatos.prover.model.Profile;
import lakatos.service.Engine;
import lakatos.service.ProvingServer;
import lakatos.service.ServedModel;
import lakatos.service.ServerOptions;
import lakatos.service.ServiceException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lakatos serve}. */
@Command(
    name = "serve",
    description = "Serves proofs over gRPC until it is told to end.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  lakatos serve",
      "  lakatos serve --port 50051 --model hf:DIR --profile goedel-prover-v2"
    })
final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private LeanOptions lean;

  @Mixin private ModelOptions model;

  @Option(names = "--host", description = "Address to listen on; default: ${DEFAULT-VALUE}.")
  private String host = "localhost";

  @Option(names = "--port", description = "0 for any; default: ${DEFAULT-VALUE}.")
  private int port = 50051;

  @Option(
      names = "--log",
      paramLabel = "text|json",
      description = "Of the log on standard error; default: text on a terminal, else JSON.")
  private Log.@Nullable Format log;

  @Override
  public Integer call() throws InterruptedException {
    Log.begin(log != null ? log : Terminal.isWatched() ? Log.Format.TEXT : Log.Format.JSON);
    ServerOptions options = ServerOptions.keepingJobsIn("").withPort(port);
    try (Lean running = lean.prover(Integer.MAX_VALUE);
        @Nullable LanguageModel opened = model.isGiven() ? model.open() : null) {
      running.verifier().warm();
      Engine engine =
          new Engine(running.pool(), running.verifier(), Closers.standard(), models(opened));
      running.toolchain(); // Lean is there before anybody is told so
      try (ProvingServer server = new ProvingServer(engine, options)) {
        running.endsAfter(server::close);
        spec.commandLine().getErr().println("lakatos: serving on " + host + ":" + server.port());
        spec.commandLine().getErr().flush();
        server.await();
      }
      return Exit.PROVED;
    } catch (ServiceException e) {
      throw new Trouble(e.getMessage(), e);
    }
  }

  private List<ServedModel> models(@Nullable LanguageModel opened) {
    if (opened == null) {
      return List.of();
    }
    Profile profile = model.profile();
    return List.of(new ServedModel(opened, profile, model.sampling(profile.sampling())));
  }
}
