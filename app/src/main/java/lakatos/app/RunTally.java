package lakatos.app;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import lakatos.prover.Attempt;
import lakatos.prover.FailureClass;
import lakatos.prover.model.Sampling;
import lakatos.prover.model.Span;
import lakatos.prover.text.NormalForm;

/** Adds up attempts as they are read, and keeps no text of theirs. Not thread-safe. */
final class RunTally {
  /** Verdicts that were given without asking Lean. */
  private static final Set<String> UNASKED = Set.of("unusable", "duplicate");

  private final Set<UUID> drawn = new HashSet<>();
  private final Map<String, ProblemTally> problems = new LinkedHashMap<>();
  private final Map<String, Integer> classes = new TreeMap<>();
  private final Map<Integer, RunFigures.Round> rounds = new TreeMap<>();
  private final List<RunFigures.Milestone> milestones = new ArrayList<>();
  private final List<Integer> proofLines = new ArrayList<>();
  private final List<Span> writing = new ArrayList<>();
  private final List<Span> checking = new ArrayList<>();
  private final RunFigures.Versions versions =
      new RunFigures.Versions(
          new TreeSet<>(),
          new TreeSet<>(),
          new TreeSet<>(),
          new TreeSet<>(),
          new TreeSet<>(),
          new TreeSet<>());
  private int attempts;
  private int repeated;
  private int duplicates;
  private int checks;
  private int solved;
  private long tokens;

  /** Adds an attempt, unless the same draw was there before, as in a run that was done again. */
  void add(Attempt attempt) {
    if (!drawn.add(draw(attempt))) {
      repeated++;
      return;
    }
    boolean proved = attempt.verdict().equals("proved");
    attempts++;
    tokens += attempt.tokens();
    duplicates += attempt.verdict().equals("duplicate") ? 1 : 0;
    classes.merge(FailureClass.of(attempt), 1, Integer::sum);
    rounds.merge(attempt.round(), new RunFigures.Round(1, proved ? 1 : 0), RunFigures.Round::plus);
    addTimes(attempt);
    addVersions(attempt);
    addToProblem(attempt);
    if (proved) {
      attempt.candidate().ifPresent(proof -> proofLines.add(lines(proof)));
    }
  }

  private void addTimes(Attempt attempt) {
    Instant handedOver = attempt.at().minus(attempt.checking());
    writing.add(new Span(handedOver.minus(attempt.generating()), handedOver));
    if (!UNASKED.contains(attempt.verdict())) {
      checks++;
      checking.add(new Span(attempt.at().minus(attempt.checking()), attempt.at()));
    }
  }

  private void addVersions(Attempt attempt) {
    String sampling = words(attempt.sampling());
    versions.policies().add(attempt.policy());
    versions.profiles().add(attempt.profile());
    versions.models().add(attempt.model());
    versions.toolchains().add(attempt.toolchain());
    if (attempt.round() == 0) {
      versions.samplings().add(sampling);
      versions
          .mixtures()
          .add(String.join("\0", attempt.policy(), attempt.profile(), attempt.model(), sampling));
    }
  }

  private void addToProblem(Attempt attempt) {
    ProblemTally problem = problems.computeIfAbsent(attempt.problem(), ProblemTally::new);
    boolean before = problem.isProved();
    problem.add(attempt);
    if (problem.isProved() && !before) {
      solved++;
      milestones.add(new RunFigures.Milestone(tokens, solved));
    }
  }

  /** Only a copy has the same text, drawn from the same prompt with the same seed. */
  private static UUID draw(Attempt attempt) {
    String all =
        String.join(
            "\0",
            attempt.problem(),
            attempt.policy(),
            attempt.profile(),
            attempt.model(),
            attempt.promptSha256(),
            attempt.sampling().toString(),
            attempt.round() + " " + attempt.seed(),
            attempt.output());
    return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8));
  }

  private static int lines(String proof) {
    return (int) NormalForm.of(proof).lines().filter(line -> !line.isBlank()).count();
  }

  /** What of it differs from drawing as the model is. */
  private static String words(Sampling sampling) {
    Sampling none = Sampling.DEFAULT;
    List<String> words = new ArrayList<>();
    words.add("temperature " + sampling.temperature());
    word(words, "top-p", sampling.topP(), none.topP());
    word(words, "top-k", sampling.topK(), none.topK());
    word(words, "min-p", sampling.minP(), none.minP());
    word(words, "repetition penalty", sampling.repetitionPenalty(), none.repetitionPenalty());
    word(words, "presence penalty", sampling.presencePenalty(), none.presencePenalty());
    words.add("at most " + sampling.maxTokens() + " tokens");
    return String.join(", ", words);
  }

  private static void word(List<String> words, String name, Number value, Number none) {
    if (!value.equals(none)) {
      words.add(name + " " + value);
    }
  }

  boolean isEmpty() {
    return attempts == 0;
  }

  RunFigures figures(String name) {
    List<RunFigures.Milestone> course = new ArrayList<>();
    course.add(new RunFigures.Milestone(0, 0));
    course.addAll(milestones);
    course.add(new RunFigures.Milestone(tokens, solved));
    return new RunFigures(
        name,
        problems.values().stream().map(ProblemTally::figures).toList(),
        classes,
        rounds,
        new RunFigures.Work(
            attempts, duplicates, repeated, checks, tokens, seconds(writing), seconds(checking)),
        course,
        proofLines,
        versions);
  }

  /** Wall time; what went on at the same time counts once. */
  private static double seconds(List<Span> spans) {
    return Span.union(spans).toMillis() / 1000.0;
  }
}
