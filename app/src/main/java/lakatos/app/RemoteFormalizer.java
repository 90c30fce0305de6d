package lakatos.app;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import lakatos.autoformalizer.InformalProblem;
import lakatos.v1.AutoformalizerGrpc;
import lakatos.v1.Drafting;
import lakatos.v1.FormalizeEvent;
import lakatos.v1.FormalizeRequest;
import lakatos.v1.Problem;
import lakatos.v1.Result;

/** A server that makes of words the statements that would else be made here. */
final class RemoteFormalizer {
  /** Calls at a time of a batch: enough for a server to have always some. */
  private static final int WINDOW = 16;

  private final Connection connection;
  private final Drafting how;
  private final PrintWriter err;
  private final boolean quiet;

  /**
   * @param connection stays its owner's
   * @param quiet whether to keep progress to itself
   */
  RemoteFormalizer(Connection connection, Drafting how, PrintWriter err, boolean quiet) {
    this.connection = connection;
    this.how = how;
    this.err = err;
    this.quiet = quiet;
  }

  /**
   * Has statements made of one problem.
   *
   * @param told what happens, a sentence each
   * @throws Trouble if the server could not
   */
  Statements formalize(InformalProblem problem, Consumer<String> told) {
    try (Panel panel = new Panel(err, !quiet && Terminal.isWatched())) {
      Result result =
          ask(
              problem,
              sentence -> {
                told.accept(sentence);
                panel.show(List.of(sentence));
              });
      if (!result.getError().isEmpty()) {
        throw new Trouble(result.getError());
      }
      return Statements.of(result);
    }
  }

  /** Has the rest of a batch formalized. */
  void formalize(Batch<InformalProblem> batch) {
    connection.requireServing(AutoformalizerGrpc.SERVICE_NAME);
    batch.run(
        WINDOW,
        problem ->
            Replies.formalized(
                new Patience().through(() -> ask(problem, sentence -> {}), this::say)));
  }

  private void say(String sentence) {
    if (!quiet) {
      err.println("lakatos: " + sentence);
    }
  }

  private Result ask(InformalProblem problem, Consumer<String> told) {
    FormalizeRequest request =
        FormalizeRequest.newBuilder().setProblem(wire(problem)).setDrafting(how).build();
    Iterator<FormalizeEvent> events = connection.autoformalizer().formalize(request);
    while (events.hasNext()) {
      FormalizeEvent event = events.next();
      if (event.hasResult()) {
        return event.getResult();
      }
      told.accept(event.getStage().getSentence());
    }
    throw new Trouble("the server at " + connection.server() + " gave no result; try again");
  }

  /** A problem in words as a server gets it. */
  static Problem wire(InformalProblem problem) {
    Problem.Builder wire = Problem.newBuilder().setId(problem.id()).setInformal(problem.text());
    problem.answer().ifPresent(wire::setAnswer);
    return wire.build();
  }
}
