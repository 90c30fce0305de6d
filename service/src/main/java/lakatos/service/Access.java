package lakatos.service;

import io.grpc.InsecureServerCredentials;
import io.grpc.ServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom a server lets in, from where, and who is told of it. Closed by its owner after the server,
 * and after the threads that work for its calls: what ends later is not told any more.
 */
final class Access implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Access.class);

  private final InetAddress address;
  private final ServerCredentials credentials;
  private final Authentication authentication;
  private final Optional<AuditLog> audit;
  private final InstantSource clock;

  /**
   * Reads all files that the options name.
   *
   * @throws ServiceException if one cannot be used, or the server must not listen there
   */
  Access(AccessOptions options, InstantSource clock) {
    WireLog.silence();
    this.clock = clock;
    this.address = options.address();
    this.credentials =
        options.tls().isPresent()
            ? options.tls().get().credentials()
            : InsecureServerCredentials.create();
    this.authentication =
        new Authentication(
            options.callers().map(file -> new Callers(new CallersFile(file, clock))),
            stranger(options, address),
            clock);
    this.audit = options.audit().map(AuditLog::new);
    warn(options);
  }

  private static Optional<Caller> stranger(AccessOptions options, InetAddress address) {
    if (options.isAuthenticated()) {
      return Optional.empty();
    }
    return Optional.of(address.isLoopbackAddress() ? Caller.LOCAL : Caller.ANYONE);
  }

  private void warn(AccessOptions options) {
    if (address.isLoopbackAddress()) {
      return;
    }
    if (options.tls().isEmpty()) {
      LOG.warn(
          "tokens go to {} unencrypted, and who reads one can use it; give a certificate",
          address.getHostAddress());
    }
    if (!options.isAuthenticated()) {
      LOG.warn(
          "whoever reaches {} may submit; give a file of callers to know them",
          address.getHostAddress());
    }
  }

  /** Returns a server to which services can be added. Port 0 is any that is free. */
  NettyServerBuilder server(int port) {
    NettyServerBuilder server =
        NettyServerBuilder.forAddress(new InetSocketAddress(address, port), credentials);
    // the last one sees a call first
    server.intercept(new KnownFields()).intercept(authentication);
    audit.ifPresent(
        log -> {
          server.intercept(new Audit(log, clock));
          server.addStreamTracerFactory(new StreamEnd.Factory());
        });
    return server;
  }

  @Override
  public void close() {
    audit.ifPresent(AuditLog::close);
  }
}
