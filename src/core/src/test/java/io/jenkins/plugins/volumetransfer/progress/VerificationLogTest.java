package io.jenkins.plugins.volumetransfer.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Of a verification the log tells")
class VerificationLogTest {
  private static final RsyncLog COPIED =
      RsyncLog.empty()
          .with("volume-transfer: volume data begins")
          .with("  3,145,728  50%    1.00MB/s    0:00:01 (xfr#1234, to-chk=3/7)");

  @Test
  @DisplayName("how much both sides have read, until the verdict is there")
  void progress() {
    RsyncLog log =
        COPIED.with(
            "volume-transfer: volume data verifying: 34 bytes read at the source, 12 at the"
                + " destination");

    assertThat(volume(log).verifying()).isTrue();
    assertThat(verification(log).sourceBytes()).isEqualTo(34);
    assertThat(verification(log).destinationBytes()).isEqualTo(12);
    assertThat(volume(log.with("volume-transfer: volume data ended with code 12")).verifying())
        .isFalse();
  }

  @Test
  @DisplayName("the first ten differences, however many there are and whatever they are called")
  void differences() {
    RsyncLog log = COPIED;
    for (int i = 0; i < 12; i++) {
      log = log.with("volume-transfer: volume data differs: $'a\\nb: c" + i + "': missing");
    }

    assertThat(verification(log).first()).hasSize(Verification.FIRST_MAX);
    assertThat(verification(log).first().get(9)).isEqualTo("$'a\\nb: c9': missing");
    assertThat(log.messages()).isEmpty();
  }

  @Test
  @DisplayName("the verdict with all its counts")
  void verdict() {
    RsyncLog log =
        COPIED.with(
            "volume-transfer: volume data verified: 1 entries, 2 bytes, 3 s; 4 changed, 5 missing,"
                + " 6 additional, 7 left alone; not compared: a (b), c");

    assertThat(verification(log).verdict())
        .contains(new Verification.Verdict(1, 2, 3, 4, 5, 6, 7, "a (b), c"));
    assertThat(verification(log).differences()).isEqualTo(15);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "volume-transfer: volume data verifying: 9999999999999999999 bytes read at the source, 1 at"
            + " the destination",
        "volume-transfer: volume data verified: 1 entries",
        "volume-transfer: volume  differs: x"
      })
  @DisplayName("what is no such line as a message")
  void odd(String line) {
    assertThat(COPIED.with(line).messages()).hasSize(1);
    assertThat(volume(COPIED.with(line)).verification()).isEmpty();
  }

  @Test
  @DisplayName("nothing where it speaks of a volume that is not under way")
  void otherVolume() {
    assertThat(volume(COPIED.with("volume-transfer: volume x differs: y")).verification())
        .isEmpty();
  }

  private static VolumeProgress volume(RsyncLog log) {
    return log.volume("data").orElseThrow();
  }

  private static Verification verification(RsyncLog log) {
    return volume(log).verification().orElseThrow();
  }
}
