package lakatos.autoformalizer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import lakatos.autoformalizer.Candidate.Origin;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.Message;
import lakatos.leanbridge.ProofSession;
import lakatos.leanbridge.Statement;
import lakatos.prover.model.Completion;
import lakatos.prover.model.Extraction;
import lakatos.prover.model.Generation;
import lakatos.prover.model.LanguageModel;
import lakatos.prover.model.ModelException;
import lakatos.prover.model.Prompt;
import lakatos.prover.model.Request;

/**
 * Has statements written for one problem, each corrected until it elaborates or is given up. The
 * models write at the same time, and what one has written is looked at while the next is written.
 */
final class Drafting {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration ELABORATION = Duration.ofSeconds(20);
  private static final long NEXT_ROUND = 1_000_003;

  private final LeanPool pool;
  private final FormalizerOptions options;
  private final InformalProblem problem;
  private final Trail trail;
  private final Instant deadline;
  private final ExecutorService lanes;

  /** A statement that elaborates. */
  record Drafted(
      Origin by, Statement statement, Optional<String> backTranslation, List<String> assumptions) {}

  Drafting(
      LeanPool pool,
      FormalizerOptions options,
      InformalProblem problem,
      Trail trail,
      ExecutorService lanes) {
    this.pool = pool;
    this.options = options;
    this.problem = problem;
    this.trail = trail;
    this.deadline = trail.after(0.6);
    this.lanes = lanes;
  }

  /**
   * Returns the drafts, the controlled language's first, then in the order of models and samples.
   *
   * @throws ModelException if no draft was made and a model is to blame
   */
  List<Drafted> run(List<ModelFormalizer> models) throws InterruptedException {
    List<Future<List<Drafted>>> writing = new ArrayList<>();
    for (ModelFormalizer model : models) {
      writing.add(lanes.submit(() -> lane(model)));
    }
    List<Drafted> drafts = new ArrayList<>(controlled());
    Optional<ModelException> failure = Optional.empty();
    for (int i = 0; i < models.size(); i++) {
      try {
        drafts.addAll(writing.get(i).get());
      } catch (ExecutionException e) {
        ModelException why = modelFailure(e);
        trail.add(new Stage.Missed(models.get(i).name(), why.getMessage()));
        failure = failure.isPresent() ? failure : Optional.of(why);
      }
    }
    if (drafts.isEmpty() && failure.isPresent()) {
      throw failure.get();
    }
    return drafts;
  }

  private static ModelException modelFailure(ExecutionException e) {
    if (e.getCause() instanceof ModelException why) {
      return why;
    }
    if (e.getCause() instanceof RuntimeException cause) {
      throw cause;
    }
    throw new IllegalStateException(e.getCause());
  }

  private boolean isLate() {
    return !Instant.now().isBefore(deadline);
  }

  // --- the controlled language ---------------------------------------------------------------

  private List<Drafted> controlled() {
    Origin by = new Origin(Autoformalizer.CONTROLLED, 0, 0);
    Translation translation = new ControlledLanguage().translate(problem, options.vocabulary());
    if (translation instanceof Translation.Translated read) {
      List<Message> errors = errors(read.statement());
      if (errors.isEmpty()) {
        trail.add(new Stage.Drafted(by, read.statement()));
        return List.of(
            new Drafted(
                by, read.statement(), Optional.of(read.backTranslation()), read.assumptions()));
      }
      trail.add(new Stage.Refused(by, doesNotElaborate(errors), false));
    } else if (translation instanceof Translation.NotUnderstood not) {
      String where = "\"" + not.phrase() + "\" (character " + (not.position() + 1) + ")";
      trail.add(new Stage.Refused(by, where + " was not understood: " + not.sentence(), false));
    }
    return List.of();
  }

  // --- a model -------------------------------------------------------------------------------

  private List<Drafted> lane(ModelFormalizer model) throws InterruptedException {
    Prompt prompt =
        model.profile().statement(problem.theorem(), options.vocabulary().header(), words());
    List<Drafted> drafts = new ArrayList<>();
    Request request = new Request(prompt, options.samples(), model.sampling(), options.seed());
    try (Generation generation = model.model().generate(request)) {
      while (!generation.isDone() && !isLate()) {
        Optional<Completion> next = generation.next(POLL);
        if (next.isPresent()) {
          follow(model, prompt, next.get()).ifPresent(drafts::add);
        }
      }
      trail.drew(generation.drawn());
      if (!generation.isDone()) {
        trail.add(new Stage.Missed(model.name(), "its time was over before its last sample"));
      }
    }
    drafts.sort(Comparator.comparing(draft -> draft.by().sample()));
    return drafts;
  }

