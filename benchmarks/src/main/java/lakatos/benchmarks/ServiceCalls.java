package lakatos.benchmarks;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import lakatos.v1.Problem;
import lakatos.v1.Result;
import lakatos.v1.Statement;
import lakatos.v1.VerifierGrpc;
import lakatos.v1.VerifyRequest;

/** Calls to a server over one connection. */
final class ServiceCalls implements AutoCloseable {
  private final ManagedChannel channel;

  ServiceCalls(int port) {
    this.channel = NettyChannelBuilder.forAddress("localhost", port).usePlaintext().build();
  }

  ManagedChannel channel() {
    return channel;
  }

  static Problem problem(String id, Check check) {
    return Problem.newBuilder()
        .setId(id)
        .setStatement(
            Statement.newBuilder()
                .setHeader(check.statement().header())
                .setPreamble(check.statement().preamble())
                .setText(check.statement().text()))
        .setCandidate(check.candidate())
        .build();
  }

  /** Whether a verdict is the expected one. */
  static boolean rightly(Check check, Result result) {
    return result
        .getVerdict()
        .name()
        .equals("VERDICT_" + check.expected().toUpperCase(Locale.ROOT));
  }

  ServiceClient.Checked check(List<Check> checks) {
    List<String> faults = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Integer> end = new CompletableFuture<>();
    Stopwatch watch = new Stopwatch();
    StreamObserver<VerifyRequest> requests =
        VerifierGrpc.newStub(channel)
            .verifyStream(
                new StreamObserver<>() {
                  private int count;

                  @Override
                  public void onNext(Result result) {
                    Check check = checks.get(Integer.parseInt(result.getId()));
                    count++;
                    if (!rightly(check, result)) {
                      faults.add(check.kind() + " was " + result.getVerdict());
                    }
                  }

                  @Override
                  public void onError(Throwable why) {
                    end.completeExceptionally(why);
                  }

                  @Override
                  public void onCompleted() {
                    end.complete(count);
                  }
                });
    for (int i = 0; i < checks.size(); i++) {
      Problem problem = problem(Integer.toString(i), checks.get(i));
      requests.onNext(VerifyRequest.newBuilder().setProblem(problem).build());
    }
    requests.onCompleted();
    if (end.join() != checks.size()) {
      faults.add("not every check was answered once");
    }
    return new ServiceClient.Checked(watch.seconds(), List.copyOf(faults));
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
