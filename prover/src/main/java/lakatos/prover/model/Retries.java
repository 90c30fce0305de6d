package lakatos.prover.model;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;
import lakatos.prover.model.Servers.Server;
import lakatos.prover.model.Setback.Again;

/**
 * Asks until there is an answer or patience ends: at once where another server is awake, else after
 * pauses that double on average and are drawn anew each time, so that those who failed together do
 * not come back together. Thread-safe.
 */
final class Retries {

  /** How time is passed. */
  interface Pause {
    void last(Duration time) throws InterruptedException;
  }

  private final Servers servers;
  private final ServerCall call;
  private final OpenAiOptions.Patience patience;
  private final DoubleSupplier random;
  private final Pause pause;

  /**
   * Makes what asks.
   *
   * @param random between 0 and 1
   */
  Retries(
      Servers servers,
      ServerCall call,
      OpenAiOptions.Patience patience,
      DoubleSupplier random,
      Pause pause) {
    this.servers = servers;
    this.call = call;
    this.patience = patience;
    this.random = random;
    this.pause = pause;
  }

  /**
   * Asks for texts.
   *
   * @param drawn as for {@link ServerCall#ask}
   * @return as {@link ServerCall#ask}
   * @throws ModelException if there is no answer to be had
   */
  List<Completion> draw(ServerQuery query, LongConsumer drawn) throws InterruptedException {
    int nonsense = 0;
    for (int failures = 0; ; failures++) {
      Server server = servers.take();
      try {
        return ask(server, query, drawn);
      } catch (Setback e) {
        nonsense += e.again() == Again.ONCE ? 1 : 0;
        boolean again = e.again() != Again.NEVER && nonsense < 2;
        if (!again || failures >= patience.retries() + servers.size() - 1) {
          throw e.why();
        }
        await(failures, server, e);
      }
    }
  }

  private List<Completion> ask(Server server, ServerQuery query, LongConsumer drawn)
      throws Setback, InterruptedException {
    try {
      List<Completion> finished = call.ask(server, query, drawn);
      servers.succeeded(server);
      return finished;
    } catch (Setback e) {
      if (e.again() != Again.NEVER) {
        servers.failed(server, e.asked());
      }
      throw e;
    } finally {
      servers.giveBack(server);
    }
  }

  private void await(int failures, Server failed, Setback setback) throws InterruptedException {
    if (servers.anyAwakeBut(failed)) {
      return;
    }
    if (setback.asked().compareTo(patience.total()) > 0) {
      throw setback.why();
    }
    Duration longest = Servers.doubled(patience.firstPause(), failures, patience.longestPause());
    Duration drawn = Duration.ofNanos((long) (longest.toNanos() * random.getAsDouble()));
    pause.last(drawn.compareTo(setback.asked()) > 0 ? drawn : setback.asked());
  }
}
