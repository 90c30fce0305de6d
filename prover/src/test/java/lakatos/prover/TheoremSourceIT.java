package lakatos.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.Message;
import lakatos.leanbridge.SharedLean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TheoremSourceIT {

  @ParameterizedTest
  @CsvSource({
    "'theorem t : ✗x = 1',1,12",
    "'\n\n   theorem t (a : Nat) :\n    a = bb',4,8",
    "'import Std\n\nopen Nowhere\ntheorem t : 1 = 1',3,5",
    "'import Std\n\n  def f := nowhere\n\ntheorem t : 1 = 1',3,11",
    "'Prove this:\n```lean\n@[simp]\ntheorem t : 1 = nowhere\n```\nThanks',4,16",
  })
  void inText_errorInAnyPart_isWhereTheAuthorWroteIt(String text, int line, int column) {
    TheoremSource source = TheoremSource.parse(text);
    String candidate = source.statement().text() + " := sorry";
    LeanException thrown =
        catchThrowableOfType(
            LeanException.class,
            () ->
                SharedLean.verifier().verify(source.statement(), candidate, Limits.DEFAULT, false));
    assertThat(source.inText(thrown))
        .filteredOn(Message::isError)
        .first()
        .satisfies(
            message -> {
              assertThat(message.line()).isEqualTo(line);
              assertThat(message.column()).isEqualTo(column);
            });
  }
}
