package lakatos.expertiteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lakatos.expertiteration.Iteration.Material;
import lakatos.expertiteration.RunOptions.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IterationIT {
  @TempDir private Path folder;

  private final List<String> said = new ArrayList<>();

  private RunFolder run(Cluster cluster, Method method, int rounds) {
    RunFolder run = new RunFolder(folder.resolve("run"));
    Iteration iteration = new Iteration(run, cluster, "test", said::add);
    iteration.begin(TinyRun.options(TinyRun.base(folder), method, rounds), TinyRun.material());
    iteration.run();
    return run;
  }

  @Test
  void run_supervised_solvesLearnsAndWritesDownWhatItDid() {
    try (Cluster cluster = Cluster.open("local[2]", Map.of())) {
      RunFolder run = run(cluster, Method.SUPERVISED, 1);
      List<ObjectNode> manifests = run.manifests();
      assertThat(manifests).hasSize(2);
      ObjectNode cold = manifests.get(0);
      assertThat(cold.at("/counts/solved").asInt()).isGreaterThan(4);
      assertThat(cold.path("unusable").get(0).path("id").asText()).isEqualTo("ill");
      assertThat(cold.at("/training/last_loss").asDouble())
          .isLessThan(cold.at("/training/first_loss").asDouble() / 2);
      assertThat(cold.path("toolchain").asText()).startsWith("Lean 4");
      assertThat(cold.at("/hashes/checkpoint").asText()).hasSize(64);
      ObjectNode first = manifests.get(1);
      assertThat(first.at("/counts/attempts").asInt()).isGreaterThan(50);
      assertThat(first.at("/counts/proofs").asInt()).isPositive();
      assertThat(first.at("/metrics/entropy").asDouble()).isPositive();
      assertThat(first.at("/evaluation/held/pass/0/k").asInt()).isEqualTo(1);
      assertThat(first.at("/evaluation/held/portfolio").asInt()).isEqualTo(3);
      assertThat(run.checkpoint(1).resolve("model.safetensors")).exists();
      Export.Counts counts = new Export(run).write(folder.resolve("exported"));
      assertThat(counts.supervised()).isPositive();
      assertThat(counts.groups()).isPositive();
    }
  }

  @Test
  void run_groups_learnsFromProofsAndFailures() {
    try (Cluster cluster = Cluster.open("local[2]", Map.of())) {
      RunFolder run = run(cluster, Method.GRPO, 1);
      ObjectNode first = run.manifests().get(1);
      assertThat(first.at("/training/steps").asInt()).isPositive();
      assertThat(run.round(1).resolve("training/steps.jsonl")).content().contains("clipped_high");
    }
  }

  @Test
  void begin_statementsThatAreHeldOut_areRefused() {
    try (Cluster cluster = Cluster.open("local[2]", Map.of())) {
      RunFolder run = new RunFolder(folder.resolve("run"));
      List<lakatos.prover.Problem> statements = new ArrayList<>(TinyRun.statements());
      statements.add(TinyRun.problem("copy", "(m : Nat) : 11 + m = 11 + m"));
      statements.add(TinyRun.problem("renamed", "(x : Nat) : x + 11 = 11 + x"));
      statements.add(TinyRun.problem("turned", "(k l : Nat) : l * k = k * l"));
      new Iteration(run, cluster, "test", said::add)
          .begin(
              TinyRun.options(TinyRun.base(folder), Method.SUPERVISED, 1),
              new Material(statements, Map.of("held", TinyRun.heldOut()), List.of(), 0));
      assertThat(Corpus.read(run.statements()))
          .extracting(lakatos.prover.Problem::id)
          .contains("add0", "copy")
          .doesNotContain("renamed");
      assertThat(run.contamination()).content().contains("renamed", "normal_form");
    }
  }

  @Test
  void run_noLean_saysSoInOneSentence() throws Exception {
    Path record = Files.createFile(folder.resolve("nothing"));
    AttemptPlan plan = TinyRun.plan(new LeanSetup(record.toString(), "", 1));
    try (Cluster cluster = Cluster.open("local[2]", Map.of())) {
      List<Assignment> assignments =
          List.of(new Assignment(TinyRun.heldOut().get(0), Assignment.By.RANDOM, 1, 0));
      assertThatExceptionOfType(IterationException.class)
          .isThrownBy(
              () ->
                  new AttemptStage(folder.resolve("stage"))
                      .run(cluster, plan, assignments, done -> {}))
          .withMessageStartingWith("the round cannot go on: the Lean named in ")
          .withMessageEndingWith("run lean-project/provision");
    }
  }
}
