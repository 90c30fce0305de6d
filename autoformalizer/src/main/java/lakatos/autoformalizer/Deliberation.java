package lakatos.autoformalizer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import lakatos.autoformalizer.Finding.Kind;
import lakatos.autoformalizer.Finding.Weight;
import lakatos.leanbridge.Statement;
import lakatos.prover.TheoremSource;
import lakatos.prover.model.Completion;
import lakatos.prover.model.Generation;
import lakatos.prover.model.ModelException;
import lakatos.prover.model.Prompt;
import lakatos.prover.model.Request;
import lakatos.prover.model.Template;

/** A {@link Council} at work on one statement. Members answer at the same time. */
final class Deliberation {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long NEXT = 7_919;

  private final Council council;
  private final Statement statement;
  private final Trail trail;
  private final ExecutorService threads;
  private final long seed;
  private final Map<String, String> places = new HashMap<>();

  /**
   * What came of it.
   *
   * @param finding empty if no verdict was given
   */
  record Outcome(Optional<String> backTranslation, Optional<Finding> finding) {}

  Deliberation(
      Council council,
      InformalProblem problem,
      Statement statement,
      Trail trail,
      ExecutorService threads,
      long seed) {
    this.council = council;
    this.statement = statement;
    this.trail = trail;
    this.threads = threads;
    this.seed = seed;
    places.put("problem", words(problem));
    places.put("statement", lean(statement));
  }

  private static String words(InformalProblem problem) {
    return problem
        .answer()
        .map(answer -> problem.text().strip() + "\nThe answer is: " + answer.strip())
        .orElse(problem.text().strip());
  }

  private static String lean(Statement statement) {
    String header = TheoremSource.withoutDefaults(statement.header());
    StringBuilder text = new StringBuilder();
    for (String part : List.of(header, statement.preamble().strip())) {
      text.append(part).append(part.isEmpty() ? "" : "\n\n");
    }
    return text.append(statement.text()).toString();
  }

