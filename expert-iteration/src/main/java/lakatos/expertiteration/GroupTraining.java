package lakatos.expertiteration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import lakatos.expertiteration.IterationException.Reason;
import lakatos.prover.Attempt;
import lakatos.prover.model.Advantages;
import lakatos.prover.model.Completion.Finish;
import lakatos.prover.model.ModelException;
import lakatos.prover.model.PolicyLoss;
import lakatos.prover.model.Profile;
import lakatos.prover.model.Rollout;
import lakatos.prover.model.Step;
import lakatos.prover.model.Trainer;
import lakatos.prover.model.TrainingRow;
import lakatos.prover.text.NormalForm;

/**
 * Training on proofs and failures: GRPO as DAPO has it (Yu et al. 2025).
 *
 * <p>Left out: the divergence from a reference, more than one pass over what was drawn, and entropy
 * bonuses. The reward is 1 for what Lean proved, 0 for what it did not, less a soft penalty for
 * length. Each token counts the same. The probability that a text had when it was drawn is that
 * under the checkpoint that drew it, of the tokens that its text has now: where the model spelt a
 * word in other tokens, these differ.
 */
final class GroupTraining {
  /** Rollouts whose gradients are in memory at the same time. */
  private static final int AT_ONCE = 16;

  private final Profile profile;
  private final TrainingOptions training;
  private final GroupOptions options;
  private final Consumer<ObjectNode> log;

  /** A text and what it was worth. */
  private record Text(Attempt attempt, double reward) {}

  GroupTraining(
      Profile profile, TrainingOptions training, GroupOptions options, Consumer<ObjectNode> log) {
    this.profile = profile;
    this.training = training;
    this.options = options;
    this.log = log;
  }

  /** Whether a group says anything: some of its texts are proofs, and some are not. */
  static boolean hasSignal(Outcome outcome) {
    return outcome.proofs() > 0 && outcome.proofs() < outcome.samples();
  }

  /** The reward of a text: whether it is a proof, less up to 1 for the last of its length. */
  static double reward(boolean proved, int tokens, int most, double softFrom) {
    double soft = softFrom * most;
    double over = tokens <= soft ? 0 : Math.min(1, (tokens - soft) / Math.max(1, most - soft));
    return (proved ? 1 : 0) - over;
  }

  /**
   * Trains a checkpoint by what it drew itself, and saves what comes of it. If a step fails or the
   * gradient is not finite, what is saved is the state before.
   *
   * @throws IterationException {@code NOTHING_TO_LEARN} if no group has signal
   */
  TrainingReport run(Path base, Path target, List<Attempt> attempts) {
    long start = System.nanoTime();
    List<List<Text>> groups = groups(attempts);
    if (groups.isEmpty()) {
      throw new IterationException(
          Reason.NOTHING_TO_LEARN,
          "in no group some texts are proofs and some are not; give the round more statements");
    }
    Collections.shuffle(groups, new Random(training.seed()));
    LossWatch watch = new LossWatch();
    long tokens = 0;
    int rows = 0;
    String trouble = "";
    try (Trainer trainer = Trainer.open(base, training.trainer())) {
      // before the first step, for all of them: the policy that drew them
      List<List<Rollout>> rollouts =
          groups.stream().map(group -> rollouts(trainer, group)).toList();
      try {
        for (int from = 0; from < rollouts.size(); from += options.stepGroups()) {
          int to = Math.min(rollouts.size(), from + options.stepGroups());
          List<Rollout> batch = rollouts.subList(from, to).stream().flatMap(List::stream).toList();
          if (!batch.isEmpty()) {
            Step step = step(trainer, batch);
            rows += batch.size();
            tokens += step.loss().targets();
            watch.diverges(step.loss().mean());
            tell(watch, step, tokens);
          }
        }
      } catch (ModelException e) {
        if (e.reason() != ModelException.Reason.FAILED) {
          throw e;
        }
        trouble = String.valueOf(e.getMessage());
      }
      Training.save(trainer, target);
      return new TrainingReport(
          rows,
          0,
          watch.steps(),
          tokens,
          watch.first(),
          watch.last(),
          (System.nanoTime() - start) / 1e9,
          trouble);
    }
  }

  private Step step(Trainer trainer, List<Rollout> batch) {
    for (int from = 0; from < batch.size(); from += AT_ONCE) {
      List<Rollout> some = batch.subList(from, Math.min(batch.size(), from + AT_ONCE));
      trainer.accumulate(some, PolicyLoss.DEFAULT);
    }
    return trainer.step(options.learningRate());
  }

  private void tell(LossWatch watch, Step step, long tokens) {
    log.accept(
        Json.object()
            .put("step", watch.steps())
            .put("loss", step.loss().mean())
            .put("grad_norm", step.gradNorm())
            .put("clipped_low", step.loss().clippedLow())
            .put("clipped_high", step.loss().clippedHigh())
            .put("learning_rate", options.learningRate())
            .put("tokens", tokens));
  }

  /** The groups with signal. */
  private List<List<Text>> groups(List<Attempt> attempts) {
    Map<String, List<Attempt>> byProblem = new LinkedHashMap<>();
    for (Attempt attempt : attempts) {
      if (AttemptStage.by(attempt) == Assignment.By.MODEL) {
        byProblem.computeIfAbsent(attempt.problem(), id -> new ArrayList<>()).add(attempt);
      }
    }
    List<List<Text>> groups = new ArrayList<>();
    for (List<Attempt> group : byProblem.values()) {
      List<Text> texts = texts(group);
      if (texts.stream().mapToDouble(Text::reward).distinct().count() > 1) {
        groups.add(texts);
      }
    }
    return groups;
  }

  private List<Text> texts(Collection<Attempt> group) {
    List<String> proofs =
        group.stream()
            .filter(attempt -> attempt.verdict().equals("proved"))
            .map(attempt -> NormalForm.of(attempt.candidate().orElse("")))
            .toList();
    return group.stream()
        .map(
            attempt -> {
              boolean proved =
                  attempt.candidate().map(NormalForm::of).filter(proofs::contains).isPresent();
              int most = attempt.sampling().maxTokens();
              return new Text(attempt, reward(proved, attempt.tokens(), most, options.softFrom()));
            })
        .toList();
  }

  /** What a model wrote, as it wrote it. */
  private TrainingRow row(Trainer trainer, Attempt attempt) {
    return trainer.row(
        profile.prompt(attempt.statement(), Optional.empty()),
        attempt.output(),
        attempt.finish() == Finish.STOP);
  }

  private List<Rollout> rollouts(Trainer trainer, List<Text> group) {
    List<Double> advantages = Advantages.of(group.stream().map(Text::reward).toList());
    List<Rollout> rollouts = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      TrainingRow row = row(trainer, group.get(i).attempt());
      if (row.ids().size() <= trainer.context()) {
        List<Double> old = trainer.score(List.of(row)).get(0);
        rollouts.add(new Rollout(row, advantages.get(i), old, List.of()));
      }
    }
    return rollouts;
  }
}
