package lakatos.service;

import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import lakatos.autoformalizer.Council;
import lakatos.autoformalizer.FormalizerOptions;
import lakatos.autoformalizer.ModelFormalizer;
import lakatos.leanbridge.SharedLean;
import lakatos.prover.Closers;
import lakatos.prover.ScriptedModel;
import lakatos.prover.model.Profile;
import lakatos.v1.Budget;
import lakatos.v1.Policy;
import lakatos.v1.Problem;
import lakatos.v1.Search;
import lakatos.v1.Statement;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Servers and clients of one test, on real ports and on the shared Lean; closed after it. */
final class ServerTrial implements AfterEachCallback {
  static final String TRUE = "theorem t (a b : Nat) : a + b = b + a";
  static final String FALSE = "theorem t (n : Nat) : n ≠ 3";

  /** Nobody proves it in a minute. */
  static final String HARD =
      "theorem t (n : Nat) (h : 2 < n) : ∀ a b c : Nat, 0 < a → 0 < b → a ^ n + b ^ n ≠ c ^ n";

  static final String WORDS = "Show that 2 divides n * (n + 1) for every natural number n.";
  static final String WRONG_WORDS = "Show that n^2 < 2^n for every natural number n.";

  /** Nothing for the controlled language. */
  static final String STRANGE_WORDS = "Show that every splendid number n is at most n^2.";

  static final ServerOptions OPTIONS = ServerOptions.keepingJobsIn("").withPort(0);

  private final List<AutoCloseable> open = new ArrayList<>();

  static Engine engine(List<ServedModel> models) {
    return new Engine(SharedLean.pool(), SharedLean.verifier(), Closers.standard(), models);
  }

  ProvingServer server(ServerOptions options) {
    return server(options, List.of());
  }

  /** A server with jobs of its own, unless the options say where they are. */
  ProvingServer server(ServerOptions options, List<ServedModel> models) {
    return server(options, engine(models));
  }

  /** The same, with models that write statements. */
  ProvingServer server(ServerOptions options, Formalizers formalizers) {
    return server(options, engine(List.of()).withFormalizers(formalizers));
  }

  private ProvingServer server(ServerOptions options, Engine engine) {
    JobOptions jobs = options.jobs();
    String store = jobs.store().isEmpty() ? folder().resolve("jobs").toString() : jobs.store();
    return keep(
        new ProvingServer(
            engine, options.withJobs(new JobOptions(store, jobs.lease(), jobs.quota()))));
  }

  /** A model that writes statements as a script says. */
  Formalizers formalizers(ScriptedModel.Script script) {
    Profile profile = Profile.named("generic-formalizer");
    ScriptedModel model = keep(new ScriptedModel(script));
    return new Formalizers(
        List.of(new ModelFormalizer(model.model(), profile, profile.sampling())),
        Council.NONE,
        FormalizerOptions.DEFAULT.withSamples(1),
        Duration.ofMinutes(1));
  }

  /** A folder that is gone after the test. */
  Path folder() {
    try {
      Path folder = Files.createTempDirectory("lakatos-trial");
      keep(() -> delete(folder));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  <T extends AutoCloseable> T keep(T closeable) {
    open.add(closeable);
    return closeable;
  }

  ManagedChannel channel(ProvingServer server) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("localhost", server.port()).usePlaintext().build();
    open.add(channel::shutdownNow);
    return channel;
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    Collections.reverse(open);
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
  }

  static Problem problem(String id, String statement) {
    return Problem.newBuilder()
        .setId(id)
        .setStatement(Statement.newBuilder().setText(statement))
        .build();
  }

  static Problem words(String id, String text) {
    return Problem.newBuilder().setId(id).setInformal(text).build();
  }

  static Problem candidate(String id, String statement, String proof) {
    return problem(id, statement).toBuilder().setCandidate(statement + " := " + proof).build();
  }

  static Search within(Duration wall) {
    return Search.newBuilder()
        .setPolicy(Policy.POLICY_PORTFOLIO)
        .setBudget(Budget.newBuilder().setWall(Wire.wire(wall)))
        .build();
  }

  static Path checkpoint(String name) {
    return Path.of(System.getProperty("lakatos.root", ".."))
        .resolve("prover/src/test/resources/checkpoints")
        .resolve(name);
  }

  /** The status with which a call fails. */
  static StatusRuntimeException refusal(ThrowingRunnable call) {
    StatusRuntimeException thrown =
        Assertions.catchThrowableOfType(StatusRuntimeException.class, call::run);
    Assertions.assertThat(thrown).isNotNull();
    return thrown;
  }

  interface ThrowingRunnable {
    void run() throws Throwable;
  }

  static Status.Code code(StatusRuntimeException refusal) {
    return refusal.getStatus().getCode();
  }

  static ErrorInfo info(StatusRuntimeException refusal) throws Exception {
    return detail(refusal, ErrorInfo.class);
  }

  static RetryInfo retry(StatusRuntimeException refusal) throws Exception {
    return detail(refusal, RetryInfo.class);
  }

  static <T extends com.google.protobuf.Message> T detail(
      StatusRuntimeException refusal, Class<T> type) throws Exception {
    for (com.google.protobuf.Any any : StatusProto.fromThrowable(refusal).getDetailsList()) {
      if (any.is(type)) {
        return any.unpack(type);
      }
    }
    throw new AssertionError("no " + type.getSimpleName() + " in " + refusal);
  }
}
