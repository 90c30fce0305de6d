package lakatos.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import lakatos.autoformalizer.Finding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FormalizationsTest {

  @ParameterizedTest
  @EnumSource(Finding.Kind.class)
  void wire_everyKindOfFinding_hasItsNameInTheProtocol(Finding.Kind kind) {
    var wire =
        Formalizations.wire(
            new Finding(kind, Finding.Weight.NOTE, "a sentence", Optional.of("n = 3")));
    assertThat(wire.getKind().name()).isEqualTo("FINDING_KIND_" + kind.name());
    assertThat(wire.getWitness()).isEqualTo("n = 3");
  }

  @ParameterizedTest
  @EnumSource(Finding.Weight.class)
  void wire_everyWeight_hasItsNameInTheProtocol(Finding.Weight weight) {
    var wire =
        Formalizations.wire(
            new Finding(Finding.Kind.FALSE, weight, "a sentence", Optional.empty()));
    assertThat(wire.getWeight().name()).isEqualTo("FINDING_WEIGHT_" + weight.name());
    assertThat(wire.getWitness()).isEmpty();
  }
}
