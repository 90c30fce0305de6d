package lakatos.service;

import static lakatos.service.ServerTrial.OPTIONS;
import static lakatos.service.ServerTrial.code;
import static lakatos.service.ServerTrial.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import lakatos.prover.model.LocalModel;
import lakatos.prover.model.LocalOptions;
import lakatos.prover.model.Profile;
import lakatos.v1.Completion;
import lakatos.v1.GenerateRequest;
import lakatos.v1.GetModelRequest;
import lakatos.v1.ListModelsRequest;
import lakatos.v1.Model;
import lakatos.v1.ModelsGrpc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Models over the wire. */
@Timeout(120)
final class ModelsServiceIT {
  @RegisterExtension final ServerTrial trial = new ServerTrial();

  private ModelsGrpc.ModelsBlockingStub stub(List<ServedModel> models) {
    ProvingServer server = trial.server(OPTIONS, models);
    return ModelsGrpc.newBlockingStub(trial.channel(server));
  }

  private ServedModel tiny() {
    Profile profile = Profile.named("generic-chat");
    LocalModel model =
        trial.keep(
            LocalModel.open(ServerTrial.checkpoint("tiny-random-llama"), LocalOptions.DEFAULT));
    return new ServedModel(model, profile, profile.sampling().withMaxTokens(8));
  }

  @Test
  void getModel_withoutModels_isNotFound() {
    var stub = stub(List.of());
    assertThat(stub.listModels(ListModelsRequest.getDefaultInstance()).getModelsList()).isEmpty();
    assertThat(code(refusal(() -> stub.getModel(GetModelRequest.getDefaultInstance()))))
        .isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void listModels_tellsOfEachWhatItIs() {
    List<Model> models =
        stub(List.of(tiny())).listModels(ListModelsRequest.getDefaultInstance()).getModelsList();
    assertThat(models).hasSize(1);
    assertThat(models.get(0).getName()).startsWith("hf:");
    assertThat(models.get(0).getProfile()).isEqualTo("generic-chat");
    assertThat(models.get(0).getPropertiesMap()).isNotEmpty();
  }

  @Test
  void generate_severalSamples_streamsEachWithItsSeed() {
    List<Completion> texts = new ArrayList<>();
    stub(List.of(tiny()))
        .generate(
            GenerateRequest.newBuilder().setPrompt("theorem").setSamples(3).setSeed(7).build())
        .forEachRemaining(texts::add);
    assertThat(texts).extracting(Completion::getSeed).containsExactlyInAnyOrder(7L, 8L, 9L);
    assertThat(texts).allMatch(text -> text.getTokens() > 0);
  }

  @Test
  void generate_withoutAPrompt_isRefused() {
    var stub = stub(List.of(tiny()));
    assertThat(code(refusal(() -> stub.generate(GenerateRequest.getDefaultInstance()).next())))
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
  }
}
