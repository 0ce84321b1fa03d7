package io.jenkins.plugins.volumetransfer.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RsyncNumberTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "1234567 | 1234567",
        "1,234,567 | 1234567",
        "1.234.567 | 1234567",
        "1.23K | 1230",
        "82.43M | 82430000",
        "82,43M | 82430000",
        "1,023.99M | 1023990000",
        "2G | 2000000000",
        "1.50T | 1500000000000",
        "99999999999999999999 | 9223372036854775807",
        "99999.00E | 9223372036854775807"
      })
  @DisplayName("numbers are read as rsync writes them; too large ones are the largest")
  void numbers(String text, long expected) {
    assertThat(RsyncNumber.parse(text, 0, text.length())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "K", ",", ",5", "-1", "1e3", "1 000", "1.5xM", "M1", "٣"})
  @DisplayName("what is no number is -1")
  void noNumbers(String text) {
    assertThat(RsyncNumber.parse(text, 0, text.length())).isEqualTo(-1);
  }
}
