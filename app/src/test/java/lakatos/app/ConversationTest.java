package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import lakatos.v1.Problem;
import lakatos.v1.ProveRequest;
import lakatos.v1.ProverGrpc;
import lakatos.v1.Result;
import lakatos.v1.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ConversationTest {
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final AtomicInteger streams = new AtomicInteger();
  private final List<AutoCloseable> open = new ArrayList<>();

  /** Answers so many questions of each stream, and then ends it with a status. */
  private final class Forgetful extends ProverGrpc.ProverImplBase {
    private final int answers;
    private final Status end;

    Forgetful(int answers, Status end) {
      this.answers = answers;
      this.end = end;
    }

    @Override
    public StreamObserver<ProveRequest> proveBatch(StreamObserver<Result> results) {
      streams.incrementAndGet();
      return new StreamObserver<>() {
        private int left = answers;

        @Override
        public void onNext(ProveRequest request) {
          if (left > 0) {
            results.onNext(Result.newBuilder().setId(request.getProblem().getId()).build());
          } else if (left == 0) {
            results.onError(end.asRuntimeException());
          }
          left--;
        }

        @Override
        public void onError(Throwable why) {}

        @Override
        public void onCompleted() {
          if (left >= 0) {
            results.onCompleted();
          }
        }
      };
    }
  }

  private Conversation<ProveRequest> with(Forgetful service) throws IOException {
    Server server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(service)
            .build()
            .start();
    open.add(server::shutdownNow);
    Connection connection =
        new Connection(
            ServerAddress.parse("localhost:" + server.getPort(), false),
            InsecureChannelCredentials.create(),
            Optional.empty());
    open.add(connection);
    return new Conversation<>(connection.proverStream()::proveBatch, told::add);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
  }

  private static ProveRequest question(String id) {
    return ProveRequest.newBuilder().setProblem(Problem.newBuilder().setId(id)).build();
  }

  @Test
  void ask_streamThatBreaksOff_isAskedAgainOverTheNextOne() throws Exception {
    Status away = Status.UNAVAILABLE.withDescription("the server is ending; try again");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    open.add(threads::shutdownNow);
    try (Conversation<ProveRequest> conversation = with(new Forgetful(3, away))) {
      List<Future<Result>> answers =
          IntStream.range(0, 8)
              .mapToObj(i -> "p" + i)
              .map(id -> threads.submit(() -> conversation.ask(id, question(id))))
              .toList();
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get().getId()).isEqualTo("p" + i);
      }
    }
    assertThat(streams.get()).isGreaterThan(1);
    assertThat(told).contains("trying again: the server is ending; try again");
  }

  @Test
  void ask_refusalThatWillNotPass_isThrownAtOnce() throws IOException {
    Status refused = Status.PERMISSION_DENIED.withDescription("you may not");
    try (Conversation<ProveRequest> conversation = with(new Forgetful(0, refused))) {
      assertThatThrownBy(() -> conversation.ask("a", question("a")))
          .isInstanceOf(StatusRuntimeException.class)
          .hasMessage("PERMISSION_DENIED: you may not");
    }
    assertThat(streams.get()).isEqualTo(1);
    assertThat(told).isEmpty();
  }

  @Test
  void ask_moreThanServersTake_isAnErrorAndSpoilsNothing() throws IOException {
    try (Conversation<ProveRequest> conversation = with(new Forgetful(9, Status.OK))) {
      ProveRequest large = question("x".repeat(5 << 20));
      Result result = conversation.ask("large", large);
      assertThat(result.getVerdict()).isEqualTo(Verdict.VERDICT_ERROR);
      assertThat(result.getError()).startsWith("larger than 4 MB");
      assertThat(conversation.ask("b", question("b")).getId()).isEqualTo("b");
    }
  }
}
