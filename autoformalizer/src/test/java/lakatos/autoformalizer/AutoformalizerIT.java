package lakatos.autoformalizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import lakatos.autoformalizer.Finding.Kind;
import lakatos.leanbridge.SharedLean;
import lakatos.prover.ScriptedModel;
import lakatos.prover.ScriptedModel.Script;
import lakatos.prover.model.ModelException;
import lakatos.prover.model.OpenAiModel;
import lakatos.prover.model.OpenAiOptions;
import lakatos.prover.model.Profile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From words to statements in real Lean, with models whose texts are scripted. */
final class AutoformalizerIT {
  private static final Duration BUDGET = Duration.ofMinutes(2);
  private static final InformalProblem EVEN =
      problem("Show that for all natural numbers n, if n is even then n^2 is even.");

  /** Nothing that the controlled language reads. */
  private static final InformalProblem OUTSIDE =
      problem("Every splendid number n enjoys n being at most its own square.");

  private final List<ScriptedModel> servers = new ArrayList<>();
  private final List<Stage> told = Collections.synchronizedList(new ArrayList<>());

  private static InformalProblem problem(String text) {
    return new InformalProblem("even_square", text, Optional.empty());
  }

  @AfterEach
  void close() {
    servers.forEach(ScriptedModel::close);
  }

  private ScriptedModel scripted(Script script) {
    ScriptedModel model = new ScriptedModel(script);
    servers.add(model);
    return model;
  }

  private ModelFormalizer formalizer(Script script) {
    Profile profile = Profile.named("generic-formalizer");
    return new ModelFormalizer(scripted(script).model(), profile, profile.sampling());
  }

  private Formalized formalize(
      InformalProblem problem, Council council, int samples, ModelFormalizer... models) {
    return new Autoformalizer(
            SharedLean.pool(),
            SharedLean.verifier(),
            List.of(models),
            council,
            FormalizerOptions.DEFAULT.withSamples(samples))
        .formalize(problem, BUDGET, told::add);
  }

  private static String block(String lean) {
    return "I thought about it.\n```lean4\n" + lean + "\n```";
  }

  @Test
  void formalize_controlledLanguageAlone_givesAStatementWithItsEvidence() {
    Formalized result = formalize(EVEN, Council.NONE, 1);
    Candidate best = result.best().orElseThrow();
    assertThat(best.statement().text()).startsWith("theorem even_square (n : Nat)");
    assertThat(best.isSound()).isTrue();
    assertThat(best.confidence()).isGreaterThan(0.7);
    assertThat(best.backTranslation()).isPresent();
    assertThat(best.findings()).extracting(Finding::kind).contains(Kind.COVERAGE);
    assertThat(result.stages()).isEqualTo(told);
  }

  @Test
  void formalize_outsideTheFragmentWithoutAModel_namesThePhrase() {
    Formalized result = formalize(OUTSIDE, Council.NONE, 1);
    assertThat(result.candidates()).isEmpty();
    assertThat(result.reasons()).singleElement().asString().contains("was not understood");
  }

  @Test
  void formalize_otherLetters_saysSo() {
    Formalized result =
        formalize(problem("Докажите, что квадрат чётного числа чётен."), Council.NONE, 1);
    assertThat(result.reasons())
        .singleElement()
        .asString()
        .contains("only English and Chinese are understood");
  }

  @Test
  void formalize_draftsThatSayTheSame_areOneCandidateAndComeFirst() {
    List<String> drafts =
        List.of(
            "theorem other (n : Nat) (h : n % 2 = 1) : n ^ 2 % 2 = 0 := by sorry",
            "theorem mine (m : ℕ) (hm : ∃ k, m = 2 * k) : ∃ k, m ^ 2 = 2 * k := by sorry",
            "theorem mine (n : Nat) : n % 2 = 0 → n ^ 2 % 2 = 0 := by sorry");
    Formalized result =
        formalize(EVEN, Council.NONE, 3, formalizer((chat, seed) -> block(drafts.get((int) seed))));
    Candidate best = result.best().orElseThrow();
    assertThat(best.origins())
        .contains(
            new Candidate.Origin(Autoformalizer.CONTROLLED, 0, 0),
            new Candidate.Origin("openai:scripted", 2, 0));
    Candidate last = result.candidates().get(result.candidates().size() - 1);
    assertThat(last.statement().text()).contains("n % 2 = 1");
    assertThat(last.findings()).extracting(Finding::kind).contains(Kind.FALSE);
    assertThat(last.confidence()).isLessThan(0.1).isLessThan(best.confidence());
  }

  @Test
  void formalize_draftThatLeanDoesNotUnderstand_goesBackWithItsMessages() {
    List<List<String>> chats = Collections.synchronizedList(new ArrayList<>());
    Script script =
        (chat, seed) -> {
          chats.add(chat);
          return chat.size() == 2
              ? block("theorem t (n : Nat) : Splendid n := by sorry")
              : block("theorem t (n : Nat) : n ≤ n ^ 2 := by sorry");
        };
    Formalized result = formalize(OUTSIDE, Council.NONE, 1, formalizer(script));
    assertThat(result.best().orElseThrow().origins())
        .containsExactly(new Candidate.Origin("openai:scripted", 0, 1));
    assertThat(result.best().orElseThrow().statement().text())
        .isEqualTo("theorem even_square (n : Nat) : n ≤ n ^ 2");
    assertThat(chats.get(1).get(3)).contains("Splendid").contains("Line 1");
  }

