package lakatos.service;

import static lakatos.service.ServerTrial.OPTIONS;
import static lakatos.service.ServerTrial.STRANGE_WORDS;
import static lakatos.service.ServerTrial.TRUE;
import static lakatos.service.ServerTrial.WORDS;
import static lakatos.service.ServerTrial.WRONG_WORDS;
import static lakatos.service.ServerTrial.code;
import static lakatos.service.ServerTrial.problem;
import static lakatos.service.ServerTrial.refusal;
import static lakatos.service.ServerTrial.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lakatos.v1.AutoformalizerGrpc;
import lakatos.v1.Candidate;
import lakatos.v1.Drafting;
import lakatos.v1.Finding;
import lakatos.v1.FindingKind;
import lakatos.v1.FindingWeight;
import lakatos.v1.FormalizeEvent;
import lakatos.v1.FormalizeRequest;
import lakatos.v1.ListModelsRequest;
import lakatos.v1.ListModelsResponse;
import lakatos.v1.Model;
import lakatos.v1.ModelsGrpc;
import lakatos.v1.Origin;
import lakatos.v1.Problem;
import lakatos.v1.Result;
import lakatos.v1.Stage;
import lakatos.v1.StageKind;
import lakatos.v1.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Words over the wire, and statements back. */
@Timeout(180)
final class AutoformalizerServiceIT {
  @RegisterExtension final ServerTrial trial = new ServerTrial();
  private final List<Stage> told = new ArrayList<>();

  private Result formalize(ManagedChannel channel, Problem problem) {
    return formalize(channel, FormalizeRequest.newBuilder().setProblem(problem).build());
  }

  private Result formalize(ManagedChannel channel, FormalizeRequest request) {
    Result result = Result.getDefaultInstance();
    var events = AutoformalizerGrpc.newBlockingStub(channel).formalize(request);
    while (events.hasNext()) {
      FormalizeEvent event = events.next();
      if (event.hasStage()) {
        told.add(event.getStage());
      } else {
        result = event.getResult();
      }
    }
    return result;
  }

  @Test
  void formalize_words_tellsEachStageAndEndsWithASoundStatement() {
    Result result = formalize(trial.channel(trial.server(OPTIONS)), words("even", WORDS));
    assertThat(result.getVerdict()).isEqualTo(Verdict.VERDICT_FORMALIZED);
    assertThat(result.getId()).isEqualTo("even");
    assertThat(result.getToolchain()).startsWith("Lean 4.");
    Candidate best = result.getFormalization().getCandidates(0);
    assertThat(best.getStatement().getText()).startsWith("theorem even (n : Nat)");
    assertThat(best.getStatement().getHeader()).contains("autoImplicit false");
    assertThat(best.getConfidence()).isGreaterThan(0.5);
    assertThat(best.getBackTranslation()).isNotEmpty();
    assertThat(best.getOriginsList())
        .extracting(Origin::getFormalizer)
        .containsExactly("controlled language");
    assertThat(told).isEqualTo(result.getFormalization().getStagesList());
    assertThat(told)
        .extracting(Stage::getKind)
        .containsExactly(StageKind.STAGE_KIND_DRAFTED, StageKind.STAGE_KIND_PROBED);
    assertThat(told.get(0).getStatement()).isEqualTo(best.getStatement());
  }

  @Test
  void formalize_wrongOrStrangeWords_areDoubtfulWithAWitnessOrOpenWithReasons() {
    ManagedChannel channel = trial.channel(trial.server(OPTIONS));
    Result wrong = formalize(channel, words("", WRONG_WORDS));
    assertThat(wrong.getVerdict()).isEqualTo(Verdict.VERDICT_DOUBTFUL);
    Finding gravest = wrong.getFormalization().getCandidates(0).getFindings(0);
    assertThat(gravest.getKind()).isEqualTo(FindingKind.FINDING_KIND_FALSE);
    assertThat(gravest.getWeight()).isEqualTo(FindingWeight.FINDING_WEIGHT_FATAL);
    assertThat(gravest.getWitness()).isNotEmpty();

    Result strange = formalize(channel, words("", STRANGE_WORDS));
    assertThat(strange.getVerdict()).isEqualTo(Verdict.VERDICT_OPEN);
    assertThat(strange.getFormalization().getCandidatesList()).isEmpty();
    assertThat(strange.getFormalization().getReasonsList())
        .singleElement()
        .asString()
        .contains("splendid");
  }

