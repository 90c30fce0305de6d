package lakatos.prover.model;

import static lakatos.prover.model.OpenAiTrial.CHAT;
import static lakatos.prover.model.OpenAiTrial.KEY;
import static lakatos.prover.model.OpenAiTrial.TEXT;
import static lakatos.prover.model.OpenAiTrial.WAIT;
import static lakatos.prover.model.OpenAiTrial.draw;
import static lakatos.prover.model.OpenAiTrial.failure;
import static lakatos.prover.model.OpenAiTrial.options;
import static lakatos.prover.model.ScriptedServer.DONE;
import static lakatos.prover.model.ScriptedServer.begin;
import static lakatos.prover.model.ScriptedServer.delta;
import static lakatos.prover.model.ScriptedServer.endless;
import static lakatos.prover.model.ScriptedServer.events;
import static lakatos.prover.model.ScriptedServer.finish;
import static lakatos.prover.model.ScriptedServer.piece;
import static lakatos.prover.model.ScriptedServer.refusal;
import static lakatos.prover.model.ScriptedServer.slow;
import static lakatos.prover.model.ScriptedServer.status;
import static lakatos.prover.model.ScriptedServer.text;
import static lakatos.prover.model.ScriptedServer.usage;
import static lakatos.prover.model.ScriptedServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import lakatos.prover.model.ModelException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the client asks of servers, and what it makes of good answers. */
@Timeout(60)
final class OpenAiModelTest {
  @RegisterExtension final OpenAiTrial trial = new OpenAiTrial();

  @Test
  void generate_text_isStreamedFromTheCompletions() throws Exception {
    ScriptedServer server = trial.server(text(" by", " omega"));
    assertThat(draw(trial.model(server)))
        .isEqualTo(new Completion(0, 7, " by omega", "", Completion.Finish.STOP, 3, List.of()));
    assertThat(server.asked().get(0).path()).isEqualTo("/v1/completions");
    assertThat(server.asked().get(0).body().path("prompt").asText()).isEqualTo("theorem");
  }

  @Test
  void generate_chat_hasMessagesAndThoughtsApart() throws Exception {
    ScriptedServer server =
        trial.server(
            events(
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":null}}]}\n\n",
                delta("reasoning_content", "let me "),
                delta("reasoning", "see"),
                delta("content", "by simp"),
                finish(0, "length"),
                DONE));
    Completion completion = draw(trial.model(server), CHAT, Sampling.DEFAULT);
    assertThat(completion.reasoning()).isEqualTo("let me see");
    assertThat(completion.text()).isEqualTo("by simp");
    assertThat(completion.finish()).isEqualTo(Completion.Finish.LENGTH);
    assertThat(completion.tokenCount()).isEqualTo(3);
    assertThat(server.asked().get(0).path()).isEqualTo("/v1/chat/completions");
    assertThat(server.asked().get(0).body().path("messages").toString())
        .isEqualTo("[{\"role\":\"user\",\"content\":\"Prove it.\"}]");
  }

  @Test
  void generate_everyParameter_isSaid() throws Exception {
    ScriptedServer server = trial.server(text("x"));
    draw(trial.model(server));
    JsonNode body = server.asked().get(0).body();
    assertThat(body.toString())
        .contains("\"model\":\"tiny\"", "\"temperature\":1.0", "\"top_p\":1.0", "\"top_k\":-1")
        .contains("\"min_p\":0.0", "\"repetition_penalty\":1.0", "\"repeat_penalty\":1.0")
        .contains("\"presence_penalty\":0.0", "\"max_tokens\":2048", "\"seed\":7")
        .contains("\"stream\":true", "\"include_usage\":true")
        .doesNotContain("\"n\":", "stop", "logprobs");
    assertThat(server.asked().get(0).authorization()).contains("Bearer " + KEY);
  }

  @Test
  void generate_manySamples_eachHasItsSeedAndOrderIsKept() throws Exception {
    ScriptedServer server = trial.server(text("x"));
    OpenAiModel model = trial.model(options(server.uri()).withParallel(1));
    List<Completion> drawn = draw(model, new Request(TEXT, 3, Sampling.DEFAULT, 40));
    assertThat(drawn).extracting(Completion::seed).containsExactly(40L, 41L, 42L);
    assertThat(drawn).extracting(Completion::index).containsExactly(0, 1, 2);
    assertThat(server.asked())
        .extracting(asked -> asked.body().path("seed").asInt())
        .containsExactly(40, 41, 42);
  }

