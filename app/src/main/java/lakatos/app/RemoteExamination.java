package lakatos.app;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lakatos.leanbridge.Statement;
import lakatos.v1.ListModelsRequest;
import lakatos.v1.ListModelsResponse;
import lakatos.v1.Model;
import lakatos.v1.ProveRequest;
import lakatos.v1.ProverGrpc;
import lakatos.v1.Result;
import lakatos.v1.Verdict;
import lakatos.v1.VerifyRequest;

/** Finds out what a server is good for, to whoever asks. */
final class RemoteExamination {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Connection connection;
  private final List<Finding> findings = new ArrayList<>();

  RemoteExamination(Connection connection) {
    this.connection = connection;
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** Returns whether all is well. */
  boolean run() {
    return isServing() && mayRead() && maySubmit() && proves();
  }

  private void find(String subject, String found, String advice) {
    findings.add(new Finding(subject, found, advice));
  }

  private static String sentence(StatusRuntimeException e) {
    return String.valueOf(e.getStatus().getDescription());
  }

  private boolean isServing() {
    String where =
        connection.server() + (connection.server().tls() ? ", over TLS" : ", without TLS");
    try {
      connection.requireServing(ProverGrpc.SERVICE_NAME);
      find("server", where + ", serving", "");
      return true;
    } catch (Trouble e) {
      find("server", where + ", not serving", String.valueOf(e.getMessage()));
    } catch (StatusRuntimeException e) {
      find("server", where + ", not reached", sentence(e));
    }
    return false;
  }

  private boolean mayRead() {
    try {
      ListModelsResponse response =
          connection.models().listModels(ListModelsRequest.getDefaultInstance());
      String names = names(response.getModelsList());
      find("models", names.isEmpty() ? "none; Lean's tactics alone prove" : names, "");
      find("words", words(response), "");
      return true;
    } catch (StatusRuntimeException e) {
      find("token", connection.hasToken() ? "not accepted" : "none", sentence(e));
      return false;
    }
  }

  private static String names(List<Model> models) {
    return models.stream()
        .map(m -> m.getName() + (m.getProfile().isEmpty() ? "" : " (" + m.getProfile() + ")"))
        .collect(Collectors.joining(", "));
  }

  /** Who makes statements of them. */
  private static String words(ListModelsResponse response) {
    String writers = names(response.getFormalizersList());
    String judges = names(response.getJudgesList());
    return "the controlled language"
        + (writers.isEmpty() ? (judges.isEmpty() ? " alone reads them" : "") : ", " + writers)
        + (judges.isEmpty() ? "" : "; judged by " + judges);
  }

  /** There is no other way to ask than to try: a request that says nothing costs nothing. */
  private boolean maySubmit() {
    String token = connection.hasToken() ? "accepted" : "none, and none is needed";
    try {
      connection.prover().prove(ProveRequest.getDefaultInstance()).forEachRemaining(event -> {});
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.PERMISSION_DENIED) {
        find("token", token + ", for the role read alone", sentence(e));
        return false;
      }
      if (e.getStatus().getCode() != Status.Code.INVALID_ARGUMENT) {
        find("token", token, sentence(e));
        return false;
      }
    }
    find("token", token + (connection.hasToken() ? ", for the role submit" : ""), "");
    return true;
  }

  private boolean proves() {
    try {
      Result truth = judge("theorem t (a b : Nat) : a + b = b + a", "by omega");
      Result falsehood = judge("theorem t : 1 = 2", "sorry");
      boolean well =
          truth.getVerdict() == Verdict.VERDICT_PROVED
              && falsehood.getVerdict() == Verdict.VERDICT_REJECTED;
      find("Lean", truth.getToolchain(), "");
      find(
          "self-test",
          well ? "a true theorem proved, a false one refused" : "failed",
          well ? "" : "its log says more; 'lakatos doctor' where it runs examines its Lean");
      return well;
    } catch (StatusRuntimeException e) {
      find("Lean", "no answer", sentence(e));
      return false;
    }
  }

  private Result judge(String statement, String proof) {
    VerifyRequest.Builder request = VerifyRequest.newBuilder();
    request.getJudgementBuilder().setStrict(true);
    request.setProblem(
        Replies.wire("doctor", Statement.of(statement)).toBuilder()
            .setCandidate(statement + " := " + proof));
    return connection.verifier().withDeadlineAfter(PATIENCE).verify(request.build());
  }
}
