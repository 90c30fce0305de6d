package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lakatos.autoformalizer.Candidate;
import lakatos.autoformalizer.Finding;
import lakatos.autoformalizer.Formalized;
import lakatos.autoformalizer.InformalProblem;
import lakatos.leanbridge.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class AgreementTest {
  private static final Candidate FIRST = candidate("theorem t : 1 = 1", Finding.Weight.SUPPORT);
  private static final Candidate SECOND = candidate("theorem t : 2 = 2", Finding.Weight.FATAL);

  private final InputStream before = System.in;
  private final StringWriter err = new StringWriter();

  private static Candidate candidate(String text, Finding.Weight weight) {
    return new Candidate(
        Statement.of(text),
        List.of(),
        0.5,
        List.of(new Finding(Finding.Kind.COVERAGE, weight, "so", Optional.empty())),
        Optional.empty(),
        List.of());
  }

  private static Formalized result(Candidate... candidates) {
    return new Formalized(
        new InformalProblem("t", "words", Optional.empty()),
        List.of(candidates),
        List.of(),
        Duration.ZERO,
        0);
  }

  private Agreement agreement(boolean yes) {
    return new Agreement(new CommandLine(new Main()).setErr(new PrintWriter(err, true)), yes);
  }

  private Optional<Statement> answered(String line, Candidate... candidates) {
    System.setIn(new ByteArrayInputStream((line + "\n").getBytes(StandardCharsets.UTF_8)));
    return agreement(false).on(result(candidates));
  }

  @AfterEach
  void restore() {
    System.setIn(before);
  }

  @Test
  void on_answerOfAPerson_isWhatIsLocked() {
    assertThat(answered("y", FIRST, SECOND)).contains(FIRST.statement());
    assertThat(answered("2", FIRST, SECOND)).contains(SECOND.statement());
    assertThat(answered("no", FIRST, SECOND)).isEmpty();
    assertThat(answered("3", FIRST, SECOND)).isEmpty();
    assertThat(err.toString()).contains("there is no reading of number 3", "nothing is locked");
    assertThat(answered("", FIRST)).isEmpty();
  }

  @Test
  void on_yes_takesTheLikeliestUnlessItHasAFault() {
    assertThat(agreement(true).on(result(FIRST, SECOND))).contains(FIRST.statement());
    assertThat(agreement(true).on(result(SECOND))).isEmpty();
    assertThat(agreement(true).on(result())).isEmpty();
  }

  @Test
  void requireAskable_nobodyThere_saysWhatToDo() {
    agreement(true).requireAskable();
    assertThatExceptionOfType(Trouble.class)
        .isThrownBy(() -> agreement(false).requireAskable())
        .withMessageContaining("give --yes");
  }
}
