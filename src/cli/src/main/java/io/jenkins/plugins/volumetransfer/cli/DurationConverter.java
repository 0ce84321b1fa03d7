package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.spec.Units;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times that are no field of the spec. */
final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    return Units.duration(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "is \"" + text + "\"; write a number of seconds, or such as 90s, 15m or 4h"));
  }
}
