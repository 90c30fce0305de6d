package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WordsTest {

  @Test
  void of_primedNames_arePartOfTheirWord() {
    assertThat(Words.of("lemma h' (n : Nat) : n = n").words())
        .containsExactly("lemma", "h'", "(n", ":", "Nat)", ":", "n", "=", "n");
  }

  @Test
  void of_quotedWord_keepsItsSpacesAndLines() {
    Words words = Words.of("lock 'theorem t' (n : Nat)\n  : n = n' --informal \"it is\"");
    assertThat(words.words())
        .containsExactly(
            "lock", "theorem t", "(n", ":", "Nat)", ":", "n", "=", "n'", "--informal", "it is");
    assertThat(Words.of("lock 'theorem t (n : Nat)\n  : n = n'").words())
        .containsExactly("lock", "theorem t (n : Nat)\n  : n = n");
  }

  @Test
  void of_quoteThatIsNotClosed_isOpen() {
    assertThat(Words.of("sketch t 'by").open()).isTrue();
    assertThat(Words.of("sketch t 'by\n omega'").open()).isFalse();
  }
}
