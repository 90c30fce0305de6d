package lakatos.app;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads durations as people write them: {@code 90s}, {@code 10m}, {@code 1.5h}, {@code 30d}, {@code
 * 500ms}.
 */
final class DurationConverter implements ITypeConverter<Duration> {
  private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)?");

  /** Nobody waits longer, and the sum of it and any date is a date. */
  private static final Duration LONGEST = Duration.ofHours(10_000);

  @Override
  public Duration convert(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new TypeConversionException("not a duration: " + text + " (say 90s, 10m or 500ms)");
    }
    String unit = m.group(2) == null ? "s" : m.group(2);
    double millis =
        Double.parseDouble(m.group(1))
            * switch (unit) {
              case "ms" -> 1;
              case "m" -> 60_000;
              case "h" -> 3_600_000;
              case "d" -> 86_400_000;
              default -> 1_000;
            };
    if (millis < 1) {
      throw new TypeConversionException("a duration must be positive: " + text);
    }
    if (millis > LONGEST.toMillis()) {
      throw new TypeConversionException(
          "a duration must not exceed " + LONGEST.toHours() + "h: " + text);
    }
    return Duration.ofMillis((long) millis);
  }
}
