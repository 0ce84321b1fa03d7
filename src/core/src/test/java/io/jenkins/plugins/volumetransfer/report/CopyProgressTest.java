package io.jenkins.plugins.volumetransfer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CopyProgressTest {
  private static final Transfer TWO =
      Transfer.of(
              SpecReader.read(
                  """
                  podPer: NAMESPACE
                  source: {namespace: a}
                  destination: {namespace: b}
                  volumes: [{from: one}, {from: two}]
                  """))
          .get(0);

  @Test
  @DisplayName("before the first line, nothing is known")
  void nothing() {
    assertThat(CopyProgress.of(TWO, RsyncLog.empty())).isEqualTo(CopyProgress.NONE);
  }

  @Test
  @DisplayName("while a volume has not begun, there is no total, and its share is 0 percent")
  void half() {
    CopyProgress copy = CopyProgress.of(TWO, Results.log("one", 0));

    assertThat(copy)
        .isEqualTo(new CopyProgress(3 << 20, 1234, 50, OptionalLong.empty(), Optional.empty()));
  }

  @Test
  @DisplayName("once all have ended, the total is what was sent")
  void all() {
    RsyncLog log =
        Results.log("one", 0)
            .with("volume-transfer: volume two begins")
            .with("  100  100%    1.00MB/s    0:00:01 (xfr#1, to-chk=0/7)")
            .with("volume-transfer: volume two ended with code 0");

    CopyProgress copy = CopyProgress.of(TWO, log);

    assertThat(copy.bytes()).isEqualTo((3 << 20) + 100);
    assertThat(copy.totalBytes()).hasValue((3 << 20) + 100);
    assertThat(copy.percent()).isEqualTo(100);
  }

  @Test
  @DisplayName("between rsync's end and the verdict, the volume is being verified")
  void verifying() {
    RsyncLog copied = RsyncLog.empty().with("volume-transfer: volume one begins");
    RsyncLog verifying =
        copied.with(
            "volume-transfer: volume one verifying: 12 bytes read at the source, 7 at the"
                + " destination");
    RsyncLog verified = verifying.with(Results.VERIFIED.formatted("one", 0));

    assertThat(CopyProgress.of(TWO, copied).verifying()).isEmpty();
    assertThat(CopyProgress.of(TWO, verifying).verifying())
        .hasValueSatisfying(
            found -> {
              assertThat(found.sourceBytes()).isEqualTo(12);
              assertThat(found.destinationBytes()).isEqualTo(7);
            });
    assertThat(CopyProgress.of(TWO, verified).verifying()).isEmpty();
  }

  @Test
  @DisplayName("a volume that failed is not complete: its total stays an estimate")
  void failed() {
    RsyncLog log =
        RsyncLog.empty()
            .with("volume-transfer: volume one begins")
            .with("  1,000  50%    1.00MB/s    0:00:01 (xfr#1, to-chk=3/7)")
            .with("volume-transfer: volume one ended with code 12");

    CopyProgress copy = CopyProgress.of(Results.transfer("one"), log);

    assertThat(copy.percent()).isEqualTo(50);
    assertThat(copy.totalBytes().orElseThrow()).isGreaterThan(1_900);
  }
}
