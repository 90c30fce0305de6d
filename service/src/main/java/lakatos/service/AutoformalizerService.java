package lakatos.service;

import io.grpc.stub.StreamObserver;
import lakatos.v1.AutoformalizerGrpc;
import lakatos.v1.FormalizeEvent;
import lakatos.v1.FormalizeRequest;
import lakatos.v1.JobKind;
import lakatos.v1.Result;

/** Makes statements of words for callers who wait. */
final class AutoformalizerService extends AutoformalizerGrpc.AutoformalizerImplBase {
  private final Solver solver;
  private final Desk desk;
  private final Calls calls;
  private final Figures figures;

  AutoformalizerService(Solver solver, Desk desk, Calls calls, Figures figures) {
    this.solver = solver;
    this.desk = desk;
    this.calls = calls;
    this.figures = figures;
  }

  @Override
  public void formalize(FormalizeRequest request, StreamObserver<FormalizeEvent> observer) {
    calls.stream(
        observer,
        out -> {
          Wire.informal(request.getProblem()); // what is wrong with it is told before any waiting
          solver.check(request.getDrafting());
          Result result =
              desk.now(
                  () ->
                      solver.formalize(
                          request.getProblem(),
                          request.getDrafting(),
                          Calls.deadline(),
                          stage ->
                              out.offer(
                                  FormalizeEvent.newBuilder()
                                      .setStage(Formalizations.wire(stage))
                                      .build())));
          out.send(
              FormalizeEvent.newBuilder()
                  .setResult(figures.answered(JobKind.JOB_KIND_FORMALIZE, result))
                  .build());
        });
  }
}
