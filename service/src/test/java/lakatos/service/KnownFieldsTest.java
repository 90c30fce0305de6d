package lakatos.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.Status;
import lakatos.v1.GetRequest;
import lakatos.v1.JobsGrpc;
import lakatos.v1.Problem;
import lakatos.v1.ProveRequest;
import lakatos.v1.ProverGrpc;
import lakatos.v1.Search;
import lakatos.v1.Statement;
import lakatos.v1.SubmitRequest;
import org.junit.jupiter.api.Test;

final class KnownFieldsTest {
  private static final UnknownFieldSet FIELD_17 =
      UnknownFieldSet.newBuilder()
          .addField(17, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
          .build();

  private static final Problem NEWER = Problem.newBuilder().setUnknownFields(FIELD_17).build();

  private static String stranger(Message message) {
    return KnownFields.stranger(message).orElse("none");
  }

  @Test
  void stranger_inAMessageOfThisSchema_isNone() {
    assertThat(stranger(ProveRequest.getDefaultInstance())).isEqualTo("none");
    assertThat(
            stranger(
                ProveRequest.newBuilder()
                    .setProblem(Problem.newBuilder().setId("a"))
                    .setSearch(Search.newBuilder().setPolicyValue(3))
                    .build()))
        .isEqualTo("none");
  }

  @Test
  void stranger_atAnyDepth_isFound() {
    String field = "field 17 of lakatos.v1.Problem";
    assertThat(stranger(NEWER)).isEqualTo(field);
    assertThat(stranger(ProveRequest.newBuilder().setProblem(NEWER).build())).isEqualTo(field);
    assertThat(
            stranger(
                SubmitRequest.newBuilder()
                    .addProblems(Problem.getDefaultInstance())
                    .addProblems(NEWER)
                    .build()))
        .isEqualTo(field);
    assertThat(
            stranger(
                Problem.newBuilder()
                    .setStatement(Statement.newBuilder().setUnknownFields(FIELD_17))
                    .build()))
        .isEqualTo("field 17 of lakatos.v1.Statement");
  }

  @Test
  void stranger_amongTheValuesOfAnEnum_isFound() {
    assertThat(
            stranger(
                ProveRequest.newBuilder()
                    .setSearch(Search.newBuilder().setPolicyValue(99))
                    .build()))
        .isEqualTo("value 99 of lakatos.v1.Policy");
  }

  @Test
  void call_fromANewerClient_isRefusedInOneSentence() {
    try (TrivialServer server = new TrivialServer(AccessOptions.DEFAULT)) {
      var prover = ProverGrpc.newBlockingStub(server.channel());
      ProveRequest request = ProveRequest.newBuilder().setProblem(NEWER).build();
      assertThat(Refusals.of(() -> prover.prove(request).hasNext()))
          .isEqualTo(
              new Refusals(
                  Status.Code.FAILED_PRECONDITION,
                  "NEWER_SCHEMA",
                  "the request has what this server does not know (field 17 of"
                      + " lakatos.v1.Problem); the client is newer than the server"));
      GetRequest same = GetRequest.newBuilder().setJob("j").build();
      assertThat(JobsGrpc.newBlockingStub(server.channel()).get(same).getOwner())
          .isEqualTo("local admin");
    }
  }
}
