package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: a copy that reads in silence is told from one that stands still. Method: in rsync's place,
 * on either side, is something that only reads, or only sleeps.
 */
@DisplayName("A copy without a word from rsync")
@Tag("integration")
class WorkTest {
  /** What the source asks before the copy. */
  private static final String NO_FOREIGN =
      "[[ $RSYNC_MODULE_NAME != *.foreign ]]"
          + " || { echo none >\"$SCRATCH_DIRECTORY/answers/$RSYNC_MODULE_NAME\"; exit; }";

  private static final String READ =
      "for ((i = 0; i < 60; i++)); do head --bytes=1M /dev/zero >/dev/null; sleep 0.1; done";

  private final TransferPods pods =
      new TransferPods().volume("data", "").sourceVariable("WORK_SECONDS", "1");

  @AfterEach
  void end() {
    pods.close();
  }

  @Test
  @DisplayName("that reads at the source says so, and that is news")
  void source() {
    pods.startDestination();
    pods.shim("rsync", "case $* in */data) " + READ + ";; esac", "exec /usr/bin/rsync \"$@\"");

    Container container = pods.start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    RsyncLog before = RsyncLog.empty().with("volume-transfer: volume data begins");
    String line =
        container
            .log()
            .lines()
            .filter(said -> said.startsWith("volume-transfer: volume data working: "))
            .findFirst()
            .orElseThrow();
    assertThat(before.with(line).news()).isEqualTo(before.news() + 1);
    assertThat(before.with(line).messages()).isEmpty();
  }

  @Test
  @DisplayName("that reads at the destination says so")
  void destination() {
    // rsyncd's connection waits for this as it would for its own reading.
    pods.script(Script.DESTINATION_LINKS, NO_FOREIGN, READ).withoutChroot().startDestination();

    Container container = pods.start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(container.log()).contains("volume-transfer: volume data working: ");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"source", "destination"})
  @DisplayName("that stands still says nothing more")
  void stuck(String side) {
    if (side.equals("source")) {
      pods.startDestination();
      pods.shim("rsync", "case $* in */data) sleep 6;; esac", "exec /usr/bin/rsync \"$@\"");
    } else {
      pods.script(Script.DESTINATION_LINKS, NO_FOREIGN, "sleep 6")
          .withoutChroot()
          .startDestination();
    }

    Container container = pods.start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(container.log().lines().filter(line -> line.contains(" working: ")).count())
        .as(container.log())
        .isLessThanOrEqualTo(2);
  }
}
