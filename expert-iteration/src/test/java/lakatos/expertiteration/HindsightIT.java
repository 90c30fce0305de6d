package lakatos.expertiteration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lakatos.prover.Problem;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HindsightIT {
  @TempDir private Path folder;

  @AfterAll
  static void close() {
    Workplace.closePresent();
  }

  private static Example proof(String name, String rest, String... lines) {
    String proof = "  " + String.join("\n  ", lines);
    return new Example(TinyRun.problem(name, rest), proof, "model", 1, 0, 1);
  }

  private static List<Example> of(Example example) {
    return new Hindsight(Workplace.of(TinyRun.lean()), Duration.ofSeconds(20)).of(example);
  }

  @Test
  void of_goalsThatStepsLeave_areStatementsProvedByTheRest() {
    Example both =
        proof(
            "both",
            "(a b : Nat) (h : a = b) : b = a ∧ b + 0 = a",
            "constructor",
            "exact h.symm",
            "rw [h]",
            "rfl");
    List<Example> found = of(both);
    assertThat(found)
        .extracting(e -> e.problem().statement().text())
        .containsExactly(
            "theorem both (a : Nat) (b : Nat) (h : a = b) : b + 0 = a",
            "theorem both (a : Nat) (b : Nat) (h : a = b) : b + 0 = b");
    assertThat(found).extracting(Example::proof).containsExactly("  rw [h]\n  rfl", "  rfl");
    assertThat(found).allMatch(e -> e.by().equals("hindsight") && e.round() == 1);
  }

  @Test
  void of_types_andInstancesWithoutAName_areBinders() {
    Example example =
        proof(
            "some",
            "{α : Type u} [Inhabited α] : ∀ x : α, x = default → default = x",
            "intro x h",
            "exact h.symm");
    assertThat(of(example))
        .extracting(e -> e.problem().statement().text())
        .containsExactly(
            "theorem some (α : Type _) [Inhabited α] (x : α) (h : x = default) : default = x");
  }

  @Test
  void of_restThatNeedsWhatCannotBeNamed_isNotTaken() {
    assertThat(of(proof("hidden", "(p q : Prop) : p → q → p", "intros", "assumption"))).isEmpty();
  }

  @Test
  void of_stepThatFails_endsTheSearch() {
    assertThat(of(proof("bad", "(p : Prop) : p → p", "constructor", "intro h", "exact h")))
        .isEmpty();
  }

  @Test
  void run_goalThatIsHeldOut_isRefused() {
    Problem held = TinyRun.problem("h", "(m : Nat) : m * 7 = 7 * m");
    Map<String, List<Problem>> sets = Map.of("held", List.of(held));
    RunFolder run = new RunFolder(folder);
    RunOptions options = TinyRun.options(folder.resolve("base"), RunOptions.Method.SUPERVISED, 1);
    Goals goals = new Goals(run, options, 1);
    try (Cluster cluster = Cluster.open("local[1]", Map.of())) {
      Map<String, String> forms =
          ContaminationGuard.normalForms(
              cluster,
              TinyRun.lean(),
              List.of(new Problem("held/h", held.statement(), Optional.empty())));
      Jsonl.write(
          run.normalForms(),
          forms.entrySet().stream()
              .map(e -> Json.object().put("name", e.getKey()).put("form", e.getValue())));
      Example copies =
          proof("all", ": ∀ k : Nat, k * 7 = 7 * k", "intro k", "exact Nat.mul_comm k 7");
      Example differs =
          proof(
              "other",
              ": ∀ k l : Nat, k * l = l * k",
              "intro k",
              "intro l",
              "exact Nat.mul_comm k l");
      goals.run(cluster, List.of(copies, differs), sets, done -> {});
      assertThat(goals.found())
          .extracting(e -> e.problem().id(), e -> e.problem().statement().text())
          .containsExactly(
              Tuple.tuple("other#1", "theorem other (k : Nat) : ∀ (l : Nat), k * l = l * k"),
              Tuple.tuple("other#2", "theorem other (k : Nat) (l : Nat) : k * l = l * k"));
      assertThat(goals.fresh()).isEqualTo(2);
    }
  }
}
