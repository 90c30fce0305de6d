package lakatos.service;

import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import lakatos.v1.JobKind;
import lakatos.v1.Progress;
import lakatos.v1.ProveEvent;
import lakatos.v1.ProveRequest;
import lakatos.v1.ProverGrpc;
import lakatos.v1.Result;

/** Proves statements for callers who wait. */
final class ProverService extends ProverGrpc.ProverImplBase {
  private static final Duration BETWEEN_REPORTS = Duration.ofMillis(250);

  private final Solver solver;
  private final Desk desk;
  private final Calls calls;
  private final Figures figures;
  private final int ahead;

  /**
   * Makes a service.
   *
   * @param ahead requests of one stream that are worked on at a time
   */
  ProverService(Solver solver, Desk desk, Calls calls, Figures figures, int ahead) {
    this.solver = solver;
    this.desk = desk;
    this.calls = calls;
    this.figures = figures;
    this.ahead = ahead;
  }

  @Override
  public void prove(ProveRequest request, StreamObserver<ProveEvent> observer) {
    calls.stream(
        observer,
        out -> {
          Wire.problem(request.getProblem()); // what is wrong with it is told before any waiting
          solver.check(request.getSearch());
          Result result =
              desk.now(
                  () ->
                      solver.prove(
                          request.getProblem(),
                          request.getSearch(),
                          Calls.deadline(),
                          reporter(out)));
          out.send(
              ProveEvent.newBuilder()
                  .setResult(figures.answered(JobKind.JOB_KIND_PROVE, result))
                  .build());
        });
  }

  private static Solver.Listener reporter(Outflow<ProveEvent> out) {
    Instant start = Instant.now();
    AtomicReference<Instant> last = new AtomicReference<>(start);
    return (attempts, what) -> {
      Instant before = last.get();
      Instant now = Instant.now();
      boolean due = Duration.between(before, now).compareTo(BETWEEN_REPORTS) > 0;
      if (due && last.compareAndSet(before, now)) {
        Progress.Builder progress = Progress.newBuilder().setAttempts(attempts).setLast(what);
        progress.setElapsed(Wire.wire(Duration.between(start, now)));
        out.offer(ProveEvent.newBuilder().setProgress(progress).build());
      }
    };
  }

  @Override
  public StreamObserver<ProveRequest> proveBatch(StreamObserver<Result> observer) {
    return Inflow.of(
        calls,
        observer,
        ahead,
        request -> {
          try {
            return figures.answered(
                JobKind.JOB_KIND_PROVE,
                desk.now(
                    () ->
                        solver.prove(
                            request.getProblem(),
                            request.getSearch(),
                            Calls.deadline(),
                            (attempts, what) -> {})));
          } catch (IllegalArgumentException e) {
            return Wire.error(request.getProblem(), e);
          }
        });
  }
}
