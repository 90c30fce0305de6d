package lakatos.prover.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.LongConsumer;
import java.util.stream.StreamSupport;
import lakatos.prover.model.Servers.Server;

/** Asks one server once, and makes out what its answer means. Thread-safe. */
final class ServerCall {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
  private static final int MOST_WORDS = 1 << 16;
  private static final int MOST_MODELS_LISTED = 8;

  /** A whole answer in one piece; streams are bounded by what they may add to a text. */
  private static final int MOST_WHOLE = 16 << 20;

  private final OpenAiOptions options;
  private final ApiKey key;
  private final ServerFailures failures;
  private final HttpClient http;

  ServerCall(OpenAiOptions options, ApiKey key, Executor executor) {
    this.options = options;
    this.key = key;
    this.failures = new ServerFailures(options, key);
    Duration idle = options.patience().idle();
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1) // some servers stumble over the offer of HTTP/2
            .connectTimeout(idle.compareTo(LONGEST_CONNECT) < 0 ? idle : LONGEST_CONNECT)
            .executor(executor)
            .build();
  }

  /**
   * Asks for texts.
   *
   * @param drawn told of tokens as they come, those of texts that are not finished included
   * @return those that the server finished, perhaps fewer than were asked for; none only if it
   *     gives them one at a time
   */
  List<Completion> ask(Server server, ServerQuery query, LongConsumer drawn)
      throws Setback, InterruptedException {
    while (true) { // each turn but the last learns one of a few things
      ServerDialect dialect = server.dialect();
      Optional<String> lack = dialect.lack(query.sampling());
      if (lack.isPresent()) {
        throw failures.lacking(server, lack.get());
      }
      if (query.count() > 1 && dialect.single()) {
        return List.of();
      }
      try {
        return once(server, query, dialect, drawn);
      } catch (RefusedException e) {
        Optional<ServerDialect> other = other(dialect, query, e.refusal);
        if (other.isEmpty()) {
          throw judged(server, query, e.refusal);
        }
        server.learn(other.get());
      }
    }
  }

  /** Another way to ask for the same, if there is one that this refusal does not rule out. */
  private static Optional<ServerDialect> other(
      ServerDialect dialect, ServerQuery query, ServerRefusal refusal) {
    if (!refusal.isForTheRequest() || refusal.isTooLong()) {
      return Optional.empty();
    }
    Optional<ServerDialect> other = dialect.after(refusal.body(), query.sampling());
    boolean perhapsSingle = query.count() > 1 && !refusal.isUnknownModel();
    return other.isEmpty() && perhapsSingle ? Optional.of(dialect.onlySingle()) : other;
  }

  private Setback judged(Server server, ServerQuery query, ServerRefusal refusal)
      throws InterruptedException {
    return refusal.isUnknownModel()
        ? failures.unknownModel(server, query, refusal, models(server))
        : failures.refused(server, query, refusal);
  }

  private List<Completion> once(
      Server server, ServerQuery query, ServerDialect dialect, LongConsumer drawn)
      throws RefusedException, Setback, InterruptedException {
    long end = System.nanoTime() + options.patience().total().toNanos();
    byte[] body = query.body(options, dialect);
    HttpRequest.Builder request = request(server.at(query.path()));
    request.header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body));
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = send(server, request.build());
    try (BodyPipe pipe = new BodyPipe(response.body(), options.patience().idle(), end)) {
      if (response.statusCode() != 200) {
        throw new RefusedException(refusal(response, pipe));
      }
      String type = response.headers().firstValue("content-type").orElse("");
      return read(server, pipe, type, new ServerAnswer(query, drawn));
    }
  }

  private HttpRequest.Builder request(URI address) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    Duration idle = options.patience().idle();
    Duration total = options.patience().total();
    request.timeout(idle.compareTo(total) < 0 ? idle : total);
    key.authorization().ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  private HttpResponse<Flow.Publisher<List<ByteBuffer>>> send(Server server, HttpRequest request)
      throws Setback, InterruptedException {
    try {
      return http.send(request, BodyHandlers.ofPublisher());
    } catch (IOException e) {
      throw failures.unanswered(server, e);
    }
  }

  private static ServerRefusal refusal(HttpResponse<?> response, BodyPipe pipe)
      throws InterruptedException {
    Optional<String> retryAfter = response.headers().firstValue("retry-after");
    Duration asked = ServerRefusal.asked(retryAfter, ZonedDateTime.now(ZoneOffset.UTC));
    try {
      String body = new String(pipe.upTo(MOST_WORDS), StandardCharsets.UTF_8);
      return new ServerRefusal(response.statusCode(), body, asked);
    } catch (IOException e) {
      return new ServerRefusal(response.statusCode(), "", asked); // the status says enough
    }
  }

  private List<Completion> read(Server server, BodyPipe pipe, String type, ServerAnswer answer)
      throws RefusedException, Setback, InterruptedException {
    IOException end = fill(answer, pipe, type);
    List<Completion> finished = answer.completions();
    if (!finished.isEmpty()) {
      return finished;
    }
    if (end instanceof ServerAnswer.ErrorEventException e) {
      throw new RefusedException(new ServerRefusal(e.status(), e.body(), Duration.ZERO));
    }
    throw failures.broken(server, end);
  }

  /** Reads what there is, and returns why nothing more is, should that not be enough. */
  private static IOException fill(ServerAnswer answer, BodyPipe pipe, String type)
      throws InterruptedException {
    try {
      if (type.contains("html")) {
        return new ServerEvents.GarbledException("a web page");
      }
      if (type.contains("json")) {
        answer.add(pipe.upTo(MOST_WHOLE));
      } else {
        addEvents(answer, new ServerEvents(pipe));
      }
      return new EOFException("the text has no end");
    } catch (IOException e) {
      return e;
    }
  }

  private static void addEvents(ServerAnswer answer, ServerEvents events)
      throws IOException, InterruptedException {
    while (!answer.isEnded()) {
      Optional<byte[]> event = events.next();
      if (event.isEmpty()) {
        return;
      }
      answer.add(event.get());
    }
  }

  /** The models that a server tells of; none if it does not. */
  private List<String> models(Server server) throws InterruptedException {
    HttpRequest request = request(server.at("/models")).build();
    long end = System.nanoTime() + LONGEST_CONNECT.toNanos();
    try {
      var response = http.send(request, BodyHandlers.ofPublisher());
      try (BodyPipe pipe = new BodyPipe(response.body(), LONGEST_CONNECT, end)) {
        JsonNode models = ServerQuery.JSON.readTree(pipe.upTo(MOST_WHOLE)).path("data");
        return StreamSupport.stream(models.spliterator(), false)
            .map(model -> model.path("id").asText())
            .limit(MOST_MODELS_LISTED)
            .toList();
      }
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The server said no. */
  private static final class RefusedException extends Exception {
    final transient ServerRefusal refusal;

    RefusedException(ServerRefusal refusal) {
      this.refusal = refusal;
    }
  }
}
