package lakatos.service;

import io.grpc.stub.StreamObserver;
import lakatos.v1.JobKind;
import lakatos.v1.Result;
import lakatos.v1.VerifierGrpc;
import lakatos.v1.VerifyRequest;

/** Judges candidates for callers. */
final class VerifierService extends VerifierGrpc.VerifierImplBase {
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
  VerifierService(Solver solver, Desk desk, Calls calls, Figures figures, int ahead) {
    this.solver = solver;
    this.desk = desk;
    this.calls = calls;
    this.figures = figures;
    this.ahead = ahead;
  }

  @Override
  public void verify(VerifyRequest request, StreamObserver<Result> observer) {
    calls.answer(observer, () -> judge(request));
  }

  @Override
  public StreamObserver<VerifyRequest> verifyStream(StreamObserver<Result> observer) {
    return Inflow.of(
        calls,
        observer,
        ahead,
        request -> {
          try {
            return judge(request);
          } catch (IllegalArgumentException e) {
            return Wire.error(request.getProblem(), e);
          }
        });
  }

  private Result judge(VerifyRequest request) throws InterruptedException {
    return figures.answered(
        JobKind.JOB_KIND_VERIFY,
        desk.now(
            () -> solver.judge(request.getProblem(), request.getJudgement(), Calls.deadline())));
  }
}
