package lakatos.prover.model;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import lakatos.prover.model.ModelException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one request on their way to its generation. Thread-safe.
 *
 * <p>After the first that cannot be drawn no other is begun, but those on their way may arrive
 * before the generation is told.
 */
final class Draws {
  private final Request request;
  private final Retries retries;
  private final ExecutorService workers;
  private final Consumer<Draws> whenOver;
  private final Generation generation;

  @GuardedBy("this")
  private final List<Future<?>> tasks = new ArrayList<>();

  @GuardedBy("this")
  private int running;

  @GuardedBy("this")
  private int left;

  @GuardedBy("this")
  private @Nullable ModelException failure;

  @GuardedBy("this")
  private boolean ended;

  /**
   * Makes draws of which none is begun.
   *
   * @param whenOver told once that nothing more will come
   */
  Draws(Request request, Retries retries, ExecutorService workers, Consumer<Draws> whenOver) {
    this.request = request;
    this.retries = retries;
    this.workers = workers;
    this.whenOver = whenOver;
    this.left = request.samples();
    this.generation = new Generation(request.samples(), this::cancel);
  }

  Generation generation() {
    return generation;
  }

  /** Puts them in line, all in one request or each in its own. */
  void begin(boolean together) {
    if (together) {
      submit(0, request.samples());
    } else {
      submitEach(0);
    }
  }

  private void submitEach(int first) {
    for (int index = first; index < request.samples(); index++) {
      submit(index, 1);
    }
  }

  private synchronized void submit(int index, int count) {
    if (!ended) {
      try {
        tasks.add(workers.submit(() -> run(index, count)));
      } catch (RejectedExecutionException e) {
        throw closed();
      }
    }
  }

  static ModelException closed() {
    return new ModelException(Reason.CLOSED, "the model has been closed");
  }

  private void run(int index, int count) {
    if (!enter()) {
      return;
    }
    try {
      ServerQuery query =
          new ServerQuery(
              request.prompt(), request.sampling(), request.seed() + index, index, count);
      deliver(query, retries.draw(query, generation::drew));
    } catch (ModelException e) {
      failed(e);
    } catch (InterruptedException e) { // by cancel or close, which have told whom it concerns
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) { // the thread's edge: nobody else would tell who waits
      failed(new ModelException(Reason.GARBLED, "the client is at a loss: " + e, e));
    } finally {
      leave();
    }
  }

  private synchronized boolean enter() {
    if (ended || failure != null) {
      return false;
    }
    running++;
    return true;
  }

  private void deliver(ServerQuery query, List<Completion> drawn) {
    drawn.forEach(generation::deliver);
    arrived(drawn.size());
    if (drawn.size() == query.count()) {
      return;
    }
    List<Integer> indices = drawn.stream().map(Completion::index).toList();
    for (int index = query.index(); index < query.index() + query.count(); index++) {
      if (!indices.contains(index)) {
        submit(index, 1);
      }
    }
  }

  private synchronized void arrived(int samples) {
    left -= samples;
  }

  private synchronized void failed(ModelException why) {
    failure = failure == null ? why : failure;
  }

  private void leave() {
    ModelException why;
    synchronized (this) {
      running--;
      why = failure;
      boolean over = left == 0 || (running == 0 && why != null);
      if (ended || !over) {
        return;
      }
      ended = true;
    }
    if (why != null) {
      generation.fail(why);
    }
    whenOver.accept(this);
  }

  /** Ends them because the model is closed. */
  void close() {
    generation.fail(closed());
    cancel();
  }

  private void cancel() {
    synchronized (this) {
      ended = true;
      tasks.forEach(task -> task.cancel(true));
      tasks.clear();
    }
    whenOver.accept(this);
  }
}