  /**
   * Judges.
   *
   * @param known what the statement says in words, if somebody has said it already
   */
  Outcome run(Optional<String> known) throws InterruptedException {
    Optional<String> said = known.isPresent() ? known : backTranslation();
    places.put("words", said.orElse("(nobody has said it in words)"));
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < council.members().size(); i++) {
      members.add(new Member(council.members().get(i), i));
    }
    Prompt question = chat(text("judge.txt"));
    all(members, member -> () -> member.answer(question, 1));
    List<Member> heard = members.stream().filter(member -> member.opinion.isPresent()).toList();
    if (heard.size() > 1) {
      all(
          heard,
          member -> {
            Prompt again = member.secondLook(question, heard); // of what all thought at first
            return () -> member.answer(again, 2);
          });
    }
    return new Outcome(said, verdict(heard));
  }

  private static Prompt.Chat chat(String text) {
    return new Prompt.Chat(List.of(new Prompt.Message(Prompt.Role.USER, text)));
  }

  private String text(String resource) {
    try (InputStream in = Deliberation.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the built-in prompt " + resource + " is missing");
      }
      String template = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      return Template.fill(template, places);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A member who sees the statement only, another one for another statement. */
  private Optional<String> backTranslation() throws InterruptedException {
    int turn = (int) Math.floorMod(seed, (long) council.members().size());
    Judge judge = council.members().get(turn);
    return ask(judge, chat(text("back-translation.txt")), seed).map(String::strip);
  }

  private Optional<Finding> verdict(List<Member> heard) throws InterruptedException {
    if (heard.isEmpty()) {
      return Optional.empty();
    }
    long faithful = heard.stream().filter(member -> member.opinion.get().faithful()).count();
    Optional<Opinion> chair = chair(heard);
    boolean holds = chair.map(Opinion::faithful).orElse(2 * faithful > heard.size());
    String sentence =
        heard.size() == 1 && chair.isEmpty()
            ? "a judge finds that it " + says(holds)
            : "the council finds that it "
                + says(holds)
                + "; "
                + faithful
                + " of "
                + heard.size()
                + " members think that it says the same";
    String reasons = chair.orElseGet(() -> first(heard, holds)).reasons();
    return Optional.of(
        new Finding(
            holds ? Kind.JUDGED_FAITHFUL : Kind.JUDGED_UNFAITHFUL,
            holds ? Weight.SUPPORT : Weight.SUSPICIOUS,
            sentence,
            reasons.isEmpty() ? Optional.empty() : Optional.of(reasons)));
  }

  private static String says(boolean same) {
    return same ? "says the same" : "says something else";
  }

  private static Opinion first(List<Member> heard, boolean faithful) {
    return heard.stream()
        .map(member -> member.opinion.get())
        .filter(opinion -> opinion.faithful() == faithful)
        .findFirst()
        .orElseThrow();
  }

  private Optional<Opinion> chair(List<Member> heard) throws InterruptedException {
    Optional<Judge> presiding = council.presiding();
    if (presiding.isEmpty()) {
      return Optional.empty();
    }
    places.put("answers", anonymous(heard, seed));
    Optional<Opinion> decided = opinion(presiding.get(), chat(text("chair.txt")), seed + 3 * NEXT);
    decided.ifPresent(
        opinion -> trail.add(new Stage.Judged(statement, "chair", 3, opinion.faithful())));
    return decided;
  }

  /** Answers without names, in an order that tells nothing. */
  private static String anonymous(List<Member> members, long seed) {
    List<Member> shuffled = new ArrayList<>(members);
    Collections.shuffle(shuffled, new Random(seed));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < shuffled.size(); i++) {
      text.append("Answer ").append((char) ('A' + i % 26)).append(":\n");
      text.append(shuffled.get(i).opinion.get().text().indent(2)).append('\n');
    }
    return text.toString().stripTrailing();
  }

  /** One judge and what it thinks by now; belongs to one thread at a time. */
  private final class Member {
    private final Judge judge;
    private final int index;
    private Optional<Opinion> opinion = Optional.empty();

    Member(Judge judge, int index) {
      this.judge = judge;
      this.index = index;
    }

    /** One that gives no new verdict stays with the one it had. */
    Void answer(Prompt question, int look) throws InterruptedException {
      Optional<Opinion> given = opinion(judge, question, seed + 31L * index + look);
      given.ifPresent(
          said -> {
            opinion = given;
            String letter = String.valueOf((char) ('A' + index % 26));
            trail.add(new Stage.Judged(statement, letter, look, said.faithful()));
          });
      return null;
    }

    Prompt secondLook(Prompt asked, List<Member> heard) {
      List<Member> others = heard.stream().filter(member -> member != this).toList();
      Map<String, String> answers = Map.of("answers", anonymous(others, seed + index));
      List<Prompt.Message> messages = new ArrayList<>(((Prompt.Chat) asked).messages());
      messages.add(new Prompt.Message(Prompt.Role.ASSISTANT, opinion.orElseThrow().text()));
      messages.add(
          new Prompt.Message(Prompt.Role.USER, Template.fill(text("second-look.txt"), answers)));
      return new Prompt.Chat(messages);
    }
  }

  private void all(List<Member> members, Function<Member, Callable<Void>> question)
      throws InterruptedException {
    List<Callable<Void>> tasks = members.stream().map(question).toList();
    for (Future<Void> answered : threads.invokeAll(tasks)) {
      try {
        answered.get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(e.getCause());
      }
    }
  }

  /** A judge that answers without a verdict is asked once more. */
  private Optional<Opinion> opinion(Judge judge, Prompt question, long drawn)
      throws InterruptedException {
    for (int i = 0; i < 2; i++) {
      Optional<Opinion> read = ask(judge, question, drawn + i * NEXT).flatMap(Opinion::of);
      if (read.isPresent()) {
        return read;
      }
    }
    return Optional.empty();
  }

  /** Returns what a model answers, without its thoughts; nothing if it gives no text in time. */
  private Optional<String> ask(Judge judge, Prompt prompt, long drawn) throws InterruptedException {
    try (Generation generation =
        judge.model().generate(new Request(prompt, 1, judge.sampling(), drawn))) {
      Optional<Completion> answer = Optional.empty();
      while (answer.isEmpty() && !generation.isDone() && !trail.isOver()) {
        answer = generation.next(POLL);
      }
      trail.drew(generation.drawn());
      return answer.map(Completion::answer).filter(text -> !text.isBlank());
    } catch (ModelException e) {
      trail.add(new Stage.Missed(judge.model().name(), e.getMessage()));
      return Optional.empty();
    }
  }
}
