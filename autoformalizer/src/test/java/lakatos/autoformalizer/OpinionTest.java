package lakatos.autoformalizer;

import static org.assertj.core.api.Assertions.assertThat;

import lakatos.autoformalizer.Opinion.Difference;
import org.junit.jupiter.api.Test;

final class OpinionTest {

  @Test
  void of_answerInForm_isRead() {
    Opinion opinion =
        Opinion.of(
                "Let me see.\nPART: n is even | SAME |\nPART: n < 5 | SMALL | written 5 > n\nVERDICT: FAITHFUL")
            .orElseThrow();
    assertThat(opinion.faithful()).isTrue();
    assertThat(opinion.parts())
        .containsExactly(
            new Opinion.Part("n is even", Difference.SAME, ""),
            new Opinion.Part("n < 5", Difference.SMALL, "written 5 > n"));
    assertThat(opinion.reasons()).isEqualTo("n < 5: small, written 5 > n");
  }

  @Test
  void of_largeDifference_outweighsTheVerdict() {
    assertThat(Opinion.of("PART: a | LARGE | gone\nVERDICT: FAITHFUL").orElseThrow().faithful())
        .isFalse();
  }

  @Test
  void of_markdownAndSeveralVerdicts_readsTheLast() {
    String answer =
        "VERDICT: UNFAITHFUL\nOn second thoughts:\n- **PART**: a | **SAME** | \n**VERDICT**: **FAITHFUL**";
    assertThat(Opinion.of(answer).orElseThrow().faithful()).isTrue();
  }

  @Test
  void of_noVerdict_isNothing() {
    assertThat(Opinion.of("It is FAITHFUL, I think.")).isEmpty();
  }
}
