package lakatos.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import lakatos.leanbridge.Statement;
import lakatos.prover.TheoremSource.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TheoremSourceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "theorem t (a : Nat) : a = a",
        "  theorem t (a : Nat) : a = a  ",
        "theorem t (a : Nat) : a = a :=",
        "theorem t (a : Nat) : a = a := by",
        "theorem t (a : Nat) : a = a := by\n  rfl\n",
        "theorem t (a : Nat) : a = a := sorry",
        "theorem t (a : Nat) : a = a := rfl",
        "theorem t (a : Nat) : a = a := by\n  let b := a\n  rfl\n#print axioms t",
        "\uFEFFtheorem t (a : Nat) : a = a\r\n",
      })
  void parse_withAndWithoutAProof_leavesTheStatement(String text) {
    assertThat(statement(text))
        .isEqualTo(new Statement(TheoremSource.DEFAULT_HEADER, "", "theorem t (a : Nat) : a = a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "theorem t (n : Nat := 3) (s : String := \":= by\") : n = n",
        "theorem t : (fun (x : Nat) => let y := x; y) = id",
        "theorem t : let x := 5; x = 5",
        "theorem t : let x := 5; have y := 6; x < y",
        "theorem t : { fst := 1, snd := 2 : Nat × Nat } = (1, 2)",
        "theorem t : \"theorem\" ≠ \"-- lemma\" /- := by theorem -/",
        "theorem t : ':' ≠ '\"'",
        "open Nat in theorem t : succ 1 = 2",
        "@[simp] theorem t : 1 = 1",
        "@[simp]\ntheorem t : 1 = 1",
        "/-- Says a theorem. -/\ntheorem t : 1 = 1",
        "/-- Says. -/\n@[simp, grind =]\nprotected theorem t : 1 = 1",
        "set_option maxRecDepth 1000 in\nopen Nat in\ntheorem t : 1 = 1",
        "private theorem my_theorem : 1 = 1",
      })
  void parse_whatBelongsToTheTheorem_staysWithIt(String text) {
    assertThat(statement(text).text()).isEqualTo(text);
    assertThat(statement(text).preamble()).isEmpty();
    assertThat(statement(text + " := by sorry").text()).isEqualTo(text);
  }

  @Test
  void parse_headerAndDefinitions_goWhereTheyBelong() {
    Statement statement =
        statement(
            """
            /- Copyright. import Nothing -/
            import Std
            -- what we need
            open Nat
              List
            set_option maxRecDepth 2000

            /-- Twice. -/
            def twice (n : Nat) : Nat := 2 * n

            theorem t (n : Nat) : twice n = n + n := by
              sorry
            """);
    assertThat(statement.header()).startsWith("import Std\n" + TheoremSource.DEFAULT_HEADER);
    assertThat(statement.header()).contains("open Nat\n  List\nset_option maxRecDepth 2000\n");
    assertThat(statement.preamble()).isEqualTo("/-- Twice. -/\ndef twice (n : Nat) : Nat := 2 * n");
    assertThat(statement.text()).isEqualTo("theorem t (n : Nat) : twice n = n + n");
  }

  @Test
  void parse_openForOneDefinition_isNoHeader() {
    Statement statement = statement("open Nat in\ndef f := succ 1\ntheorem t : f = 2");
    assertThat(statement.header()).isEqualTo(TheoremSource.DEFAULT_HEADER);
    assertThat(statement.preamble()).isEqualTo("open Nat in\ndef f := succ 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sure! Here is the theorem:\n```lean4\ntheorem t : 1 = 1 := by\n```\nIt is a theorem.",
        "```lean\ntheorem s : 2 = 2\n```\nor better\n```lean\ntheorem t : 1 = 1\n```",
        "```lean\ntheorem t : 1 = 1\n```\nand to run it\n```sh\nlake build theorem\n```",
        "```\ntheorem t : 1 = 1\n```\nwhich prints\n```\nok\n```",
        "It was cut off here: \n```lean\ntheorem t : 1 = 1 := by",
        "Prove the theorem that one is one.\n```lean\r\ntheorem t : 1 = 1\r\n```\r\n",
      })
  void parse_fenceInProse_isAllThatCounts(String text) {
    assertThat(statement(text).text()).isEqualTo("theorem t : 1 = 1");
    assertThat(statement(text).preamble()).isEmpty();
  }

  @Test
  void parse_wordInASentenceBefore_isNoTheorem() {
    assertThat(statement("-- a theorem\n#eval 1 -- lemma\ntheorem t : 1 = 1").text())
        .isEqualTo("theorem t : 1 = 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"example : 1 = 1", "1 = 1", "def theorem' := 1", "-- theorem t : 1 = 1"})
  void parse_noTheorem_isRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TheoremSource.parse(text))
        .withMessage("there is no theorem in the text; a statement reads `theorem NAME ... : ...`");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "theorem a : 1 = 1\ntheorem b : 2 = 2",
        "theorem a : True := trivial theorem b : True := trivial",
        "theorem a : 1 = 1 := rfl\nlemma b : 2 = 2",
      })
  void parse_severalTheorems_areRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TheoremSource.parse(text))
        .withMessage("there are 2 theorems; give one, or a file whose gaps are to be filled");
  }

  @ParameterizedTest
  @CsvSource({
    "'theorem t : x',1,0",
    "'\n   theorem t : x',2,3",
    "'def f := 1\n@[simp]\ntheorem t : x',2,0",
    "'def ℕ𝔸 := 1; theorem t : x',1,13",
    "'prose\n```lean\nimport Std\n\ntheorem t : x\n```',5,0",
  })
  void theorem_standsWhereTheAuthorPutIt(String text, int line, int column) {
    assertThat(TheoremSource.parse(text).theorem()).isEqualTo(new Place(line, column));
  }

  @ParameterizedTest
  @CsvSource({
    "'theorem t.{u, w} (α : Type u) : α = α','universe v'",
    "'universe u v\ntheorem t (α : Type u) : α = α','universe w\nuniverse u v'",
    "'def f.{u,v,w} := 1\ntheorem t : f = 1',''",
    "'theorem t (α : List.{u} β) : α = α','universe u v w'",
  })
  void parse_universesOfTheAuthors_areNotDeclaredTwice(String text, String universes) {
    assertThat(statement(text).header().strip())
        .isEqualTo(("set_option autoImplicit false\n" + universes).strip());
  }

  @Test
  void withoutDefaults_leavesWhatTheAuthorWrote() {
    assertThat(TheoremSource.withoutDefaults(statement("open Nat\ntheorem t.{u} : p").header()))
        .isEqualTo("open Nat");
    assertThat(TheoremSource.withoutDefaults(TheoremSource.DEFAULT_HEADER)).isEmpty();
  }

  @Test
  void withoutProof_letByPatternMatching_isCutAtTheProof() {
    assertThat(
            TheoremSource.withoutProof(
                "theorem t : let f | 0 => 1 | n => n; f 0 = (1 : Nat) := by rfl"))
        .isEqualTo("theorem t : let f | 0 => 1 | n => n; f 0 = (1 : Nat)");
  }

  private static Statement statement(String text) {
    return TheoremSource.parse(text).statement();
  }
}