  @Test
  void formalize_whatIsNoProblem_isRefusedInOneSentence() {
    ManagedChannel channel = trial.channel(trial.server(OPTIONS));
    refused(channel, words("a", " "), "the problem is empty; say in words what is to be proved");
    refused(channel, words("a", "Show that $n^2 \\ge 0."), "$ at character 11 is not closed");
    refused(
        channel,
        words("a", "x".repeat(20_001)),
        "the problem has 20001 characters, and may have 20000; state one theorem at a time");
    refused(
        channel,
        problem("a", TRUE).toBuilder().setInformal(WORDS).build(),
        "the problem has a statement; there is nothing to formalize");
    FormalizeRequest.Builder hasty = FormalizeRequest.newBuilder().setProblem(words("a", WORDS));
    hasty.setDrafting(Drafting.newBuilder().setSamples(-1));
    assertThat(refusal(() -> formalize(channel, hasty.build())))
        .hasMessageContaining("samples must be positive: -1");
  }

  private void refused(ManagedChannel channel, Problem problem, String sentence) {
    StatusRuntimeException refusal = refusal(() -> formalize(channel, problem));
    assertThat(code(refusal)).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refusal.getStatus().getDescription()).isEqualTo(sentence);
  }

  @Test
  void formalize_modelOfTheServer_writesAsOftenAsIsAsked() {
    Formalizers formalizers =
        trial.formalizers(
            (chat, seed) -> "```lean4\ntheorem x (n : ℕ) : n ≤ n ^ 2 := by sorry\n```");
    ManagedChannel channel = trial.channel(trial.server(OPTIONS, formalizers));
    Result result =
        formalize(
            channel,
            FormalizeRequest.newBuilder()
                .setProblem(words("a", STRANGE_WORDS))
                .setDrafting(Drafting.newBuilder().setSamples(3))
                .build());
    Candidate best = result.getFormalization().getCandidates(0);
    assertThat(best.getStatement().getText()).isEqualTo("theorem a (n : Nat) : n ≤ n ^ 2");
    assertThat(best.getOriginsList())
        .extracting(Origin::getSample)
        .containsExactlyInAnyOrder(0, 1, 2);
    assertThat(result.getEffort().getTokens()).isEqualTo(30);

    ListModelsResponse models =
        ModelsGrpc.newBlockingStub(channel).listModels(ListModelsRequest.getDefaultInstance());
    assertThat(models.getModelsList()).isEmpty();
    assertThat(models.getFormalizersList())
        .extracting(Model::getProfile)
        .containsExactly("generic-formalizer");
  }

  @Test
  void formalize_cancelledWhileAModelWrites_endsAndFreesTheSeat() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    Formalizers formalizers =
        trial.formalizers(
            (chat, seed) -> {
              asked.countDown();
              new CountDownLatch(1).await();
              return "";
            });
    ManagedChannel channel =
        trial.channel(trial.server(OPTIONS.withDrain(Duration.ZERO), formalizers));
    Context.CancellableContext call = Context.current().withCancellation();
    call.run(
        () -> {
          var events =
              AutoformalizerGrpc.newBlockingStub(channel)
                  .formalize(
                      FormalizeRequest.newBuilder().setProblem(words("a", STRANGE_WORDS)).build());
          awaited(asked);
          call.cancel(null);
          assertThat(code(refusal(() -> events.forEachRemaining(event -> {}))))
              .isEqualTo(Status.Code.CANCELLED);
        });
    Result next =
        lakatos.v1.VerifierGrpc.newBlockingStub(channel)
            .withDeadlineAfter(30, TimeUnit.SECONDS)
            .verify(
                lakatos.v1.VerifyRequest.newBuilder()
                    .setProblem(ServerTrial.candidate("b", TRUE, "by omega"))
                    .build());
    assertThat(next.getVerdict()).isEqualTo(Verdict.VERDICT_PROVED);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
