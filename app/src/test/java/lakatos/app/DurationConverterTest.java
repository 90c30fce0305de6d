package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class DurationConverterTest {
  private final DurationConverter converter = new DurationConverter();

  @ParameterizedTest
  @CsvSource({
    "90s,90000",
    "90,90000",
    "10m,600000",
    "1.5h,5400000",
    "30d,2592000000",
    "500ms,500",
    "0.25s,250"
  })
  void convert_asPeopleWriteThem(String text, long millis) {
    assertThat(converter.convert(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5s", "5 s", "5w", "1e3s", "s", "1.s"})
  void convert_anythingElse_isRefusedWithExamples(String text) {
    assertThatThrownBy(() -> converter.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("not a duration: " + text + " (say 90s, 10m or 500ms)");
  }

  @ParameterizedTest
  @CsvSource({
    "0s,positive",
    "0.1ms,positive",
    "10001h,exceed",
    "417d,exceed",
    "99999999999999999999h,exceed"
  })
  void convert_outOfBounds_isRefused(String text, String reason) {
    assertThatThrownBy(() -> converter.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining(text);
  }
}
