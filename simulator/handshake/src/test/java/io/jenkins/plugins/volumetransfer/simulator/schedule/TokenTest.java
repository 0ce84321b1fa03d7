package io.jenkins.plugins.volumetransfer.simulator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A replay token")
class TokenTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SEPARATE/USUAL/2/SOME/",
        "SEPARATE/USUAL/2/SOME/12.3-40.1",
        "SINGLE/RSYNC_FAILS+STUNNEL_DIES/2/ALL/7.1",
        "SINGLE/RSYNC_FAILS/1:12/SOME/7.1",
        "SEPARATE//0/SOME/7.1",
      })
  @DisplayName("is read as it is written")
  void roundTrip(String text) {
    assertThat(Token.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SEPARATE",
        "TRIPLE/USUAL/2/SOME/",
        "SEPARATE/FLOOD/2/SOME/",
        "SEPARATE/USUAL/2/SOME/12",
        "SEPARATE/USUAL/2/SOME/99999999999.1",
      })
  @DisplayName("that is none is answered with what one looks like")
  void none(String text) {
    assertThatThrownBy(() -> Token.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'%s' is no replay token; one looks like SEPARATE/USUAL/2/SOME/12.3-40.1", text);
  }
}
