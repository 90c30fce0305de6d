package lakatos.service;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lakatos as a gRPC service. It serves from when it is made until it is closed. */
public final class ProvingServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProvingServer.class);

  /** Requests of one stream for each seat: one that is worked on, and one that waits its turn. */
  private static final int AHEAD = 2;

  private final ServerOptions options;
  private final Access access;
  private final Calls calls;
  private final HealthStatusManager health = new HealthStatusManager();
  private final Server server;

  /**
   * Begins to serve.
   *
   * @param engine stays its owner's
   * @throws ServiceException if it cannot listen, or a file that the options name cannot be used
   */
  public ProvingServer(Engine engine, ServerOptions options) {
    this.options = options;
    this.access = new Access(options.access(), InstantSource.system());
    this.calls = new Calls(options.calls().most());
    Solver solver = new Solver(engine);
    Desk desk = new Desk(engine.seats(), options.calls().queue());
    int ahead = AHEAD * engine.seats();
    List<BindableService> services =
        List.of(
            new ProverService(solver, desk, calls, ahead),
            new VerifierService(solver, desk, calls, ahead),
            new ModelsService(engine, calls));
    this.server = started(services);
    for (BindableService service : services) {
      String name = service.bindService().getServiceDescriptor().getName();
      health.setStatus(name, ServingStatus.SERVING);
    }
    LOG.atInfo().addKeyValue("port", port()).log("serving");
  }

  private Server started(List<BindableService> services) {
    NettyServerBuilder builder =
        access
            .server(options.port())
            .maxInboundMessageSize(options.calls().messageBytes())
            .permitKeepAliveTime(10, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .addService(health.getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance());
    services.forEach(builder::addService);
    try {
      return builder.build().start();
    } catch (IOException e) {
      calls.close();
      access.close();
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

  /** Waits until the server has been closed. */
  public void await() throws InterruptedException {
    server.awaitTermination();
  }

  /**
   * Takes no more calls, lets those in progress end for as long as the options say, and then ends
   * them.
   */
  @Override
  public void close() {
    health.enterTerminalState();
    server.shutdown();
    if (!ended(options.drain())) {
      calls.close();
      server.shutdownNow();
      ended(Duration.ofSeconds(2));
    }
    calls.close();
    access.close();
  }

  private boolean ended(Duration within) {
    try {
      return server.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
