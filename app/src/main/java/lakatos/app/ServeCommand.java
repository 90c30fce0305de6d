package lakatos.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lakatos.prover.Closers;
import lakatos.prover.model.LanguageModel;
import lakatos.prover.model.Profile;
import lakatos.service.AccessOptions;
import lakatos.service.Engine;
import lakatos.service.JobOptions;
import lakatos.service.ProvingServer;
import lakatos.service.ServedModel;
import lakatos.service.ServerOptions;
import lakatos.service.TlsOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lakatos serve}. */
@Command(
    name = "serve",
    description = "Serves proofs over gRPC, and works through jobs, until it is told to end.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  lakatos serve",
      "  lakatos serve --model hf:DIR --profile goedel-prover-v2 --metrics-port 9464",
      "  lakatos serve --formalizer goedel-formalizer-v2=openai:http://localhost:8001/v1#NAME",
      "  lakatos serve --host 0.0.0.0 --tls-cert server.pem --tls-key server.key \\",
      "      --callers callers.json --audit audit.jsonl",
      "  lakatos serve --store 'jdbc:postgresql://db/lakatos?user=lakatos'",
      "",
      "Several servers may share a PostgreSQL database; its password is read from ~/.pgpass or",
      "PGPASSWORD. On SIGTERM what is being worked on may end (--drain), and jobs keep the rest.",
      "Without --callers, or --tls-client-ca, whoever can reach the server may use it; it listens on",
      "other addresses than this machine's own only with TLS or tokens ('lakatos token --help')."
    })
final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private LeanOptions lean;

  @Mixin private ModelOptions model;

  @Mixin private FormalizerChoice choice;

  @Option(names = "--host", description = "Address to listen on; default: ${DEFAULT-VALUE}.")
  private String host = AccessOptions.DEFAULT.host();

  @Option(names = "--port", description = "0 for any; default: ${DEFAULT-VALUE}.")
  private int port = 50051;

  @Option(
      names = "--store",
      paramLabel = "FILE|jdbc:postgresql:…",
      description = "Where jobs are kept; default: LAKATOS_HOME/serve/jobs.")
  private @Nullable String store;

  @Option(
      names = "--lease",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "After which others take over what a dead server worked on; default: 30s.")
  private Duration lease = Duration.ofSeconds(30);

  @Option(
      names = "--quota",
      paramLabel = "N",
      description = "Undecided problems that a caller may have; default: ${DEFAULT-VALUE}.")
  private int quota = 1_000_000;

  @Option(
      names = "--drain",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "For what is being worked on when the server ends; default: 30s.")
  private Duration drain = Duration.ofSeconds(30);

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description = "Show figures for Prometheus at http://127.0.0.1:PORT/metrics.")
  private @Nullable Integer metrics;

  @Option(names = "--tls-cert", paramLabel = "FILE", description = "Certificate chain, PEM.")
  private @Nullable Path certificate;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key, PEM.")
  private @Nullable Path key;

  @Option(
      names = "--tls-client-ca",
      paramLabel = "FILE",
      description = "Let in only clients with a certificate of this authority, PEM.")
  private @Nullable Path authority;

  @Option(
      names = "--callers",
      paramLabel = "FILE",
      description = "Let in only these callers; 'lakatos token add' writes the file.")
  private @Nullable Path callers;

  @Option(
      names = "--audit",
      paramLabel = "FILE",
      description = "Add a line for each call that changes something or is refused.")
  private @Nullable Path audit;

  @Option(
      names = "--log",
      paramLabel = "text|json",
      description = "Of the log on standard error; default: text on a terminal, else JSON.")
  private Log.@Nullable Format log;

  @Override
  public Integer call() throws InterruptedException {
    ServerOptions options = options();
    choice.check();
    Log.begin(log != null ? log : Terminal.isWatched() ? Log.Format.TEXT : Log.Format.JSON);
    try (Lean running = lean.prover(Integer.MAX_VALUE);
        @Nullable LanguageModel opened = model.isGiven() ? model.open() : null;
        FormalizerChoice.Running formalizer = choice.open()) {
      running.verifier().warm();
      running.toolchain(); // Lean is there before anybody is told so
      Engine engine =
          new Engine(running.pool(), running.verifier(), Closers.standard(), models(opened))
              .withFormalizers(formalizer.formalizers());
      try (ProvingServer server = new ProvingServer(engine, options)) {
        running.endsAfter(server::close);
        tell(server);
        server.await();
      }
      return Exit.PROVED;
    }
  }

  private void tell(ProvingServer server) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("lakatos: serving on " + host + ":" + server.port());
    server
        .metricsPort()
        .ifPresent(at -> err.println("lakatos: figures at http://127.0.0.1:" + at + "/metrics"));
    err.flush();
  }

  private ServerOptions options() {
    try {
      ServerOptions options =
          ServerOptions.keepingJobsIn(store())
              .withAccess(
                  new AccessOptions(
                      host, tls(), Optional.ofNullable(callers), Optional.ofNullable(audit)))
              .withPort(port)
              .withJobs(new JobOptions(store(), lease, quota))
              .withDrain(drain);
      return metrics == null ? options : options.withMetrics(metrics);
    } catch (IllegalArgumentException e) {
      throw new Trouble(String.valueOf(e.getMessage()), e);
    }
  }

  private Optional<TlsOptions> tls() {
    if (certificate != null && key != null) {
      return Optional.of(new TlsOptions(certificate, key, Optional.ofNullable(authority)));
    }
    if (certificate != null || key != null || authority != null) {
      throw new Trouble("TLS needs both --tls-cert and --tls-key");
    }
    return Optional.empty();
  }

  private String store() {
    if (store != null) {
      return store;
    }
    Path folder = Home.folder().resolve("serve");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new Trouble("cannot make " + folder + "; choose another --store", e);
    }
    return folder.resolve("jobs").toString();
  }

  private List<ServedModel> models(@Nullable LanguageModel opened) {
    if (opened == null) {
      return List.of();
    }
    Profile profile = model.profile();
    return List.of(
        new ServedModel(opened, profile, model.sampling(profile.sampling()), model.price()));
  }
}
