package io.jenkins.plugins.volumetransfer.simulator.tekton;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A duration as Tekton writes it: {@code 1h30m}, {@code 90s}, {@code 0} (Go's ParseDuration). */
final class GoDuration {
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|h|m|s)");
  private static final Pattern WHOLE = Pattern.compile("0|(?:" + PART + ")+");
  private static final Map<String, Integer> MILLISECONDS =
      Map.of("ms", 1, "s", 1_000, "m", 60_000, "h", 3_600_000);

  private GoDuration() {}

  /**
   * @param field for the error
   * @throws NotRunnable if it is none
   */
  static Duration parse(String field, String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new NotRunnable(field, "\"" + text + "\" is no duration; write one such as 1h30m");
    }
    Matcher part = PART.matcher(text);
    BigDecimal sum = BigDecimal.ZERO;
    while (part.find()) {
      sum =
          sum.add(
              new BigDecimal(part.group(1))
                  .multiply(BigDecimal.valueOf(MILLISECONDS.get(part.group(2)))));
    }
    return Duration.ofMillis(sum.longValue());
  }
}