  @Test
  void generate_parallelBound_isKeptAndReached() throws Exception {
    CountDownLatch bothBegun = new CountDownLatch(2);
    CountDownLatch goOn = new CountDownLatch(1);
    ScriptedServer server = trial.server(slow(bothBegun, goOn));
    OpenAiModel model = trial.model(options(server.uri()).withParallel(2));
    try (Generation generation = model.generate(new Request(TEXT, 5, Sampling.DEFAULT, 0))) {
      bothBegun.await();
      assertThat(server.asked()).hasSize(2);
      goOn.countDown();
      for (int i = 0; i < 5; i++) {
        assertThat(generation.next(WAIT)).isPresent();
      }
    }
  }

  @Test
  void generate_useN_drawsAllAtOnce() throws Exception {
    ScriptedServer server =
        trial.server(
            events(
                piece(0, "a"),
                piece(1, "b"),
                piece(1, "c"),
                finish(1, "stop"),
                finish(0, "length"),
                usage(1),
                DONE));
    OpenAiModel model = trial.model(options(server.uri()).withUseN(true));
    List<Completion> drawn = draw(model, new Request(TEXT, 2, Sampling.DEFAULT, 4));
    assertThat(drawn).extracting(Completion::text).containsExactly("a", "bc");
    assertThat(drawn).extracting(Completion::tokenCount).containsExactly(1, 2);
    assertThat(server.asked()).hasSize(1);
    assertThat(server.asked().get(0).body().path("n").asInt()).isEqualTo(2);
  }

  @Test
  void generate_useNOfAServerThatRefusesIt_asksForEachAndDoesNotTryAgain() throws Exception {
    ScriptedServer server = trial.server(refusal(400, "n must be 1"), text("x"));
    OpenAiModel model = trial.model(options(server.uri()).withUseN(true));
    Request request = new Request(TEXT, 3, Sampling.DEFAULT, 0);
    assertThat(draw(model, request)).extracting(Completion::index).containsOnly(0, 1, 2);
    assertThat(draw(model, request)).hasSize(3);
    assertThat(server.asked()).hasSize(7);
  }

  @Test
  void generate_useNGivesFewer_asksForTheRest() throws Exception {
    ScriptedServer server = trial.server(text("first"), text("other"));
    OpenAiModel model = trial.model(options(server.uri()).withUseN(true));
    List<Completion> drawn = draw(model, new Request(TEXT, 3, Sampling.DEFAULT, 10));
    assertThat(drawn).extracting(Completion::text).containsExactly("first", "other", "other");
    assertThat(server.asked().get(2).body().path("seed").asInt()).isBetween(11, 12);
  }

  @Test
  void generate_serverThatDoesNotStream_isUnderstood() throws Exception {
    String whole =
        "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"content\":\"by simp\","
            + "\"reasoning_content\":\"hm\"}}],\"usage\":{\"completion_tokens\":4}}";
    ScriptedServer server = trial.server(status(200, whole, "Content-Type", "application/json"));
    Completion completion = draw(trial.model(server), CHAT, Sampling.DEFAULT);
    assertThat(completion.text()).isEqualTo("by simp");
    assertThat(completion.reasoning()).isEqualTo("hm");
    assertThat(completion.tokenCount()).isEqualTo(4);
  }

  @Test
  void generate_characterSplitOverPackets_isWhole() throws Exception {
    ScriptedServer server =
        trial.server(
            exchange -> {
              var out = ScriptedServer.begin(exchange);
              String event = ": ping\r\n\r\n" + piece(0, "∀ 𝕜").replace("\n", "\r\n");
              for (byte each : event.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
                out.write(each);
                out.flush();
              }
              ScriptedServer.write(
                  out, "data: {\"choices\":[{\"index\":0,\"text\":\"\\ud835\"}]}\n\n");
              ScriptedServer.write(
                  out, "data: {\"choices\":[{\"index\":0,\"text\":\"\\udd5c\"}]}\n\n");
              ScriptedServer.write(out, finish(0, "stop"), DONE);
            });
    assertThat(draw(trial.model(server)).text()).isEqualTo("∀ 𝕜𝕜");
  }

