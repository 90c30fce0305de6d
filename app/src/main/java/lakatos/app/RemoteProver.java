package lakatos.app;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import lakatos.prover.Problem;
import lakatos.v1.Progress;
import lakatos.v1.ProveEvent;
import lakatos.v1.ProveRequest;
import lakatos.v1.ProverGrpc;
import lakatos.v1.Result;
import lakatos.v1.Search;

/** A server that proves what would else be proved here. */
final class RemoteProver implements AutoCloseable {
  private final Connection connection;
  private final Search how;
  private final PrintWriter err;
  private final boolean quiet;

  /**
   * Takes over a connection.
   *
   * @param quiet whether to keep progress to itself
   */
  RemoteProver(Connection connection, Search how, PrintWriter err, boolean quiet) {
    this.connection = connection;
    this.how = how;
    this.err = err;
    this.quiet = quiet;
  }

  /** Has one statement proved, and shows how far that has come. */
  Result prove(Problem problem) {
    ProveRequest.Builder request = request(problem).toBuilder();
    request.getProblemBuilder().clearId(); // one needs no name
    Iterator<ProveEvent> events = connection.prover().prove(request.build());
    try (Panel panel = new Panel(err, !quiet && Terminal.isWatched())) {
      while (events.hasNext()) {
        ProveEvent event = events.next();
        if (event.hasResult()) {
          return event.getResult();
        }
        panel.show(List.of(words(event.getProgress())));
      }
    }
    throw new Trouble("the server at " + connection.server() + " gave no result; try again");
  }

  private static String words(Progress progress) {
    return progress.hasElapsed()
        ? "%d s, %d attempts, the last: %s"
            .formatted(
                progress.getElapsed().getSeconds(), progress.getAttempts(), progress.getLast())
        : "waiting for a Lean process";
  }

  /** Has the rest of a batch proved. */
  void prove(Batch<Problem> batch) {
    connection.requireServing(ProverGrpc.SERVICE_NAME);
    try (Conversation<ProveRequest> conversation =
        new Conversation<>(connection.proverStream()::proveBatch, this::say)) {
      batch.run(
          Conversation.WINDOW,
          problem -> Replies.found(conversation.ask(problem.id(), request(problem))));
    }
  }

  private void say(String sentence) {
    if (!quiet) {
      err.println("lakatos: " + sentence);
    }
  }

  private ProveRequest request(Problem problem) {
    lakatos.v1.Problem.Builder wire = Replies.wire(problem.id(), problem.statement()).toBuilder();
    problem.informal().ifPresent(wire::setInformal);
    return ProveRequest.newBuilder().setProblem(wire).setSearch(how).build();
  }

  @Override
  public void close() {
    connection.close();
  }
}
