package lakatos.prover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AutoTest {
  @ParameterizedTest
  @CsvSource({"DEAR,60,20", "DEAR,300,30", "CHEAP,4,3", "CHEAP,60,45", "CHEAP,300,285"})
  void portfolio_hasWhatTheModelsPriceLeaves(Auto.Price price, int wall, int portfolio) {
    assertThat(price.portfolio(Duration.ofSeconds(wall))).isEqualTo(Duration.ofSeconds(portfolio));
  }
}
