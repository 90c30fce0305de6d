package lakatos.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lakatos.leanbridge.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in the form of formal-conjectures; these ones are made up. */
final class ConjecturesTest {
  private static final String FILE =
      """
      /-
      Copyright, and open questions of law.
      -/

      import FormalConjecturesUtil

      /-!
      # Made up
      theorem not_one : in a comment
      -/

      open Nat

      namespace MadeUp

      /-- A number is *flat* if it is at most two. -/
      def Flat (n : Nat) : Prop :=
        n ≤ 2

      /--
      Are there infinitely many
      flat numbers?
      -/
      @[category research open, AMS 5 11]
      theorem made_up : answer(sorry) ↔ ∀ m : Nat, ∃ n, m < n ∧ Flat n := by
        sorry

      /-- At least one. -/
      @[category research solved, AMS 11, formal_proof using lean4 at "https://example.org"]
      theorem made_up.variants.one : ∃ n, Flat n := by
        sorry

      /-- A lemma in passing. -/
      @[category API]
      lemma flat_zero : Flat 0 := by
        simp [Flat]

      def Steep (n : Nat) : Prop := ¬ Flat n

      @[category test, AMS 11]
      theorem made_up.parts.i : Flat 2 := by
        sorry

      end MadeUp
      """;

  private static Conjecture named(String name) {
    return Conjectures.of(FILE).stream()
        .filter(conjecture -> conjecture.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void of_file_findsTheoremsWithTheirAttributes() {
    assertThat(Conjectures.of(FILE))
        .extracting(Conjecture::name)
        .containsExactly("made_up", "made_up.variants.one", "flat_zero", "made_up.parts.i");
    Conjecture open = named("made_up");
    assertThat(open.category()).isEqualTo("research open");
    assertThat(open.subjects()).containsExactlyInAnyOrder(5, 11);
    assertThat(open.informal()).isEqualTo("Are there infinitely many flat numbers?");
    assertThat(open.asks()).isTrue();
  }

  @Test
  void withAnswer_asksForOne_isRefusedWithout() {
    assertThatThrownBy(() -> named("made_up").withAnswer(""))
        .hasMessage("made_up asks for an answer; give it with --answer, such as --answer True");
    assertThat(named("made_up").withAnswer("False")).contains("theorem made_up : (False) ↔ ");
  }

  @Test
  void withAnswer_variant_isAStatementWithItsDefinitionsAndNoOtherTheorem() {
    Statement statement = Workshop.parse(named("made_up.parts.i").withAnswer(""));
    assertThat(statement.text()).isEqualTo("theorem made_up.parts.i : Flat 2");
    assertThat(statement.header()).contains("open Nat").doesNotContain("FormalConjectures");
    assertThat(statement.preamble())
        .contains("namespace MadeUp", "def Flat", "def Steep")
        .doesNotContain("theorem", "lemma", "end MadeUp");
  }

  @Test
  void list_checkout_isFilteredByStatusAndSubject(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("Problems"));
    Files.writeString(folder.resolve("Problems/1.lean"), FILE);
    List<Conjecture> all =
        Conjectures.list(folder).stream().map(Conjectures.Found::conjecture).toList();
    assertThat(all).hasSize(4);
    assertThat(all).filteredOn(c -> c.matches("open", List.of())).hasSize(1);
    assertThat(all).filteredOn(c -> c.matches("research solved", List.of(11))).hasSize(1);
    assertThat(all).filteredOn(c -> c.matches("", List.of(5, 7))).hasSize(1);
    assertThat(all).filteredOn(c -> c.matches("open", List.of(3))).isEmpty();
  }
}
