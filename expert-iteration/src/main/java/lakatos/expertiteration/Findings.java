package lakatos.expertiteration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lakatos.expertiteration.Assignment.By;
import lakatos.prover.Attempt;
import lakatos.prover.AttemptLog;

/** What the rounds of a run have found so far, read from their files. */
final class Findings {
  private Findings() {}

  /** A round's folder, and those of what was drawn later in it. */
  static List<Path> waves(Path round) {
    List<Path> waves = new ArrayList<>(List.of(round));
    for (int n = 1; new AttemptStage(round.resolve("wave-" + n)).isDone(); n++) {
      waves.add(round.resolve("wave-" + n));
    }
    return waves;
  }

  /** The outcomes of all rounds before one. */
  static List<Outcome> outcomes(RunFolder run, int number) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int round = 0; round < number; round++) {
      for (Path wave : waves(run.round(round))) {
        outcomes.addAll(new AttemptStage(wave).outcomes());
      }
    }
    return outcomes;
  }

  /** Every proof that was given or found up to a round, earliest first. */
  static List<Example> proofs(RunFolder run, int number) {
    List<Example> proofs = new ArrayList<>();
    if (Files.isRegularFile(run.given())) {
      proofs.addAll(Jsonl.read(run.given(), Example::of));
    }
    for (int round = 0; round <= number; round++) {
      int of = round;
      for (Path wave : waves(run.round(round))) {
        try (Stream<Attempt> attempts =
            AttemptLog.read(new AttemptStage(wave).attempts(), fault -> {})) {
          attempts
              .filter(attempt -> attempt.verdict().equals("proved"))
              .map(attempt -> Example.of(attempt, of))
              .flatMap(Optional::stream)
              .forEach(proofs::add);
        }
      }
    }
    return proofs;
  }

  /** What the model wrote in a round; of each wave at most so many texts. */
  static List<Attempt> texts(Path round, int most) {
    List<Attempt> texts = new ArrayList<>();
    for (Path wave : waves(round)) {
      try (Stream<Attempt> attempts =
          AttemptLog.read(new AttemptStage(wave).attempts(), fault -> {})) {
        attempts
            .filter(attempt -> AttemptStage.by(attempt) == By.MODEL)
            .limit(most)
            .forEach(texts::add);
      }
    }
    return texts;
  }
}
