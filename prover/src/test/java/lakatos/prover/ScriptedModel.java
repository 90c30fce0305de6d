package lakatos.prover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import lakatos.prover.model.OpenAiModel;
import lakatos.prover.model.OpenAiOptions;

/** A server whose model writes what a test says; asked as any other server. */
public final class ScriptedModel implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What the model writes. */
  public interface Script {
    /**
     * Answers a chat.
     *
     * @param messages their contents, the last one last
     */
    String answer(List<String> messages, long seed) throws InterruptedException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Script script;
  private final List<List<String>> asked = new CopyOnWriteArrayList<>();
  private final OpenAiModel model;

  public ScriptedModel(Script script) {
    this.script = script;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    model = new OpenAiModel(OpenAiOptions.parse(address()));
  }

  /** What {@code --model} would be. */
  public String address() {
    return "openai:http://localhost:" + server.getAddress().getPort() + "/v1#scripted";
  }

  public OpenAiModel model() {
    return model;
  }

  /** The contents of every chat so far. */
  public List<List<String>> asked() {
    return asked;
  }

  private void handle(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
    List<String> messages = request.path("messages").findValuesAsText("content");
    asked.add(messages);
    try {
      String text = script.answer(messages, request.path("seed").asLong());
      var answer = JSON.createObjectNode();
      var choice = answer.putArray("choices").addObject().put("index", 0);
      choice.put("finish_reason", "stop");
      choice.putObject("message").put("role", "assistant").put("content", text);
      answer.putObject("usage").put("completion_tokens", 10);
      byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  @Override
  public void close() {
    model.close();
    threads.shutdownNow();
    server.stop(0);
  }
}
