package lakatos.prover.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScopesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "namespace A\\nlemma h : p := q\\n\\n|end A\\nopen A\\n",
        "namespace A.B\\nnamespace C|end C\\nend B\\nend A\\nopen A A.B A.B.C\\n",
        "section S\\nnamespace A\\nsection\\nnamespace B|end B\\nend\\nend A\\nopen A A.B\\n",
        "namespace A\\nend A\\nnamespace B\\nnamespace C\\nend C|end B\\nopen B\\n",
        "namespace A\\nnamespace B.C\\nend B.C\\nmutual\\nend\\n|end A\\nopen A\\n",
      })
  void exit_fromNamespaces_endsAndOpensThem(String text, String exit) {
    assertThat(new Scopes(text.replace("\\n", "\n")).exit()).isEqualTo(exit.replace("\\n", "\n"));
  }

  @Test
  void exit_fromANamespaceWithSettings_makesThemAgain() {
    String text =
        """
        open Nat
        namespace A
        open Real
          Finset -- and
        open Lost in lemma h : p := by
          open Lost in simp
        section
        open Lost
        end
        set_option maxHeartbeats 1
        """;
    assertThat(new Scopes(text).exit())
        .isEqualTo("end A\nopen A\nopen Real\n  Finset -- and\nset_option maxHeartbeats 1\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "section\nopen A",
        "namespace A\nend A",
        "-- namespace A\n/- namespace B -/\ndef s := \"namespace C\"",
        "end A\nnamespace B",
        "namespace A\nend B",
        "namespace A\nend",
        "section\nnamespace A\nend B.A",
      })
  void exit_whereNoNamespaceIsSurelyOpen_isEmpty(String text) {
    assertThat(new Scopes(text).exit()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":= by\n  rfl\n\n|end A\n\n#print axioms A.t",
        ":= rfl\nsection\nend\nnamespace B.C\nend C\nend B\n|end\nend A",
        ":= \"end A\" -- end A\n|",
        ":= x.end\nmutual\nend\n|end A.B",
      })
  void end_ofTheSurroundings_isWhereNothingOfTheTextsOwnEnds(String text) {
    assertThat(new Scopes(text.replace("|", "")).end()).isEqualTo(text.indexOf('|'));
  }
}