  @Test
  void formalize_proseAndManyStatements_areRefusedWithASentenceEach() {
    List<String> answers =
        List.of(
            "I cannot do that.",
            block("theorem a : 1 = 1 := by sorry\ntheorem b : 2 = 2 := by sorry"),
            block("axiom magic : False\ntheorem a (n : Nat) : n ≤ n ^ 2 := by sorry"));
    ScriptedModel model = scripted((chat, seed) -> answers.get((int) seed % 1_000_003));
    Profile plain = Profile.named("kimina-autoformalizer"); // it is not asked to correct itself
    Formalized result =
        formalize(
            OUTSIDE, Council.NONE, 3, new ModelFormalizer(model.model(), plain, plain.sampling()));
    assertThat(result.candidates()).isEmpty();
    assertThat(result.reasons())
        .anyMatch(reason -> reason.endsWith("the output has no block of Lean"))
        .anyMatch(reason -> reason.endsWith("it states 2 theorems, where one was asked for"))
        .anyMatch(reason -> reason.endsWith("`axiom` must not stand in a statement or before it"));
  }

  @Test
  void formalize_serverThatIsNotThere_isToBlameOnlyIfNobodyElseWrote() {
    OpenAiModel nowhere =
        new OpenAiModel(
            OpenAiOptions.parse("openai:http://localhost:9/v1#none")
                .withPatience(
                    new OpenAiOptions.Patience(BUDGET, BUDGET, 0, Duration.ZERO, Duration.ZERO)));
    try (nowhere) {
      Profile profile = Profile.named("generic-formalizer");
      ModelFormalizer broken = new ModelFormalizer(nowhere, profile, profile.sampling());
      assertThat(formalize(EVEN, Council.NONE, 1, broken).candidates()).hasSize(1);
      assertThat(told).anyMatch(Stage.Missed.class::isInstance);
      assertThatExceptionOfType(ModelException.class)
          .isThrownBy(() -> formalize(OUTSIDE, Council.NONE, 1, broken));
    }
  }

  // --- the council ---------------------------------------------------------------------------

  private static final String FAITHFUL =
      "PART: n is even | SAME |\nPART: n^2 is even | SAME |\nVERDICT: FAITHFUL";
  private static final String UNFAITHFUL =
      "PART: n is even | SAME |\nPART: all natural numbers | LARGE | zero is missing\nVERDICT: FAITHFUL";

  private static Judge judge(ScriptedModel model) {
    return new Judge(model.model(), Judge.SAMPLING);
  }

  @Test
  void formalize_oneJudge_saysItsReasons() {
    ScriptedModel one = scripted((chat, seed) -> UNFAITHFUL);
    Formalized result = formalize(EVEN, new Council(List.of(judge(one)), Optional.empty()), 1);
    Finding judged =
        result.best().orElseThrow().findings().stream()
            .filter(finding -> finding.kind() == Kind.JUDGED_UNFAITHFUL)
            .findFirst()
            .orElseThrow();
    assertThat(judged.witness()).contains("all natural numbers: large, zero is missing");
    assertThat(one.asked()).hasSize(1);
  }

  @Test
  void formalize_council_readsOthersOnlyAfterItsOwnAnswerAndWithoutNames() {
    ScriptedModel first = scripted((chat, seed) -> FAITHFUL + " (mine, first)");
    ScriptedModel second = scripted((chat, seed) -> UNFAITHFUL + " (mine, second)");
    ScriptedModel chair = scripted((chat, seed) -> FAITHFUL);
    Council council = new Council(List.of(judge(first), judge(second)), Optional.of(judge(chair)));
    Formalized result = formalize(EVEN, council, 1);
    assertThat(first.asked()).hasSize(2);
    assertThat(first.asked().get(0)).singleElement().asString().doesNotContain("mine");
    List<String> again = first.asked().get(1);
    assertThat(again).hasSize(3);
    assertThat(again.get(2)).contains("(mine, second)").doesNotContain("(mine, first)");
    assertThat(chair.asked()).singleElement().asString().contains("Answer A", "Answer B");
    assertThat(chair.asked().toString()).doesNotContain("scripted");
    assertThat(result.best().orElseThrow().findings())
        .anyMatch(
            finding ->
                finding.kind() == Kind.JUDGED_FAITHFUL
                    && finding.sentence().contains("1 of 2 members"));
  }

  @Test
  void formalize_judgeThatNeverGivesAVerdict_isLeftOut() {
    ScriptedModel mumbling = scripted((chat, seed) -> "Hard to say.");
    Formalized result = formalize(EVEN, new Council(List.of(judge(mumbling)), Optional.empty()), 1);
    assertThat(mumbling.asked()).hasSize(2);
    assertThat(result.best().orElseThrow().findings())
        .extracting(Finding::kind)
        .doesNotContain(Kind.JUDGED_FAITHFUL, Kind.JUDGED_UNFAITHFUL);
  }

  @Test
  void formalize_statementOfAModel_isSaidInWordsByOneWhoHasNotSeenTheProblem() {
    Script words =
        (chat, seed) ->
            chat.get(0).startsWith("Say in plain words")
                ? "Every natural number is at most its square."
                : FAITHFUL;
    ScriptedModel one = scripted(words);
    Formalized result =
        formalize(
            OUTSIDE,
            new Council(List.of(judge(one)), Optional.empty()),
            1,
            formalizer((chat, seed) -> block("theorem t (n : Nat) : n ≤ n ^ 2 := by sorry")));
    assertThat(result.best().orElseThrow().backTranslation())
        .contains("Every natural number is at most its square.");
    assertThat(one.asked().get(0)).singleElement().asString().doesNotContain("splendid");
    assertThat(one.asked().get(1))
        .singleElement()
        .asString()
        .contains("splendid", "Every natural number is at most its square.");
  }
}
