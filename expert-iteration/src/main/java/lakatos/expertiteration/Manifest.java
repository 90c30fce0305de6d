package lakatos.expertiteration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lakatos.expertiteration.Assignment.By;
import lakatos.expertiteration.Outcome.End;
import lakatos.prover.Attempt;
import lakatos.prover.AttemptLog;
import lakatos.prover.Problem;
import lakatos.prover.text.NormalForm;

/** What a round was and came to: enough to do it again, and to see whether it was worth it. */
final class Manifest {
  private static final int MOST_EXAMPLES = 12;

  private final RunFolder run;
  private final RunOptions options;
  private final int number;
  private final Versions versions;
  private final StageTimes times;

  /** What it was made with. */
  record Versions(String code, String spark) {}

  Manifest(RunFolder run, RunOptions options, int number, Versions versions, StageTimes times) {
    this.run = run;
    this.options = options;
    this.number = number;
    this.versions = versions;
    this.times = times;
  }

  ObjectNode of(
      List<Problem> statements,
      List<Outcome> outcomes,
      List<Example> found,
      List<Example> selected,
      ObjectNode training,
      ObjectNode evaluation,
      Tuner tuner,
      Tuner next) {
    ObjectNode manifest = Json.object().put("round", number);
    manifest.put("finished", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    manifest.put("code", versions.code()).put("toolchain", toolchain());
    manifest.put("java", Runtime.version().toString());
    manifest.put("spark", versions.spark());
    manifest.set("parameters", Json.of(options));
    manifest.set("drawn_with", Json.of(tuner));
    manifest.set("next", Json.of(next));
    manifest.set("hashes", hashes());
    manifest.set("counts", counts(statements, outcomes, found, selected));
    manifest.set("metrics", metrics(outcomes, found, selected, training));
    manifest.set("training", training);
    manifest.set("evaluation", evaluation);
    manifest.set("seconds", times.json());
    manifest.set("examples", examples(found));
    manifest.set("unusable", unusable(outcomes));
    return manifest;
  }

  private String toolchain() {
    try (Stream<Attempt> attempts =
        AttemptLog.read(new AttemptStage(run.round(number)).attempts(), fault -> {})) {
      return attempts.findFirst().map(Attempt::toolchain).orElse("");
    }
  }

  private ObjectNode hashes() {
    ObjectNode hashes = Json.object();
    hashes.put("run", Fingerprint.of(run.runFile()));
    hashes.put("statements", Fingerprint.of(run.statements()));
    hashes.put("held_out", Fingerprint.of(run.path().resolve("held-out")));
    hashes.put("given", Fingerprint.of(run.given()));
    hashes.put("base", Fingerprint.of(Path.of(options.base())));
    hashes.put("attempts", Fingerprint.of(new AttemptStage(run.round(number)).attempts()));
    hashes.put("verdicts", Fingerprint.of(new AttemptStage(run.round(number)).verdicts()));
    hashes.put("selected", Fingerprint.of(run.round(number).resolve("selected.jsonl")));
    hashes.put("checkpoint", Fingerprint.of(run.checkpoint(number)));
    return hashes;
  }

  private ObjectNode counts(
      List<Problem> statements,
      List<Outcome> outcomes,
      List<Example> found,
      List<Example> selected) {
    Set<String> earlier = ids(found, example -> example.round() < number);
    Set<String> now = ids(found, example -> example.round() == number);
    Set<String> ever = new HashSet<>(earlier);
    ever.addAll(now);
    now.removeAll(earlier);
    return Json.object()
        .put("statements", statements.size())
        .put("attempted", outcomes.stream().map(Outcome::id).distinct().count())
        .put("attempts", outcomes.stream().mapToLong(Outcome::attempts).sum())
        .put("proofs", outcomes.stream().mapToLong(Outcome::proofs).sum())
        .put("distinct_proofs", outcomes.stream().mapToLong(Outcome::distinct).sum())
        .put(
            "solved",
            outcomes.stream()
                .filter(o -> o.end() == End.PROVED)
                .map(Outcome::id)
                .distinct()
                .count())
        .put("solved_anew", now.size())
        .put("solved_ever", ever.size())
        .put("refuted", outcomes.stream().filter(o -> o.end() == End.REFUTED).count())
        .put("unusable", outcomes.stream().filter(o -> o.end() == End.UNUSABLE).count())
        .put("selected", selected.size())
        .put("replayed", selected.stream().filter(e -> e.round() < number).count());
  }

  private static Set<String> ids(List<Example> found, Predicate<Example> which) {
    Set<String> ids = new HashSet<>();
    found.stream().filter(which).forEach(example -> ids.add(example.problem().id()));
    return ids;
  }

  private ObjectNode metrics(
      List<Outcome> outcomes, List<Example> found, List<Example> selected, ObjectNode training) {
    By writer = number == 0 ? By.RANDOM : By.MODEL; // whom the figures are about
    List<Outcome> drawn = outcomes.stream().filter(o -> o.by() == writer).toList();
    Tuner.Balance balance = Tuner.balance(drawn, options.selection().perStatement());
    List<Example> fresh = found.stream().filter(e -> e.round() == number).toList();
    long kept =
        selected.stream()
            .filter(example -> example.round() == number && !example.by().equals(Hindsight.BY))
            .count();
    ObjectNode metrics =
        Json.object()
            .put("exploration", balance.exploration())
            .put("exploitation", balance.exploitation())
            .put("product", balance.product())
            .put(
                "any_of_k", share(drawn.stream().filter(o -> o.proofs() > 0).count(), drawn.size()))
            .put("diversity", share(distinctTexts(fresh), fresh.size()))
            .put("selection_rate", share(kept, fresh.size()))
            .put(
                "proof_lines",
                fresh.stream().mapToLong(e -> e.proof().lines().count()).average().orElse(0))
            .put(
                "response_tokens",
                share(
                    drawn.stream().mapToLong(Outcome::tokens).sum(),
                    drawn.stream().mapToLong(Outcome::attempts).sum()));
    metrics.set("entropy", training.path("entropy"));
    return metrics;
  }

  /** Proofs that differ whatever they prove: few of them are a collapse. */
  private static long distinctTexts(List<Example> fresh) {
    return fresh.stream().map(example -> NormalForm.of(example.proof())).distinct().count();
  }

  private static double share(long part, long of) {
    return of == 0 ? 0 : part / (double) of;
  }

  /** The longest of the new proofs, for people to look at. */
  private ArrayNode examples(List<Example> found) {
    ArrayNode examples = Json.object().putArray("examples");
    found.stream()
        .filter(example -> example.round() == number)
        .sorted((a, b) -> Integer.compare(b.proof().length(), a.proof().length()))
        .limit(MOST_EXAMPLES)
        .forEach(example -> examples.add(example.json()));
    return examples;
  }

  private static ArrayNode unusable(List<Outcome> outcomes) {
    ArrayNode unusable = Json.object().putArray("unusable");
    outcomes.stream()
        .filter(o -> o.end() == End.UNUSABLE)
        .forEach(o -> unusable.addObject().put("id", o.id()).put("why", o.note()));
    return unusable;
  }

  /** A round in a sentence. */
  static String sentence(ObjectNode manifest) {
    StringBuilder passes = new StringBuilder();
    manifest
        .path("evaluation")
        .properties()
        .forEach(
            set ->
                set.getValue()
                    .path("pass")
                    .forEach(
                        pass ->
                            passes.append(
                                String.format(
                                    Locale.ROOT,
                                    ", pass@%d on %s %.1f%%",
                                    pass.path("k").asInt(),
                                    set.getKey(),
                                    100 * pass.path("mean").asDouble()))));
    return String.format(
        Locale.ROOT,
        "round %d: %,d of %,d solved, %,d for the first time; learnt %,d proofs%s",
        manifest.path("round").asInt(),
        manifest.path("counts").path("solved").asInt(),
        manifest.path("counts").path("attempted").asInt(),
        manifest.path("counts").path("solved_anew").asInt(),
        manifest.path("counts").path("selected").asInt(),
        passes);
  }
}