  @Test
  void generate_logProbs_areGivenWithTheTokens() throws Exception {
    String chunk =
        "data: {\"choices\":[{\"index\":0,\"text\":\"x\",\"logprobs\":{\"tokens\":[\"token_id:42\"],"
            + "\"token_logprobs\":[-0.5]}}]}\n\n";
    ScriptedServer server = trial.server(events(chunk, finish(0, "stop"), DONE));
    OpenAiModel model = trial.model(options(server.uri()).withLogProbs(true));
    assertThat(draw(model).tokens()).containsExactly(new Completion.Token(42, -0.5));
    assertThat(server.asked().get(0).body().path("logprobs").asInt()).isEqualTo(1);
  }

  @Test
  void generate_stopsThatTheServerDoesNotKnow_areFoundHereAndEndTheStream() throws Exception {
    CountDownLatch lost = new CountDownLatch(1);
    ScriptedServer server = trial.server(endless(piece(0, "ab"), lost));
    Sampling sampling = Sampling.DEFAULT.withStop(List.of("1", "2", "3", "4", "baba"));
    Completion completion = draw(trial.model(server), TEXT, sampling);
    assertThat(completion.text()).isEqualTo("a");
    assertThat(completion.finish()).isEqualTo(Completion.Finish.STOP);
    assertThat(server.asked().get(0).body().path("stop")).hasSize(4);
    lost.await();
  }

  @Test
  void generate_membersThatTheServerDoesNotKnow_areLeftOutFromThenOn() throws Exception {
    ScriptedServer server =
        trial.server(
            refusal(400, "Unrecognized request arguments supplied: top_k, samplers"),
            status(422, "{\"detail\":[{\"loc\":[\"body\",\"repeat_penalty\"]}]}"),
            text("x"));
    OpenAiModel model = trial.model(server);
    draw(model, TEXT, Sampling.DEFAULT.withRepetitionPenalty(1.1));
    draw(model);
    assertThat(server.asked()).hasSize(4);
    JsonNode last = server.asked().get(3).body();
    assertThat(last.has("top_k") || last.has("samplers") || last.has("repeat_penalty")).isFalse();
    assertThat(last.has("min_p") && last.has("repetition_penalty")).isTrue();
    assertThat(trial.pauses()).isEmpty();
  }

  @Test
  void generate_membersRefusedToManyAtOnce_areLeftOutByAll() throws Exception {
    CountDownLatch allAsked = new CountDownLatch(3);
    ScriptedServer.Answer refuses =
        exchange -> {
          allAsked.countDown();
          allAsked.await();
          refusal(400, "Unrecognized argument: top_k").to(exchange);
        };
    ScriptedServer server = trial.server(refuses, refuses, refuses, text("x"));
    assertThat(draw(trial.model(server), new Request(TEXT, 3, Sampling.DEFAULT, 0))).hasSize(3);
  }

