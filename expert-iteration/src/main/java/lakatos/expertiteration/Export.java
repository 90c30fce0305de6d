package lakatos.expertiteration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lakatos.prover.Attempt;
import lakatos.prover.AttemptLog;
import lakatos.prover.model.Precision;
import lakatos.prover.model.Profile;
import lakatos.prover.model.Prompt;
import lakatos.prover.model.Trainer;
import lakatos.prover.model.TrainerOptions;
import lakatos.prover.text.NormalForm;

/** What a run found, in the forms that other trainers read. */
public final class Export {
  private final RunFolder run;
  private final Profile profile;

  /** How many there are of each. */
  public record Counts(int supervised, int preferences, int groups) {}

  /** A text for a statement, and whether it is a proof. */
  private record Text(Attempt attempt, boolean proof) {}

  /**
   * Prepares an export.
   *
   * @throws IterationException {@code BAD_INPUT} if there is no run there
   */
  public Export(RunFolder run) {
    this.run = run;
    this.profile = run.options().attempts().model().asked();
  }

  /**
   * Writes {@code sft.jsonl} (chats that end in a proof), {@code preferences.jsonl} (a prompt, a
   * proof of each statement and a failure) and {@code groups.jsonl} (all texts of a prompt in one
   * round, and their rewards).
   */
  public Counts write(Path folder) {
    int rounds = run.manifests().size();
    List<ObjectNode> supervised = new ArrayList<>();
    if (rounds > 0) {
      Jsonl.read(run.round(rounds - 1).resolve("selected.jsonl"), Example::of)
          .forEach(example -> supervised.add(chat(example)));
    }
    List<ObjectNode> groups = new ArrayList<>();
    List<ObjectNode> preferences = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (List<Text> group : groups(round)) {
        groups.add(group(group, round));
        preference(group).ifPresent(preferences::add);
      }
    }
    Jsonl.write(folder.resolve("sft.jsonl"), supervised.stream());
    Jsonl.write(folder.resolve("preferences.jsonl"), preferences.stream());
    Jsonl.write(folder.resolve("groups.jsonl"), groups.stream());
    return new Counts(supervised.size(), preferences.size(), groups.size());
  }

  /** Writes a checkpoint in another precision, to be given away. */
  public static void checkpoint(Path from, Path to, Precision precision) {
    try (Trainer trainer = Trainer.open(from, TrainerOptions.DEFAULT.withDevice("cpu"))) {
      trainer.save(to, precision);
    }
  }

  private List<List<Text>> groups(int round) {
    Map<String, List<Attempt>> byProblem = new LinkedHashMap<>();
    for (Path wave : Findings.waves(run.round(round))) {
      try (Stream<Attempt> attempts =
          AttemptLog.read(new AttemptStage(wave).attempts(), fault -> {})) {
        attempts
            .filter(attempt -> AttemptStage.by(attempt) == Assignment.By.MODEL)
            .forEach(a -> byProblem.computeIfAbsent(a.problem(), id -> new ArrayList<>()).add(a));
      }
    }
    return byProblem.values().stream().map(Export::judged).toList();
  }

  /** A text that is equal to a proof is one, though it was not judged again. */
  private static List<Text> judged(List<Attempt> group) {
    List<String> proofs =
        group.stream()
            .filter(attempt -> attempt.verdict().equals("proved"))
            .map(attempt -> NormalForm.of(attempt.candidate().orElse("")))
            .toList();
    return group.stream()
        .map(
            a ->
                new Text(a, a.candidate().map(NormalForm::of).filter(proofs::contains).isPresent()))
        .toList();
  }

  private ObjectNode chat(Example example) {
    ObjectNode chat = Json.object();
    ArrayNode messages = chat.putArray("messages");
    Prompt prompt = profile.prompt(example.problem().statement(), example.problem().informal());
    if (prompt instanceof Prompt.Chat turns) {
      turns
          .messages()
          .forEach(
              m -> messages.addObject().put("role", m.role().wire()).put("content", m.content()));
    } else {
      messages.addObject().put("role", "user").put("content", ((Prompt.Text) prompt).text());
    }
    messages.addObject().put("role", "assistant").put("content", example.proof());
    return chat.put("id", example.problem().id()).put("weight", example.weight());
  }

  private String prompt(Attempt attempt) {
    Prompt prompt = profile.prompt(attempt.statement(), Optional.empty());
    return prompt instanceof Prompt.Chat chat
        ? chat.messages().get(chat.messages().size() - 1).content()
        : ((Prompt.Text) prompt).text();
  }

  private ObjectNode group(List<Text> group, int round) {
    Attempt first = group.get(0).attempt();
    ObjectNode object =
        Json.object().put("id", first.problem()).put("round", round).put("prompt", prompt(first));
    ArrayNode completions = object.putArray("completions");
    ArrayNode rewards = object.putArray("rewards");
    for (Text text : group) {
      completions.add(text.attempt().output());
      rewards.add(text.proof() ? 1 : 0);
    }
    return object;
  }

  private Optional<ObjectNode> preference(List<Text> group) {
    Optional<Text> chosen = group.stream().filter(Text::proof).findFirst();
    Optional<Text> rejected = group.stream().filter(text -> !text.proof()).findFirst();
    if (chosen.isEmpty() || rejected.isEmpty()) {
      return Optional.empty();
    }
    Attempt attempt = chosen.get().attempt();
    return Optional.of(
        Json.object()
            .put("id", attempt.problem())
            .put("prompt", prompt(attempt))
            .put("chosen", attempt.output())
            .put("rejected", rejected.get().attempt().output()));
  }
}
