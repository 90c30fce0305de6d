package lakatos.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.google.protobuf.MessageLite;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import lakatos.v1.Result;
import lakatos.v1.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Questions over one stream, each answered by the result with its id, in any order. If the stream
 * ends before its time, what is not answered is asked again over the next one. Thread-safe.
 *
 * @param <Q> a question
 */
final class Conversation<Q extends MessageLite> implements AutoCloseable {
  /** So many questions may wait for their answers: enough for a server to have always some. */
  static final int WINDOW = 128;

  /** One that is larger than what servers take would end the stream for all. */
  private static final int LARGEST = 4 << 20;

  private final Function<StreamObserver<Result>, StreamObserver<Q>> begin;
  private final Consumer<String> log;

  @GuardedBy("this")
  private @Nullable Stream stream;

  /**
   * Prepares a conversation; the first question begins it.
   *
   * @param begin the call that makes a stream
   * @param log hears of a stream that ended before its time
   */
  Conversation(Function<StreamObserver<Result>, StreamObserver<Q>> begin, Consumer<String> log) {
    this.begin = begin;
    this.log = log;
  }

  /**
   * Asks, and waits for the answer.
   *
   * @param id of no other question that waits
   * @throws StatusRuntimeException if there is none to be had
   */
  Result ask(String id, Q question) {
    if (question.getSerializedSize() >= LARGEST) {
      return Result.newBuilder()
          .setId(id)
          .setVerdict(Verdict.VERDICT_ERROR)
          .setError("larger than " + (LARGEST >> 20) + " MB, which is more than servers take")
          .build();
    }
    Patience patience = new Patience();
    while (true) {
      try {
        return answer(id, question);
      } catch (StatusRuntimeException e) {
        patience.after(e);
      }
    }
  }

  private Result answer(String id, Q question) {
    CompletableFuture<Result> answer = send(id, question);
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw Status.fromThrowable(e.getCause()).asRuntimeException();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Status.CANCELLED.withDescription("interrupted").withCause(e).asRuntimeException();
    }
  }

  private synchronized CompletableFuture<Result> send(String id, Q question) {
    Stream current = stream;
    if (current == null || current.isOver()) {
      current = new Stream();
      current.open(begin);
      stream = current;
    }
    return current.send(id, question);
  }

  @Override
  public synchronized void close() {
    if (stream != null) {
      stream.end();
    }
  }

  /** One call. */
  private final class Stream implements StreamObserver<Result> {
    @GuardedBy("this")
    private final Map<String, CompletableFuture<Result>> waiting = new HashMap<>();

    @GuardedBy("this")
    private @Nullable Throwable end;

    private @Nullable StreamObserver<Q> questions;

    void open(Function<StreamObserver<Result>, StreamObserver<Q>> call) {
      questions = call.apply(this);
    }

    synchronized boolean isOver() {
      return end != null;
    }

    /** Under the conversation's lock: a stream takes one question at a time. */
    CompletableFuture<Result> send(String id, Q question) {
      CompletableFuture<Result> answer = new CompletableFuture<>();
      synchronized (this) {
        if (end != null) {
          answer.completeExceptionally(end);
          return answer;
        }
        waiting.put(id, answer);
      }
      StreamObserver<Q> observer = questions;
      if (observer != null) {
        observer.onNext(question);
      }
      return answer;
    }

    /** Under the conversation's lock. */
    void end() {
      StreamObserver<Q> observer = questions;
      if (observer != null && !isOver()) {
        observer.onCompleted();
      }
    }

    @Override
    public void onNext(Result result) {
      CompletableFuture<Result> answer;
      synchronized (this) {
        answer = waiting.remove(result.getId());
      }
      if (answer != null) {
        answer.complete(result);
      }
    }

    @Override
    public void onError(Throwable why) {
      List<CompletableFuture<Result>> left;
      synchronized (this) {
        end = why;
        left = List.copyOf(waiting.values());
        waiting.clear();
      }
      if (!left.isEmpty() && why instanceof StatusRuntimeException e && Patience.isPassing(e)) {
        log.accept("trying again: " + e.getStatus().getDescription());
      }
      left.forEach(answer -> answer.completeExceptionally(why));
    }

    @Override
    public void onCompleted() {
      onError(
          Status.UNAVAILABLE
              .withDescription("the server ended the conversation")
              .asRuntimeException());
    }
  }
}
