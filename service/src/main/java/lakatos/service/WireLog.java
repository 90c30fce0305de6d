package lakatos.service;

import io.grpc.netty.shaded.io.netty.util.internal.logging.InternalLoggerFactory;
import io.grpc.netty.shaded.io.netty.util.internal.logging.JdkLoggerFactory;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps tokens and problems out of logs. At its level DEBUG, Netty writes each frame to its log,
 * headers and all, and what logs to nowhere in particular often logs everything from there on.
 */
final class WireLog {
  /** Held here, for Java forgets the levels of loggers that nobody holds. */
  private static final List<Logger> FRAMES =
      List.of(
          Logger.getLogger("io.grpc.netty.shaded.io.grpc.netty.NettyServerHandler"),
          Logger.getLogger("io.grpc.netty.shaded.io.grpc.netty.NettyClientHandler"));

  private WireLog() {}

  /**
   * Makes Netty log where gRPC does, which is Java's own log, and frames nowhere, in all of this
   * process from now on.
   */
  static void silence() {
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    FRAMES.forEach(logger -> logger.setLevel(Level.INFO));
  }
}
