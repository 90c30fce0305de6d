package lakatos.service;

import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import lakatos.autoformalizer.Council;
import lakatos.autoformalizer.Judge;
import lakatos.prover.model.Generation;
import lakatos.prover.model.LanguageModel;
import lakatos.prover.model.Prompt;
import lakatos.prover.model.Request;
import lakatos.prover.model.Sampling;
import lakatos.v1.Completion;
import lakatos.v1.GenerateRequest;
import lakatos.v1.GetModelRequest;
import lakatos.v1.ListModelsRequest;
import lakatos.v1.ListModelsResponse;
import lakatos.v1.Model;
import lakatos.v1.ModelsGrpc;

/** Tells of a server's language models, and lets them write. */
final class ModelsService extends ModelsGrpc.ModelsImplBase {
  private static final Duration POLL = Duration.ofSeconds(1);

  private final Engine engine;
  private final Calls calls;

  ModelsService(Engine engine, Calls calls) {
    this.engine = engine;
    this.calls = calls;
  }

  @Override
  public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> observer) {
    calls.answer(
        observer,
        () ->
            ListModelsResponse.newBuilder()
                .addAllModels(engine.models().stream().map(ModelsService::wire).toList())
                .addAllFormalizers(formalizers())
                .addAllJudges(judges())
                .build());
  }

  @Override
  public void getModel(GetModelRequest request, StreamObserver<Model> observer) {
    calls.answer(observer, () -> wire(model(request.getName())));
  }

  private ServedModel model(String name) {
    return engine
        .model(name)
        .orElseThrow(
            () ->
                new ServiceException(
                    ServiceException.Reason.UNKNOWN,
                    name.isEmpty()
                        ? "this server has no model"
                        : "this server has no model " + name));
  }

  private static Model wire(ServedModel served) {
    return wire(served.model(), served.profile().name());
  }

  private static Model wire(LanguageModel model, String profile) {
    return Model.newBuilder()
        .setName(model.name())
        .setProfile(profile)
        .putAllProperties(model.properties())
        .build();
  }

  private List<Model> formalizers() {
    return engine.formalizers().writers().stream()
        .map(writer -> wire(writer.model(), writer.profile().name()))
        .toList();
  }

  private List<Model> judges() {
    Council council = engine.formalizers().council();
    return Stream.concat(council.members().stream(), council.chair().stream())
        .map(Judge::model)
        .distinct()
        .map(model -> wire(model, ""))
        .toList();
  }

  @Override
  public void generate(GenerateRequest request, StreamObserver<Completion> observer) {
    calls.stream(
        observer,
        out -> {
          try (Generation generation = model(request.getModel()).model().generate(asked(request))) {
            while (!generation.isDone()) {
              Optional<lakatos.prover.model.Completion> next = generation.next(POLL);
              if (next.isPresent()) {
                out.send(wire(next.get()));
              }
            }
          }
        });
  }

  private Request asked(GenerateRequest request) {
    if (request.getPrompt().isEmpty()) {
      throw new IllegalArgumentException("the prompt is empty");
    }
    Sampling sampling = model(request.getModel()).sampling();
    sampling =
        request.hasTemperature() ? sampling.withTemperature(request.getTemperature()) : sampling;
    sampling =
        request.getMaxTokens() == 0 ? sampling : sampling.withMaxTokens(request.getMaxTokens());
    Prompt prompt =
        request.getChat()
            ? new Prompt.Chat(List.of(new Prompt.Message(Prompt.Role.USER, request.getPrompt())))
            : new Prompt.Text(request.getPrompt());
    return new Request(prompt, Math.max(1, request.getSamples()), sampling, request.getSeed());
  }

  private static Completion wire(lakatos.prover.model.Completion completion) {
    return Completion.newBuilder()
        .setIndex(completion.index())
        .setSeed(completion.seed())
        .setText(completion.text())
        .setReasoning(completion.reasoning())
        .setFinish(completion.finish().name().toLowerCase(Locale.ROOT))
        .setTokens(completion.tokenCount())
        .build();
  }
}
