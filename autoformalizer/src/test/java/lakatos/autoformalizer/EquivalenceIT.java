package lakatos.autoformalizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import lakatos.autoformalizer.Equivalence.Result;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.SharedLean;
import lakatos.leanbridge.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EquivalenceIT {
  private static final Duration BUDGET = Duration.ofSeconds(60);

  private final Equivalence equivalence = new Equivalence(SharedLean.pool(), SharedLean.verifier());

  private Result of(String a, String b) {
    return equivalence.of(Statement.of("theorem a " + a), Statement.of("theorem b " + b), BUDGET);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        // names, and a variable of the conclusion
        "(m n : Nat) (h : m < n) : m + 1 ≤ n ~ : ∀ x y : Nat, x < y → x + 1 ≤ y",
        // hypotheses in another order, and as one
        "(n : Nat) (h : 4 ∣ n) (k : 9 ∣ n) : 36 ∣ n ~ (n : Nat) (h : 9 ∣ n ∧ 4 ∣ n) : 36 ∣ n",
        // variables in another order
        "(a : Nat) (b : Nat) (h : a ∣ b) : a ∣ b * b ~ (c : Nat) (d : Nat) (h : d ∣ c) : d ∣ c * c",
        // an equation turned round, a sum in another order
        "(x y : Int) (h : x * x = y) : x * x * x = x * y ~ (x y : Int) (h : y = x * x) : y * x = x * x * x",
        // another way to say even
        "(n : Nat) (h : n ^ 2 % 2 = 0) : n % 2 = 0 ~ (n : Nat) (h : 2 ∣ n ^ 2) : 2 ∣ n",
      })
  void of_sameInOtherForm_isEquivalentWithProofs(String a, String b) {
    assertThat(of(a, b)).isInstanceOf(Result.Equivalent.class);
    Result.Equivalent same = (Result.Equivalent) of(a, b);
    assertProves(same.forth());
    assertProves(same.back());
  }

  private static void assertProves(String source) {
    Statement statement = Statement.of(source.substring(0, source.indexOf(" := by")));
    assertThat(SharedLean.verifier().verify(statement, source, Limits.DEFAULT, true).isProved())
        .as(source)
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        // both true, and easy
        "(n : Nat) : n < n + 1 ~ (n : Nat) : n < n + 2",
        ": 2 + 2 = 4 ~ : 3 * 3 = 9",
        // one follows from the other only
        "(n : Int) : 6 ∣ n * (n + 1) * (n + 2) ~ (n : Int) : 3 ∣ n * (n + 1) * (n + 2)",
        // a hypothesis more
        "(n : Int) : 6 ∣ n * (n + 1) * (n + 2) ~ (n : Int) (h : n % 2 = 0) : 6 ∣ n * (n + 1) * (n + 2)",
      })
  void of_trueStatementsThatDiffer_areNotEquivalent(String a, String b) {
    assertThat(of(a, b)).isNotInstanceOf(Result.Equivalent.class);
  }

  @Test
  void of_trueAndFalse_differWithTheInstance() {
    Result result = of("(n : Nat) : n + 0 = n", "(n : Nat) : n * 0 = n");
    assertThat(result)
        .isEqualTo(new Result.Different("the second is false, the first is true", "1"));
  }

  @Test
  void of_otherHeaders_isNotCompared() {
    Statement a = new Statement("open Nat", "", "theorem a : 1 = 1");
    Result result = equivalence.of(a, Statement.of("theorem b : 1 = 1"), BUDGET);
    assertThat(result)
        .isEqualTo(new Result.Unknown("they stand behind different headers or definitions"));
  }

  @Test
  void of_statementThatDoesNotElaborate_isUnusable() {
    var thrown = catchThrowableOfType(LeanException.class, () -> of(": 1 = \"one\"", ": 1 = 1"));
    assertThat(thrown.reason()).isEqualTo(LeanException.Reason.UNUSABLE);
  }
}
