package io.jenkins.plugins.volumetransfer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import java.util.List;
import java.util.Optional;
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
        .isEqualTo(new CopyProgress(3 << 20, 1234, 50, Optional.empty(), Optional.empty()));
  }

  @Test
  @DisplayName("once all have ended nothing is left, and what was there already still counts")
  void all() {
    RsyncLog log =
        Results.log("one", 0)
            .with("volume-transfer: volume two begins")
            .with("  100  100%    1.00MB/s    0:00:01 (xfr#1, to-chk=0/7)")
            .with("volume-transfer: volume two ended with code 0");

    CopyProgress copy = CopyProgress.of(TWO, log);

    assertThat(copy.bytes()).isEqualTo((3 << 20) + 100);
    assertThat(copy.total().orElseThrow().bytes()).isEqualTo((long) ((3 << 20) / 0.51) + 100);
    assertThat(copy.total().orElseThrow().left()).isZero();
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
    assertThat(copy.total())
        .contains(new CopyTotal(1_960, 960, CopyTotal.Certainty.ABOUT))
        .map(CopyTotal::text)
        .contains("about 1.9 KiB");
  }

  @Test
  @DisplayName("the total is about, and never falls, while rsync finds files and after that")
  void growing() {
    // Percentages of what is found so far; each is rounded down.
    List<String> told =
        List.of(
            "  1,000  90%    1.00MB/s    0:00:01 (xfr#1, ir-chk=3/7)",
            "  2,000   2%    1.00MB/s    0:00:01 (xfr#2, ir-chk=900/1000)",
            "  3,000   3%    1.00MB/s    0:00:01 (xfr#3, to-chk=800/1000)",
            "  3,900   3%    1.00MB/s    0:00:01 (xfr#4, to-chk=800/1000)",
            // By this one alone it would be less than by the one before.
            "  4,000   4%    1.00MB/s    0:00:01 (xfr#4, to-chk=800/1000)",
            "  50,000  50%    1.00MB/s    0:00:01 (xfr#5, to-chk=500/1000)");
    RsyncLog log = RsyncLog.empty().with("volume-transfer: volume one begins");
    long before = 0;
    for (String line : told) {
      log = log.with(line);
      CopyTotal total = CopyProgress.of(Results.transfer("one"), log).total().orElseThrow();
      assertThat(total.certainty()).as(line).isEqualTo(CopyTotal.Certainty.ABOUT);
      assertThat(total.bytes()).as(line).isBetween(before, 100_000L);
      before = total.bytes();
    }
    log = log.with("total size is 100,000  speedup is 1.00");
    assertThat(CopyProgress.of(Results.transfer("one"), log).total().orElseThrow())
        .isEqualTo(new CopyTotal(100_000, 50_000, CopyTotal.Certainty.EXACT));
    // Half was there already: what is copied takes no more, and the total stays.
    log = log.with("volume-transfer: volume one ended with code 0");
    assertThat(CopyProgress.of(Results.transfer("one"), log).total().orElseThrow())
        .isEqualTo(new CopyTotal(100_000, 0, CopyTotal.Certainty.EXACT));
  }

  @Test
  @DisplayName("with a part that is about, the sum is about, whichever comes first")
  void sum() {
    CopyTotal about = new CopyTotal(100, 40, CopyTotal.Certainty.ABOUT);
    CopyTotal exact = new CopyTotal(1_000, 0, CopyTotal.Certainty.EXACT);
    CopyTotal both = new CopyTotal(1_100, 40, CopyTotal.Certainty.ABOUT);

    assertThat(about.plus(exact)).isEqualTo(both);
    assertThat(exact.plus(about)).isEqualTo(both);
    assertThat(exact.plus(exact)).isEqualTo(new CopyTotal(2_000, 0, CopyTotal.Certainty.EXACT));
  }

  @Test
  @DisplayName("the total is never less than what was sent, as of a file that grew")
  void moreThanTold() {
    RsyncLog log =
        RsyncLog.empty()
            .with("volume-transfer: volume one begins")
            .with("  3,000  100%    1.00MB/s    0:00:01 (xfr#1, to-chk=0/1)")
            .with("total size is 2,000  speedup is 1.00");

    assertThat(CopyProgress.of(Results.transfer("one"), log).total())
        .contains(new CopyTotal(3_000, 0, CopyTotal.Certainty.EXACT));
    log = log.with("volume-transfer: volume one ended with code 0");
    assertThat(CopyProgress.of(Results.transfer("one"), log).total())
        .contains(new CopyTotal(3_000, 0, CopyTotal.Certainty.EXACT));
  }
}
