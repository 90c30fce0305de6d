package lakatos.prover;

import static org.assertj.core.api.Assertions.assertThat;

import lakatos.leanbridge.Statement;
import org.junit.jupiter.api.Test;

final class VocabularyTest {

  @Test
  void of_declarations_areSortedIntoFunctionsAndTypes() {
    Vocabulary vocabulary =
        Vocabulary.of(
            """
            def f (n : Nat) := n
            @[simp] private def g : Nat := 1
            noncomputable def h : Nat := 2
            abbrev N := Nat
            inductive Tree | leaf
            structure Point where x : Nat
            theorem known : 1 = 1 := rfl
            """,
            "theorem t : f 1 = g");
    assertThat(vocabulary.functions()).contains("f", "g", "h", "N").doesNotContain("known", "Tree");
    assertThat(vocabulary.types()).containsExactly("Tree", "Point");
    assertThat(vocabulary.mathlib()).isFalse();
  }

  @Test
  void of_statement_looksIntoHeaderAndPreamble() {
    Vocabulary vocabulary =
        Vocabulary.of(new Statement("import Mathlib\n", "def f := 1", "theorem t : f = 1"));
    assertThat(vocabulary.functions()).containsExactly("f");
    assertThat(vocabulary.mathlib()).isTrue();
  }

  @Test
  void of_textWithoutDeclarations_isEmpty() {
    Vocabulary vocabulary = Vocabulary.of("", "theorem t (a : Nat) : a = a");
    assertThat(vocabulary.functions()).isEmpty();
    assertThat(vocabulary.types()).isEmpty();
  }

  @Test
  void of_definitionInANamespace_hasItsFullName() {
    String text =
        "namespace A.B\ndef f := 1\nsection\ndef g := 1\nend\nend A.B\ndef h := 1\ninductive T\n";
    Vocabulary vocabulary = Vocabulary.of(text, "");
    assertThat(vocabulary.functions()).containsExactly("A.B.f", "A.B.g", "h");
    assertThat(vocabulary.types()).containsExactly("T");
  }
}
