package io.jenkins.plugins.volumetransfer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Goal: what others say in a cluster gets into logs as text: no terminal and no console obeys it.
 */
class SaidTextTest {
  private static final String SAID = "denied\u001B[8mha:////4\u001B[0m by\r\npolicy\u0007 \u0085x";

  @Test
  @DisplayName("a failure is one line without control characters")
  void failure() {
    assertThat(new Failure(Reason.API_REFUSED, SAID).message())
        .isEqualTo("denied?[8mha:////4?[0m by policy? x");
  }

  @Test
  @DisplayName("so is a warning, and a notice")
  void warning() {
    assertThat(new Announcement.Warning("data", SAID).text())
        .isEqualTo("denied?[8mha:////4?[0m by policy? x");
    assertThat(new Announcement.Notice(Announcement.Notice.Subject.ENDPOINT, SAID).text())
        .doesNotContain("\u001B", "\n");
  }
}