  private String words() {
    return problem
        .answer()
        .map(answer -> problem.text().strip() + "\nThe answer is: " + answer.strip())
        .orElse(problem.text().strip());
  }

  /** Follows one answer from its text to a statement, through its corrections. */
  private Optional<Drafted> follow(ModelFormalizer model, Prompt first, Completion answer)
      throws InterruptedException {
    Prompt asked = first;
    Completion written = answer;
    for (int round = 0; ; round++) {
      Origin by = new Origin(model.name(), answer.index(), round);
      Reading reading = read(model, written);
      if (reading.errors().isEmpty()) {
        Statement statement = reading.draft().orElseThrow().statement();
        trail.add(new Stage.Drafted(by, statement));
        return Optional.of(new Drafted(by, statement, Optional.empty(), List.of()));
      }
      Optional<Prompt> correction =
          round < options.rounds() && !isLate()
              ? model.profile().correction(asked, written.text(), reading.code(), reading.errors())
              : Optional.empty();
      trail.add(new Stage.Refused(by, reading.why(), correction.isPresent()));
      if (correction.isEmpty()) {
        return Optional.empty();
      }
      asked = correction.get();
      Optional<Completion> next = ask(model, asked, written.seed() + NEXT_ROUND);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      written = next.get();
    }
  }

  private Optional<Completion> ask(ModelFormalizer model, Prompt prompt, long seed)
      throws InterruptedException {
    LanguageModel asked = model.model();
    try (Generation generation = asked.generate(new Request(prompt, 1, model.sampling(), seed))) {
      Optional<Completion> next = Optional.empty();
      while (next.isEmpty() && !generation.isDone() && !isLate()) {
        next = generation.next(POLL);
      }
      trail.drew(generation.drawn());
      return next;
    } catch (ModelException e) {
      if (e.reason() == ModelException.Reason.TOO_LONG) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * What an answer comes to.
   *
   * @param code to which the errors belong
   * @param errors empty if the draft elaborates
   */
  private record Reading(
      Optional<DraftReader.Draft> draft, String code, List<Message> errors, String why) {}

  private Reading read(ModelFormalizer model, Completion written) {
    Extraction extraction = Extraction.ofStatement(written);
    if (extraction instanceof Extraction.Rejected rejected) {
      return unread(written.text(), rejected.why());
    }
    String code = ((Extraction.Candidate) extraction).text();
    try {
      DraftReader.Draft draft =
          new DraftReader(problem.theorem(), options.vocabulary(), model.profile().header())
              .read(code);
      List<Message> errors = errors(draft);
      String why = errors.isEmpty() ? "" : doesNotElaborate(errors);
      return new Reading(Optional.of(draft), draft.code(), errors, why);
    } catch (IllegalArgumentException e) {
      return unread(code, String.valueOf(e.getMessage()));
    }
  }

  private static Reading unread(String code, String why) {
    Message message = new Message(Message.Severity.ERROR, 1, 0, why);
    return new Reading(Optional.empty(), code, List.of(message), why);
  }

  private static String doesNotElaborate(List<Message> errors) {
    return "Lean does not understand it: " + errors.get(0).text().lines().findFirst().orElse("");
  }

  // --- Lean ----------------------------------------------------------------------------------

  private List<Message> errors(DraftReader.Draft draft) {
    return elaborate(draft.statement())
        .map(e -> e.messages().isEmpty() ? List.of(of(e)) : draft.source().inText(e))
        .orElse(List.of())
        .stream()
        .filter(Message::isError)
        .toList();
  }

  private List<Message> errors(Statement statement) {
    return elaborate(statement)
        .map(e -> e.messages().isEmpty() ? List.of(of(e)) : e.messages())
        .orElse(List.of())
        .stream()
        .filter(Message::isError)
        .toList();
  }

  private static Message of(LeanException e) {
    return new Message(Message.Severity.ERROR, 1, 0, e.getMessage());
  }

  /** Returns why a statement means nothing to Lean. */
  private Optional<LeanException> elaborate(Statement statement) {
    try (ProofSession lean = ProofSession.start(pool, statement, Optional.empty())) {
      lean.open(statement, Limits.DEFAULT.withWall(ELABORATION));
      return Optional.empty();
    } catch (LeanException e) {
      return switch (e.reason()) {
        case UNUSABLE, TIMED_OUT, DIED, REFUSED -> Optional.of(e);
        case BUSY, UNAVAILABLE, CLOSED -> throw e;
      };
    }
  }
}
