package lakatos.service;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lakatos as a gRPC service. It serves from when it is made until it is closed. */
public final class ProvingServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProvingServer.class);

  /** Requests of one stream for each seat: one that is worked on, and one that waits its turn. */
  private static final int AHEAD = 2;

  private static final int CONNECTIONS = 16;

  private final ServerOptions options;
  private final HealthStatusManager health = new HealthStatusManager();
  private final Changes changes = new Changes();
  private final Access access;
  private final JobStore store;
  private final Figures figures;
  private final Calls calls;
  private final JobRunner runner;
  private final Optional<FiguresPage> page;
  private final Server server;
  private volatile @Nullable ServiceException end;

  /** What has been opened and is to be closed, the last one first. */
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /**
   * Begins to serve, and to work on the jobs of its store.
   *
   * @param engine stays its owner's
   * @throws ServiceException if it cannot listen, cannot keep jobs, or a file that the options name
   *     cannot be used
   */
  public ProvingServer(Engine engine, ServerOptions options) {
    this.options = options;
    try {
      this.access = opened(new Access(options.access(), InstantSource.system()));
      this.store = opened(JobStore.open(options.jobs().store(), CONNECTIONS, this::lost));
      Solver solver = new Solver(engine);
      Desk desk = new Desk(engine.seats(), options.calls().queue());
      this.figures = opened(new Figures(engine.pool(), desk, store));
      this.page = options.metrics().map(port -> opened(new FiguresPage(figures, port)));
      this.calls = opened(new Calls(options.calls().most()));
      this.runner = opened(new JobRunner(store, solver, desk, changes, figures, leasing(engine)));
      int ahead = AHEAD * engine.seats();
      this.server =
          started(
              List.of(
                  new ProverService(solver, desk, calls, figures, ahead),
                  new VerifierService(solver, desk, calls, figures, ahead),
                  new AutoformalizerService(solver, desk, calls, figures),
                  new JobsService(store, runner, solver, changes, calls, options.jobs().quota()),
                  new ModelsService(engine, calls)));
    } catch (StoreException e) {
      closeAll();
      throw new ServiceException(ServiceException.Reason.BAD_STORE, e.getMessage(), e);
    } catch (RuntimeException e) {
      closeAll();
      throw e;
    }
    LOG.atInfo().addKeyValue("port", port()).log("serving");
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  /** Without its jobs a server is of no use; they are there again when it is started anew. */
  private void lost(StoreException why) {
    LOG.error("the server ends: {}", why.getMessage());
    end = new ServiceException(ServiceException.Reason.BAD_STORE, why.getMessage(), why);
    Server serving = server;
    if (serving != null) { // else its constructor fails
      serving.shutdownNow();
    }
  }

  private JobRunner.Leasing leasing(Engine engine) {
    String process =
        options.access().host() + ":" + options.port() + "/" + ProcessHandle.current().pid();
    return new JobRunner.Leasing(process, engine.seats(), options.jobs().lease());
  }

  private Server started(List<BindableService> services) {
    NettyServerBuilder builder =
        access
            .server(options.port())
            .maxInboundMessageSize(options.calls().messageBytes())
            .permitKeepAliveTime(10, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .intercept(figures.interceptor())
            .addService(health.getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance());
    for (BindableService service : services) {
      builder.addService(service);
      String name = service.bindService().getServiceDescriptor().getName();
      health.setStatus(name, ServingStatus.SERVING);
    }
    try {
      return builder.build().start();
    } catch (IOException e) {
      throw new ServiceException(
          ServiceException.Reason.BAD_ADDRESS,
          "cannot listen on "
              + options.access().host()
              + " port "
              + options.port()
              + "; another program may have it: choose another port",
          e);
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.getPort();
  }

  /** The port at which this machine finds its figures. */
  public Optional<Integer> metricsPort() {
    return page.map(FiguresPage::port);
  }

  /**
   * Waits until the server has been closed.
   *
   * @throws ServiceException if it ended by itself, since it could not keep jobs any more
   */
  public void await() throws InterruptedException {
    server.awaitTermination();
    ServiceException why = end;
    if (why != null) {
      throw why;
    }
  }

  /**
   * Takes no more calls and begins nothing more of any job; what is being worked on may end within
   * the time that the options say, and is then given up: jobs keep it for the next server.
   */
  @Override
  public void close() {
    Instant by = Instant.now().plus(end == null ? options.drain() : Duration.ZERO);
    health.enterTerminalState();
    runner.beginNothing();
    changes.end();
    server.shutdown();
    ended(by);
    runner.endBy(by);
    closeAll();
    server.shutdownNow();
    ended(Instant.now().plusSeconds(2));
  }

  private void closeAll() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) { // the others are still to be closed
        LOG.warn("while ending: {}", e.getMessage());
      }
    }
  }

  private void ended(Instant by) {
    try {
      long millis = Duration.between(Instant.now(), by).toMillis();
      server.awaitTermination(Math.max(0, millis), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
