package lakatos.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** {@link Figures} over HTTP at {@code /metrics}, for this machine only. */
final class FiguresPage implements AutoCloseable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "metrics"));
  private final HttpServer server;
  private final Figures figures;

  /**
   * Begins to serve.
   *
   * @param port 0 for any
   * @throws ServiceException {@code BAD_ADDRESS} if another program has the port
   */
  FiguresPage(Figures figures, int port) {
    this.figures = figures;
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
    } catch (IOException e) {
      thread.shutdown();
      throw new ServiceException(
          ServiceException.Reason.BAD_ADDRESS,
          "cannot show metrics on port " + port + "; another program may have it: choose another",
          e);
    }
    server.setExecutor(thread);
    server.createContext("/metrics", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] page = figures.page().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(200, page.length);
      try (OutputStream body = exchange.getResponseBody()) {
        body.write(page);
      }
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    thread.shutdownNow();
  }
}