  @Test
  void generate_membersThatMatterAndTheServerDoesNotKnow_areRefused() throws Exception {
    ScriptedServer server = trial.server(refusal(400, "Unrecognized argument: top_k"), text("x"));
    OpenAiModel model = trial.model(server);
    draw(model);
    assertThat(failure(model, Sampling.DEFAULT.withTopK(20)).reason()).isEqualTo(Reason.REFUSED);
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void generate_valueThatIsRefused_isNotLeftOut() {
    ScriptedServer server = trial.server(refusal(400, "top_k must be at most 100"));
    ModelException failure = failure(trial.model(server), Sampling.DEFAULT.withTopK(200));
    assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
    assertThat(failure.getMessage()).contains("400: top_k must be at most 100");
  }

  @Test
  void generate_serverOfTheNewerLimit_isAskedInItsWords() throws Exception {
    ScriptedServer server =
        trial.server(
            refusal(400, "'max_tokens' is not supported; use 'max_completion_tokens'"), text("x"));
    draw(trial.model(server));
    JsonNode body = server.asked().get(1).body();
    assertThat(body.path("max_completion_tokens").asInt()).isEqualTo(2048);
    assertThat(body.has("max_tokens")).isFalse();
  }

  @Test
  void generate_severalServers_shareTheRequests() throws Exception {
    CountDownLatch begun = new CountDownLatch(4);
    CountDownLatch goOn = new CountDownLatch(1);
    ScriptedServer one = trial.server(slow(begun, goOn));
    ScriptedServer other = trial.server(slow(begun, goOn));
    OpenAiModel model = trial.model(options(one.uri(), other.uri()));
    try (Generation generation = model.generate(new Request(TEXT, 4, Sampling.DEFAULT, 0))) {
      begun.await();
      assertThat(one.asked()).hasSize(2);
      assertThat(other.asked()).hasSize(2);
      goOn.countDown();
      assertThat(generation.next(WAIT)).isPresent();
    }
  }

  @Test
  void generate_tokensOfAnUnfinishedText_areCountedAsTheyComeAndThenAsTheServerDoes()
      throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ScriptedServer server =
        trial.server(
            exchange -> {
              OutputStream out = begin(exchange);
              write(out, piece(0, " by"), piece(0, " om"), piece(0, "ega"));
              begun.countDown();
              goOn.await();
              write(out, finish(0, "stop"), usage(9), DONE);
            });
    try (Generation generation =
        trial.model(server).generate(new Request(TEXT, 1, Sampling.DEFAULT, 0))) {
      begun.await();
      while (generation.drawn() < 3) {
        Thread.onSpinWait();
      }
      goOn.countDown();
      assertThat(generation.next(WAIT).orElseThrow().tokenCount()).isEqualTo(9);
      assertThat(generation.drawn()).isEqualTo(9);
    }
  }

  @Test
  void close_inMidStream_tellsTheServer() throws Exception {
    CountDownLatch lost = new CountDownLatch(2);
    ScriptedServer server = trial.server(endless(": still thinking\n", lost));
    OpenAiModel model = trial.model(options(server.uri()).withParallel(2));
    Generation generation = model.generate(new Request(TEXT, 50, Sampling.DEFAULT, 0));
    while (server.asked().size() < 2) {
      Thread.onSpinWait();
    }
    generation.close();
    lost.await();
    assertThat(generation.isDone()).isTrue();
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void close_cancelledGeneration_leavesRoomForTheNext() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    ScriptedServer server = trial.server(slow(begun, new CountDownLatch(1)), text("x"));
    OpenAiModel model = trial.model(options(server.uri()).withParallel(1));
    Generation generation = model.generate(new Request(TEXT, 5, Sampling.DEFAULT, 0));
    begun.await();
    generation.close();
    assertThat(draw(model).text()).isEqualTo("x");
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void close_beforeTheServerBegins_leavesRoomForTheNext() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    ScriptedServer.Answer silent =
        exchange -> {
          begun.countDown();
          new CountDownLatch(1).await();
        };
    ScriptedServer server = trial.server(silent, text("x"));
    OpenAiModel model = trial.model(options(server.uri()).withParallel(1));
    Generation generation = model.generate(new Request(TEXT, 5, Sampling.DEFAULT, 0));
    begun.await();
    generation.close();
    assertThat(draw(model).text()).isEqualTo("x");
  }

  @Test
  void closeOfTheModel_tellsWhoWaitsAndLeavesNoThread() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    OpenAiModel model = trial.model(trial.server(slow(begun, new CountDownLatch(1))));
    Generation generation = model.generate(new Request(TEXT, 2, Sampling.DEFAULT, 0));
    begun.await();
    model.close();
    ModelException told = catchThrowableOfType(ModelException.class, () -> generation.next(WAIT));
    assertThat(told.reason()).isEqualTo(Reason.CLOSED);
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("openai")) {
        thread.join(WAIT.toMillis()); // it has been told to end, and is about to
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
    ModelException later =
        catchThrowableOfType(
            ModelException.class, () -> model.generate(new Request(TEXT, 1, Sampling.DEFAULT, 0)));
    assertThat(later.reason()).isEqualTo(Reason.CLOSED);
  }
}
