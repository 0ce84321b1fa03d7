package io.jenkins.plugins.volumetransfer.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.0 KiB",
    "1536, 1.5 KiB",
    "1048524, 1023.9 KiB",
    "1048525, 1.0 MiB",
    "1288490189, 1.2 GiB",
    "9223372036854775807, 8.0 EiB",
    "-1536, -1.5 KiB"
  })
  @DisplayName("sizes are in powers of 1024 and never 1024.0 of a unit")
  void sizes(long bytes, String text) {
    assertThat(ByteSize.text(bytes)).isEqualTo(text);
  }

  @Test
  @DisplayName("rates are sizes per second")
  void rates() {
    assertThat(ByteSize.perSecond(12.3 * 1024 * 1024)).isEqualTo("12.3 MiB/s");
    assertThat(ByteSize.perSecond(0.4)).isEqualTo("0 B/s");
    assertThat(ByteSize.perSecond(1023.7)).isEqualTo("1.0 KiB/s");
    assertThat(ByteSize.perSecond(Double.NaN)).isEqualTo("? B/s");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0:00:00",
    "PT59.999S, 0:00:59",
    "PT1H2M3S, 1:02:03",
    "PT100H, 100:00:00",
    "PT-5S, 0:00:00"
  })
  @DisplayName("durations are hours, minutes, seconds")
  void durations(Duration duration, String text) {
    assertThat(Durations.text(duration)).isEqualTo(text);
  }

  @Test
  @DisplayName("an unknown duration has its own text")
  void unknownDuration() {
    assertThat(Durations.text(Optional.of(Duration.ofSeconds(7)))).isEqualTo("0:00:07");
    assertThat(Durations.text(Optional.empty())).isEqualTo("-:--:--");
  }
}
